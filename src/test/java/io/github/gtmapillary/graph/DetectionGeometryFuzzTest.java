package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gtmapillary.geoserver.rendering.AllocationBound;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Any input for a detection's outline gives polygons, the same each time, or nothing, or a report. */
class DetectionGeometryFuzzTest {

    @MethodSource("outlines")
    @FuzzTest
    void anOutlineIsPolygonsOrReported(byte[] bytes) {
        check(Base64.getEncoder().encodeToString(bytes));
        check(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void check(String base64) {
        AllocationBound.hold(base64.length(), () -> read(base64));
        Optional<Object> wkt = read(base64);
        assertThat(read(base64)).isEqualTo(wkt);
        wkt.ifPresent(text -> checkPolygons(text.toString()));
    }

    private static void checkPolygons(String wkt) {
        Geometry outline = parsed(wkt);
        assertThat(outline instanceof Polygonal).as(wkt).isTrue();
        assertThat(outline.isEmpty()).isFalse();
        for (Coordinate corner : outline.getCoordinates()) {
            assertThat(corner.x).isFinite();
            assertThat(corner.y).isFinite();
        }
    }

    private static Geometry parsed(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException e) {
            throw new AssertionError(wkt, e);
        }
    }

    /** Empty if there is no outline, or if it is reported as damaged. */
    private static Optional<Object> read(String base64) {
        try {
            return Optional.ofNullable(FieldValue.read(base64, AttributeKind.SEGMENTATION, "geometry"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Stream<byte[]> outlines() {
        Feature box = polygon(9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15);
        Feature holed = polygon(
                9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 4, 15, 26, 0, 8, 8, 0, 0, 7, 15, 9, 40, 0, 18, 4, 0, 0, 4, 15);
        byte[] one = tile("mpy-or", 4096, box);
        return Stream.of(
                new byte[0],
                one,
                tile("any-name", 20, holed, box),
                tile("mpy-or", 256),
                Base64.getEncoder().encode(one),
                Base64.getMimeEncoder().encode(tile("mpy-or", 20, holed, box)));
    }

    private static Feature polygon(Integer... geometry) {
        return Feature.newBuilder()
                .setType(GeomType.POLYGON)
                .addAllGeometry(Arrays.asList(geometry))
                .build();
    }

    private static byte[] tile(String layer, int extent, Feature... features) {
        return VectorTile.Tile.newBuilder()
                .addLayers(Layer.newBuilder()
                        .setVersion(2)
                        .setName(layer)
                        .setExtent(extent)
                        .addAllFeatures(Arrays.asList(features)))
                .build()
                .toByteArray();
    }
}
