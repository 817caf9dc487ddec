package io.github.gtmapillary.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.PixelPolygon;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

class DetectionGeometryTest {

    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @Test
    void decodedGeometriesAreThePolygons() throws InvalidProtocolBufferException {
        for (SandboxDetection detection : someDetections()) {
            Tile.Layer layer = layer(detection);
            List<List<Pixel>> rings = new ArrayList<>();
            layer.getFeaturesList().forEach(feature -> rings.addAll(rings(feature)));
            assertThat(rings)
                    .isEqualTo(detection.polygons().stream()
                            .flatMap(polygon -> polygon.rings().stream())
                            .toList());
        }
    }

    @Test
    void theLayerIsNamedAlikeAndSignsHaveTheOlderVersion() throws InvalidProtocolBufferException {
        for (SandboxDetection detection : someDetections()) {
            Tile.Layer layer = layer(detection);
            assertThat(layer.getName()).isEqualTo("mpy-or");
            assertThat(layer.getExtent()).isEqualTo(4096);
            assertThat(layer.getVersion()).isEqualTo(detection.isSegmented() ? 2 : 1);
            assertThat(layer.getFeaturesList()).allMatch(feature -> feature.getType() == Tile.GeomType.POLYGON);
        }
    }

    @Test
    void bothOrdersOfBytesOccur() {
        // a layer is member 3 of a tile; its version (member 15) or its name (member 1) follows its length
        List<byte[]> all = WORLD.detections().stream()
                .map(detection -> Base64.getDecoder().decode(DetectionGeometry.base64(detection)))
                .toList();
        assertThat(all).allMatch(bytes -> bytes[0] == 0x1a);
        assertThat(all).anyMatch(bytes -> bytes[bytes[1] < 0 ? 3 : 2] == 0x78);
        assertThat(all).anyMatch(bytes -> bytes[bytes[1] < 0 ? 3 : 2] == 0x0a && bytes[bytes.length - 2] == 0x78);
    }

    @Test
    void severalPolygonsComeInOneFeatureOrInSeveral() {
        List<SandboxDetection> several = WORLD.detections().stream()
                .filter(detection -> detection.polygons().size() > 1)
                .toList();
        assertThat(several).hasSizeGreaterThan(1000);
        assertThat(several)
                .anyMatch(detection -> features(detection) == 1)
                .anyMatch(
                        detection -> features(detection) == detection.polygons().size());
    }

    @Test
    void polygonsAreValidInsideTheImageAndRightWayRound() {
        GeometryFactory factory = new GeometryFactory();
        for (SandboxDetection detection : someDetections()) {
            for (PixelPolygon polygon : detection.polygons()) {
                LinearRing[] rings = polygon.rings().stream()
                        .map(ring -> factory.createLinearRing(coordinates(ring)))
                        .toArray(LinearRing[]::new);
                LinearRing[] holes = Stream.of(rings).skip(1).toArray(LinearRing[]::new);
                assertThat(factory.createPolygon(rings[0], holes).isValid())
                        .as("%s", polygon)
                        .isTrue();
                // y points down, so a ring that is clockwise on screen is counterclockwise to JTS
                assertThat(Orientation.isCCW(rings[0].getCoordinates())).isTrue();
                assertThat(holes).noneMatch(hole -> Orientation.isCCW(hole.getCoordinates()));
                assertThat(polygon.rings())
                        .allSatisfy(
                                ring -> assertThat(ring).allMatch(pixel -> isInside(pixel.x()) && isInside(pixel.y())));
            }
        }
    }

    @Test
    void somePolygonsHaveHolesAndSomeReachTheEdges() {
        assertThat(WORLD.detections())
                .anyMatch(detection -> detection.polygons().get(0).rings().size() == 2)
                .anyMatch(
                        detection -> detection.polygons().get(0).rings().get(0).contains(new Pixel(4096, 0)));
    }

    private static List<SandboxDetection> someDetections() {
        return WORLD.detections().stream()
                .filter(detection -> detection.id() % 10 == 0 || detection.id() > 1L << 53)
                .toList();
    }

    private static boolean isInside(long coordinate) {
        return coordinate >= 0 && coordinate <= 4096;
    }

    private static int features(SandboxDetection detection) {
        try {
            return layer(detection).getFeaturesCount();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Tile.Layer layer(SandboxDetection detection) throws InvalidProtocolBufferException {
        Tile tile = Tile.parseFrom(Base64.getDecoder().decode(DetectionGeometry.base64(detection)));
        assertThat(tile.getLayersCount()).isOne();
        return tile.getLayers(0);
    }

    /** Closes the ring as the specification says: it returns to the first pixel and does not move the cursor. */
    private static List<List<Pixel>> rings(Tile.Feature feature) {
        List<List<Pixel>> rings = new ArrayList<>();
        long x = 0;
        long y = 0;
        int i = 0;
        while (i < feature.getGeometryCount()) {
            int command = feature.getGeometry(i++);
            if ((command & 7) == 7) {
                List<Pixel> ring = rings.get(rings.size() - 1);
                ring.add(ring.get(0));
                continue;
            }
            for (int n = command >> 3; n > 0; n--) {
                x += step(feature.getGeometry(i++));
                y += step(feature.getGeometry(i++));
                if ((command & 7) == 1) {
                    rings.add(new ArrayList<>());
                }
                rings.get(rings.size() - 1).add(new Pixel(x, y));
            }
        }
        return rings;
    }

    private static int step(int zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    private static Coordinate[] coordinates(List<Pixel> ring) {
        return IntStream.range(0, ring.size())
                .mapToObj(i -> new Coordinate(ring.get(i).x(), ring.get(i).y()))
                .toArray(Coordinate[]::new);
    }
}
