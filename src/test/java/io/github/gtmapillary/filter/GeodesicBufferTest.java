package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.wkt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;

class GeodesicBufferTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** The buffer's longitudes may pass ±180, the sampled places' do not. */
    private static boolean holds(PreparedGeometry buffer, Point place) {
        for (double world : new double[] {0, -360, 360}) {
            if (buffer.intersects(
                    AffineTransformation.translationInstance(world, 0).transform(place))) {
                return true;
            }
        }
        return false;
    }

    private static void assertHoldsEverythingWithin(Geometry geometry, double metres, Random random, double step) {
        PreparedGeometry buffer = PreparedGeometryFactory.prepare(GeodesicBuffer.around(geometry, metres));
        Geometry dense = geometry.getDimension() == 0 ? geometry : Densifier.densify(geometry, step);
        for (Coordinate from : dense.getCoordinates()) {
            for (int i = 0; i < 8; i++) {
                double distance = i == 0 ? metres : metres * Math.sqrt(random.nextDouble());
                Point place = DistanceTest.away(from.x, from.y, random.nextDouble() * 360, distance);
                if (Math.abs(place.getY()) < 85.05) {
                    assertThat(holds(buffer, place))
                            .as("%s lies within %s m of %s", place, metres, geometry)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 100, 5_000, 50_000, 1_000_000})
    void holdsEveryPlaceWithinTheDistanceOfAPoint(double metres) {
        Random random = new Random(11);
        for (int i = 0; i < 150; i++) {
            double lat = i < 20 ? (i % 2 == 0 ? 84 : -84) : random.nextDouble() * 168 - 84;
            double lon = i % 4 == 0 ? 179.9999 : random.nextDouble() * 360 - 180;
            assertHoldsEverythingWithin(GEOMETRIES.createPoint(new Coordinate(lon, lat)), metres, random, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 100, 5_000, 50_000, 1_000_000})
    void holdsEveryPlaceWithinTheDistanceOfLinesAndPolygons(double metres) {
        Random random = new Random(12);
        for (int i = 0; i < 150; i++) {
            double size = new double[] {0.001, 0.1, 8}[i % 3];
            double lat = random.nextDouble() * 140 - 70;
            double lon = i % 4 == 0 ? 179.9 : random.nextDouble() * 340 - 170;
            assertHoldsEverythingWithin(
                    SampleGeometries.lineOrPolygon(random, lon, lat, size), metres, random, size / 10);
        }
    }

    /** Straight in degrees is not straight on the Mercator plane. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LINESTRING (0 84, 0.02 83.98)",
                "LINESTRING (-20 65, 20 75)",
                "LINESTRING (-170 -80, 170 80)",
                "LINESTRING (0 0, 0.1 83)"
            })
    void holdsEveryPlaceNearSlantedLines(String line) {
        Geometry geometry = wkt(line);
        assertHoldsEverythingWithin(geometry, 1, new Random(13), Math.max(geometry.getLength() / 20_000, 0.0005));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 30, 700, 5_000})
    void isHardlyWiderThanTheDistance(double metres) {
        Random random = new Random(14);
        for (int i = 0; i < 200; i++) {
            double lat = random.nextDouble() * 140 - 70;
            double lon = random.nextDouble() * 340 - 170;
            double size = new double[] {0.001, 0.01, 0.05}[i % 3];
            Geometry geometry = i % 2 == 0
                    ? GEOMETRIES.createPoint(new Coordinate(lon, lat))
                    : SampleGeometries.lineOrPolygon(random, lon, lat, size);
            for (Coordinate edge : GeodesicBuffer.around(geometry, metres).getCoordinates()) {
                assertThat(GeodesicDistance.metres(GEOMETRIES.createPoint(edge), geometry))
                        .as("%s from %s", edge, geometry)
                        .isLessThanOrEqualTo(metres * 1.01 + 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POINT (12 55)", "LINESTRING (12 55, 13 56)", "POLYGON ((12 55, 13 55, 13 56, 12 55))"})
    void leavesTheGeometryAsItWas(String text) {
        Geometry geometry = wkt(text);
        GeodesicBuffer.around(geometry, 100);
        GeodesicBuffer.aroundInDegrees(geometry, 1);
        assertThat(geometry.toText()).isEqualTo(text);
    }

    @Test
    void nearAPoleEveryLongitudeIsNear() {
        Geometry buffer = GeodesicBuffer.around(wkt("POINT (10 84)"), 200_000);
        assertThat(buffer.covers(wkt("POINT (-170 85)"))).isTrue();
        assertThat(buffer.covers(wkt("POINT (10 82.3)"))).isTrue();
        assertThat(buffer.covers(wkt("POINT (10 82)"))).isFalse();
    }

    @Test
    void passesTheDateLineWithoutABreak() {
        assertThat(GeodesicBuffer.around(wkt("POINT (179.99 0)"), 5_000)
                        .getEnvelopeInternal()
                        .getMaxX())
                .isBetween(180.03, 180.04);
    }
}
