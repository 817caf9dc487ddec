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

    private static Geometry point(double lon, double lat) {
        return GEOMETRIES.createPoint(new Coordinate(lon, lat));
    }

    private static Row image(String imageId, Geometry place) {
        return new Row("sequence", Arrays.asList("sequence", null, imageId, null, null, null), place);
    }
}
