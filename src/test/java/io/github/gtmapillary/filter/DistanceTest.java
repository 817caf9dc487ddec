package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.IOException;
import java.util.Random;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.geotools.api.filter.Filter;
import org.geotools.geometry.jts.JTS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

class DistanceTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** The place at a distance and bearing, on the ellipsoid; longitudes within ±180. */
    static Point away(double lon, double lat, double bearing, double metres) {
        GeodesicData there = Geodesic.WGS84.Direct(lat, lon, bearing, metres);
        return GEOMETRIES.createPoint(new Coordinate(there.lon2, there.lat2));
    }

    private static boolean accepts(Filter filter, Geometry geometry) {
        return filter.evaluate(SampleFeatures.at(IMAGES, geometry));
    }

    @ParameterizedTest
    @CsvSource({
        "meters, 1",
        "kilometers, 1000",
        "feet, 0.3048",
        "statute miles, 1609.344",
        "nautical miles, 1852",
        "m, 1",
        "KILOMETERS, 1000",
        "urn:ogc:def:uom:EPSG::9001, 1",
        "http://www.opengis.net/def/uom/UCUM/0/m, 1",
    })
    void withinAndBeyondHonourTheirUnitToTheCentimetre(String unit, double metres) throws IOException {
        Random random = new Random(20221);
        for (int i = 0; i < 200; i++) {
            double lon = random.nextDouble() * 360 - 180;
            double lat = random.nextDouble() * 168 - 84;
            double distance = Math.pow(10, random.nextDouble() * 4) / Math.sqrt(metres);
            Geometry point = GEOMETRIES.createPoint(new Coordinate(lon, lat));
            Translation near =
                    translate(IMAGES, FF.dwithin(FF.property("geometry"), FF.literal(point), distance, unit));
            Translation far = translate(IMAGES, FF.beyond(FF.literal(point), FF.property("geometry"), distance, unit));
            double bearing = random.nextDouble() * 360;
            Point inside = away(lon, lat, bearing, distance * metres - 0.01);
            Point outside = away(lon, lat, bearing, distance * metres + 0.01);

            assertThat(accepts(near.filter(), inside)).isTrue();
            assertThat(accepts(far.filter(), inside)).isFalse();
            assertThat(accepts(near.filter(), outside)).isFalse();
            assertThat(accepts(far.filter(), outside)).isTrue();
            assertThat(SampleFeatures.touches(near.region(), inside)).isTrue();
            assertThat(SampleFeatures.fulfils(near.condition(), IMAGES, SampleFeatures.at(IMAGES, inside)))
                    .isTrue();
            assertThat(far.region().unbounded()).isTrue();
            assertThat(near.exact() || far.exact()).isFalse();
        }
    }

    @Test
    void withoutUnitTheDistanceIsInDegreesAndTheDateLineIsNoBorder() throws IOException {
        for (String unit : new String[] {"", "degrees"}) {
            Filter filter = FF.dwithin(FF.property("geometry"), FF.literal(wkt("POINT(179.9 0)")), 0.5, unit);
            Translation translation = translate(IMAGES, filter);
            assertThat(accepts(translation.filter(), wkt("POINT(179.4001 0)"))).isTrue();
            assertThat(accepts(translation.filter(), wkt("POINT(-179.6001 0)"))).isTrue();
            assertThat(accepts(translation.filter(), wkt("POINT(179.3999 0)"))).isFalse();
            assertThat(accepts(translation.filter(), wkt("POINT(-179.5999 0)"))).isFalse();
            assertThat(SampleFeatures.touches(translation.region(), wkt("POINT(-179.6001 0)")))
                    .isTrue();
            assertThat(SampleFeatures.touches(translation.region(), wkt("POINT(0 0)")))
                    .isFalse();
            assertThat(SampleFeatures.touches(translation.region(), wkt("POINT(-178 0)")))
                    .isFalse();
        }
    }

    @Test
    void unknownUnitsAndDistancesThatMeanNothingAreNamed() {
        for (double distance : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(InvalidQueryException.class)
                    .isThrownBy(() -> translate(
                            IMAGES,
                            FF.dwithin(FF.property("geometry"), FF.literal(wkt("POINT(1 2)")), distance, "meters")))
                    .withMessageContaining(Double.toString(distance));
        }
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(
                        IMAGES, FF.beyond(FF.property("geometry"), FF.literal(wkt("POINT(1 2)")), 5, "cubits")))
                .withMessageContaining("'cubits'")
                .withMessageContaining("nautical miles");
    }

    /** The least distance to any of many places on the geometry, and to the inside of a polygon. */
    static double sampledDistance(Geometry from, Geometry to, double step) {
        if (from.intersects(to)) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        Geometry[] dense = {
            from.getDimension() == 0 ? from : Densifier.densify(from, step),
            to.getDimension() == 0 ? to : Densifier.densify(to, step)
        };
        for (Coordinate a : dense[0].getCoordinates()) {
            for (Coordinate b : dense[1].getCoordinates()) {
                least = Math.min(least, Geodesic.WGS84.Inverse(a.y, a.x, b.y, b.x).s12);
            }
        }
        return least;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.05, 1, 6})
    void linesAndPolygonsAreAsFarAsTheirNearestPlace(double size) {
        Random random = new Random(97);
        for (int i = 0; i < 60; i++) {
            double lat = random.nextDouble() * 140 - 70;
            double lon = i % 3 == 0 ? 179.9 : random.nextDouble() * 360 - 180;
            Point from = GEOMETRIES.createPoint(new Coordinate(lon > 180 ? lon - 360 : lon, lat));
            Geometry to = SampleGeometries.lineOrPolygon(random, lon, lat, size);
            double sampled = Math.min(
                    sampledDistance(from, to, size / 1500),
                    sampledDistance(
                            JTS.toGeometry(from.getEnvelopeInternal()).getCentroid(), shifted(to), size / 1500));
            double measured = GeodesicDistance.metres(from, to);
            assertThat(measured)
                    .as("%s to %s", from, to)
                    .isCloseTo(sampled, within(Math.max(sampled * 1e-3, size / 1500 * 111_000 * 0.05)));
        }
    }

    private static Geometry shifted(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply((Coordinate c) -> c.x -= 360);
        copy.geometryChanged();
        return copy;
    }
}
