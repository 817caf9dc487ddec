package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.crs;
import static io.github.gtmapillary.filter.Translations.lonLat;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.POINTS;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import java.io.IOException;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

class LiteralGeometriesTest {

    private static Translation intersecting(Geometry geometry) throws IOException {
        return translate(POINTS, FF.intersects(FF.property("geometry"), FF.literal(geometry)));
    }

    private static void assertBox(Region region, double west, double south, double east, double north) {
        Envelope box = region.envelope();
        assertThat(box.getMinX()).isCloseTo(west, within(1e-9));
        assertThat(box.getMinY()).isCloseTo(south, within(1e-9));
        assertThat(box.getMaxX()).isCloseTo(east, within(1e-9));
        assertThat(box.getMaxY()).isCloseTo(north, within(1e-9));
    }

    private static boolean accepts(Translation translation, double lon, double lat) {
        return translation.filter().evaluate(SampleFeatures.at(POINTS, wkt("POINT (" + lon + " " + lat + ")")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BBOX(geometry, 1300000, 7000000, 1400000, 7100000, 'EPSG:3857')",
                "INTERSECTS(geometry, SRID=3857;POLYGON((1300000 7000000, 1400000 7000000, 1400000 7100000, 1300000 7100000, 1300000 7000000)))"
            })
    void webMercatorBecomesDegrees(String ecql) throws IOException {
        Translation translation = translate(POINTS, ecql);
        assertBox(translation.region(), 11.678098693553778, 53.0918187695962, 12.576413977673301, 53.62791270082296);
        assertThat(accepts(translation, 12, 53.3)).isTrue();
        assertThat(accepts(translation, 12, 53.7)).isFalse();
    }

    @Test
    void sridOnAGeometryCounts() throws IOException {
        Geometry geometry = wkt("POINT (1300000 7000000)");
        geometry.setSRID(3857);
        assertBox(
                intersecting(geometry).region(),
                11.678098693553778,
                53.0918187695962,
                11.678098693553778,
                53.0918187695962);
        Geometry degrees = wkt("POINT (12 55)");
        degrees.setSRID(4326);
        assertBox(intersecting(degrees).region(), 12, 55, 12, 55);
    }

    @Test
    void axisOrderIsTheReferenceSystems() throws IOException {
        Geometry latitudeFirst = wkt("POINT (55 12)");
        latitudeFirst.setUserData(crs("EPSG:4326", false));
        assertBox(intersecting(latitudeFirst).region(), 12, 55, 12, 55);
        Geometry longitudeFirst = wkt("POINT (12 55)");
        longitudeFirst.setUserData(lonLat());
        assertBox(intersecting(longitudeFirst).region(), 12, 55, 12, 55);
        assertBox(
                translate(POINTS, "BBOX(geometry, 55, 12, 56, 13, 'EPSG:4326')").region(), 12, 55, 13, 56);
    }

    @Test
    void unknownSridIsNamed() {
        Geometry geometry = wkt("POINT (1 2)");
        geometry.setSRID(999_999);
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> intersecting(geometry))
                .withMessageContaining("999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POINT (NaN 1)", "LINESTRING (0 0, NaN 1)"})
    void coordinatesThatAreNoNumberAreRefused(String wkt) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> intersecting(wkt(wkt)))
                .withMessageContaining("not a number");
    }

    @ParameterizedTest
    @CsvSource({
        "-Infinity, Infinity, -Infinity, Infinity, -180, -90, 180, 90",
        "-1.7e308, 1.7e308, -1.7e308, 1.7e308, -180, -90, 180, 90",
        "-1000013, 1000013, -999945, 1000056, -180, -90, 180, 90",
        "-677.1, 677.1, -85, 85, -180, -85, 180, 85",
        "-Infinity, 12, 55, 56, -180, 55, 12, 56",
        "12, Infinity, 55, 56, 12, 55, 180, 56",
        "12, 13, -Infinity, 55, 12, -90, 13, 55",
        "12, 13, 55, Infinity, 12, 55, 13, 90",
    })
    void unlimitedSidesReachAsFarAsTheWorld(
            double minX, double maxX, double minY, double maxY, double west, double south, double east, double north)
            throws IOException {
        assertBox(
                translate(
                                POINTS,
                                FF.bbox(
                                        FF.property("geometry"),
                                        new ReferencedEnvelope(minX, maxX, minY, maxY, lonLat())))
                        .region(),
                west,
                south,
                east,
                north);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT EMPTY",
                "LINESTRING EMPTY",
                "POLYGON EMPTY",
                "GEOMETRYCOLLECTION EMPTY",
                "MULTIPOINT EMPTY"
            })
    void nothingTouchesAnEmptyGeometry(String empty) throws IOException {
        assertThat(intersecting(wkt(empty)).region()).isEqualTo(Region.NOWHERE);
        assertThat(translate(SEQUENCES, FF.dwithin(FF.property("geometry"), FF.literal(wkt(empty)), 100, "meters"))
                        .region())
                .isEqualTo(Region.NOWHERE);
        assertThat(translate(IMAGES, FF.dwithin(FF.property("geometry"), FF.literal(wkt(empty)), 1, ""))
                        .region())
                .isEqualTo(Region.NOWHERE);
    }

    @Test
    void collectionsThatPassTheDateLineAreTakenApart() throws IOException {
        Translation translation =
                intersecting(wkt("GEOMETRYCOLLECTION (POINT (190 5), POLYGON ((170 0, 190 0, 190 5, 170 0)))"));
        assertThat(accepts(translation, -170, 5)).isTrue();
        assertThat(accepts(translation, -171, 1)).isTrue();
        assertThat(accepts(translation, 171, 0.1)).isTrue();
        assertThat(accepts(translation, 0, 1)).isFalse();
        assertThat(SampleFeatures.touches(translation.region(), wkt("POINT (-170 5)")))
                .isTrue();
        assertThat(SampleFeatures.touches(translation.region(), wkt("POINT (0 1)")))
                .isFalse();
    }

    /** A ring that crosses itself has no clear inside: both of its lobes count. */
    @Test
    void selfCrossingPolygonKeepsBothLobes() throws IOException {
        Translation translation = translate(
                POINTS,
                "INTERSECTS(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))"
                        + " AND INTERSECTS(geometry, POLYGON((-1 -1, 3 -1, -1 3, -1 -1)))");
        for (double lon : new double[] {0.1, 0.9}) {
            assertThat(accepts(translation, lon, 0.5)).isTrue();
            assertThat(SampleFeatures.touches(translation.region(), wkt("POINT (" + lon + " 0.5)")))
                    .isTrue();
        }
        assertThat(accepts(translation, 0.5, 0.1)).isFalse();
    }

    @Test
    void functionsOfConstantsBoundTheQuery() throws IOException {
        Region region = translate(POINTS, "INTERSECTS(geometry, buffer(POINT(12 55), 0.25))")
                .region();
        assertBox(region, 11.75, 54.75, 12.25, 55.25);
    }

    @Test
    void functionThatFailsIsTheCallersMistake() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(POINTS, "INTERSECTS(geometry, buffer(geomFromWKT('nowhere'), 0.1))"))
                .withMessageContaining("geomFromWKT");
    }

    @Test
    void volatileMarginBoundsNothing() throws IOException {
        assertThat(translate(POINTS, "INTERSECTS(buffer(geometry, random()), POINT(12 55))")
                        .region()
                        .unbounded())
                .isTrue();
    }
}
