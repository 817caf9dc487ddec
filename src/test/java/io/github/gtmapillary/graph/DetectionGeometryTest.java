package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class DetectionGeometryTest {

    /** The samples of the API documentation, with their corners in 4096ths as a protobuf inspector shows them. */
    @ParameterizedTest
    @CsvSource({
        "GjgKBm1weS1vchIYEgIAABgDIhAJ4iDyJhq8AQAApAG7AQAPGgR0eXBlIgkKB3BvbHlnb24ogCB4AQ==, 2097, 2489, 2191, 2571",
        "GjgKBm1weS1vchIYEgIAABgDIhAJnC3uFxroAwAA7AbnAwAPGgR0eXBlIgkKB3BvbHlnb24ogCB4AQ==, 2894, 1527, 3138, 1965"
    })
    void theSamplesOfTheDocumentationAreBoxes(String base64, int left, int top, int right, int bottom)
            throws ParseException {
        Envelope box = new WKTReader().read(DetectionGeometry.toWkt(base64)).getEnvelopeInternal();

        assertThat(box.toString())
                .isEqualTo(new Envelope(left / 4096.0, right / 4096.0, top / 4096.0, bottom / 4096.0).toString());
    }

    @Test
    void holesStayHolesAndSeveralFeaturesBecomeAMultiPolygon() {
        Feature holed = polygon(9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 4, 15, 26, 0, 8, 8, 0, 0, 7, 15);
        Feature box = polygon(9, 40, 0, 26, 8, 0, 0, 8, 7, 0, 15);

        assertThat(wkt("any-name", 40, holed))
                .isEqualTo(
                        "POLYGON ((0 0, 0.25 0, 0.25 0.25, 0 0.25, 0 0), (0.05 0.05, 0.05 0.15, 0.15 0.15, 0.15 0.05, 0.05 0.05))");
        assertThat(wkt("mpy-or", 40, holed, box))
                .startsWith("MULTIPOLYGON (((0 0")
                .contains("((0.5 0, 0.6 0, 0.6 0.1, 0.5 0.1, 0.5 0))");
    }

    @Test
    void outlinesThatReachOverTheImageEndAtItsEdge() {
        Feature over = polygon(9, 1, 1, 26, 24, 0, 0, 24, 23, 0, 15);
        Feature beside = polygon(9, 24, 0, 26, 4, 0, 0, 4, 3, 0, 15);

        assertThat(wkt("mpy-or", 10, over)).isEqualTo("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
        assertThat(wkt("mpy-or", 10, over, beside))
                .as("of what lies beside the image nothing is left")
                .isEqualTo("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
        assertThat(wkt("mpy-or", 10, beside)).isNull();
    }

    @Test
    void ringsThatTheTileLeavesOpenAreClosed() {
        assertThat(wkt("mpy-or", 10, polygon(9, 0, 0, 26, 20, 0, 0, 20, 19, 0)))
                .isEqualTo("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
    }

    @Test
    void nothingIsNothing() {
        assertThat(wkt("mpy-or", 10)).isNull();
        assertThat(DetectionGeometry.toWkt("")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aGVsbG8gd29ybGQ=", "GjgKBm1weS1v"})
    void whatIsNoTileIsAnError(String base64) {
        assertThatIllegalArgumentException().isThrownBy(() -> DetectionGeometry.toWkt(base64));
    }

    @Test
    void damagedCommandsAreAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> wkt("mpy-or", 10, polygon(9, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> wkt("mpy-or", 10, polygon(-6, 0, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> wkt("mpy-or", 10, polygon(12, 0, 0)));
    }

    private static Feature polygon(Integer... geometry) {
        return Feature.newBuilder()
                .setType(GeomType.POLYGON)
                .addAllGeometry(Arrays.asList(geometry))
                .build();
    }

    private static String wkt(String layer, int extent, Feature... features) {
        byte[] tile = VectorTile.Tile.newBuilder()
                .addLayers(Layer.newBuilder()
                        .setVersion(2)
                        .setName(layer)
                        .setExtent(extent)
                        .addAllFeatures(Arrays.asList(features)))
                .build()
                .toByteArray();
        return DetectionGeometry.toWkt(Base64.getEncoder().encodeToString(tile));
    }
}
