package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Row;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class SequenceAssemblyTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    @Test
    void imagesThatDoNotSayWhereTheyAreAreNoPartOfTheLine() {
        SequenceAssembly sequence = new SequenceAssembly(image("1", point(13, 55)));
        sequence.addImage(image("1", point(13, 55)));
        sequence.addImage(image("2", null));

        assertThat(sequence.fromImagesInOrder(GEOMETRIES))
                .as("one place makes no line")
                .isNull();

        sequence.addImage(image("3", point(14, 56)));
        Row row = sequence.fromImagesInOrder(GEOMETRIES);
        assertThat(String.valueOf(row.geometry())).isEqualTo("MULTILINESTRING ((13 55, 14 56))");
        assertThat(row.values().get(2)).isEqualTo("1");
    }

    @Test
    void aLineThroughImagesIsCutAtTheDateLine() {
        assertThat(lineThrough(point(179, 10), point(179.5, 10), point(-179.5, 12), point(-179, 12)))
                .isEqualTo("MULTILINESTRING ((179 10, 179.5 10, 180 11), (-180 11, -179.5 12, -179 12))");
        assertThat(lineThrough(point(-179, 1), point(179, 1)))
                .isEqualTo("MULTILINESTRING ((-179 1, -180 1), (180 1, 179 1))");
        assertThat(lineThrough(point(179, 1), point(180, 1), point(-179, 2), point(-180, 3), point(179, 3)))
                .as("positions on the date line itself")
                .isEqualTo("MULTILINESTRING ((179 1, 180 1), (-180 1, -179 2, -180 3), (180 3, 179 3))");
        assertThat(lineThrough(point(180, 1), point(-180, 1)))
                .as("one place makes no line")
                .isEqualTo("null");
        assertThat(lineThrough(point(-90, 1), point(90, 1))).isEqualTo("MULTILINESTRING ((-90 1, 90 1))");
    }

    private static String lineThrough(Geometry... places) {
        SequenceAssembly sequence = new SequenceAssembly(image("0", places[0]));
        for (int i = 0; i < places.length; i++) {
            sequence.addImage(image(String.valueOf(i), places[i]));
        }
        Row row = sequence.fromImagesInOrder(GEOMETRIES);
        return row == null ? "null" : String.valueOf(row.geometry());
    }

    private static Geometry point(double lon, double lat) {
        return GEOMETRIES.createPoint(new Coordinate(lon, lat));
    }

    private static Row image(String imageId, Geometry place) {
        return new Row("sequence", Arrays.asList("sequence", null, imageId, null, null, null, null, null), place);
    }
}
