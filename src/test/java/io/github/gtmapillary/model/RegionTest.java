package io.github.gtmapillary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class RegionTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Region of(String wkt) throws ParseException {
        return Region.of(new WKTReader().read(wkt));
    }

    private static Region box(double west, double east, double south, double north) {
        return Region.of(FACTORY.toGeometry(new Envelope(west, east, south, north)));
    }

    @Test
    void collectionsComeApartHoweverDeep() throws ParseException {
        Region region = of("GEOMETRYCOLLECTION (POINT (1 2), POINT EMPTY, GEOMETRYCOLLECTION (MULTIPOINT (3 4, 5 6),"
                + " MULTIPOLYGON (((0 0, 1 0, 0 1, 0 0)), ((9 9, 8 9, 9 8, 9 9)))))");
        assertThat(region.parts())
                .extracting(Geometry::getGeometryType)
                .containsExactly("Point", "Point", "Point", "Polygon", "Polygon");
        assertThat(of("GEOMETRYCOLLECTION EMPTY").isNowhere()).isTrue();
        assertThat(of("POLYGON EMPTY")).isEqualTo(Region.NOWHERE);
    }

    @Test
    void aUnionHoldsThePartsOfBothOnce() {
        Region one = box(0, 1, 0, 1);
        assertThat(one.union(one)).isEqualTo(one);
        assertThat(one.union(Region.NOWHERE)).isEqualTo(one);
        assertThat(one.union(Region.EVERYWHERE)).isEqualTo(Region.EVERYWHERE);
        assertThat(one.union(box(5, 6, 5, 6)).parts()).hasSize(2);
    }

    @Test
    void anIntersectionWithEverywhereIsTheOther() {
        Region one = box(0, 1, 0, 1);
        assertThat(one.intersection(Region.EVERYWHERE)).isEqualTo(one);
        assertThat(Region.EVERYWHERE.intersection(one)).isEqualTo(one);
        assertThat(one.intersection(Region.NOWHERE).isNowhere()).isTrue();
        assertThat(one.intersection(box(2, 3, 0, 1)).isNowhere()).isTrue();
    }

    @Test
    void boxesThatShareAnEdgeOrACornerHaveItInCommon() {
        assertThat((Object) box(0, 1, 0, 1).intersection(box(1, 2, 0, 1)).envelope())
                .isEqualTo(new Envelope(1, 1, 0, 1));
        assertThat((Object) box(0, 1, 0, 1).intersection(box(1, 2, 1, 2)).envelope())
                .isEqualTo(new Envelope(1, 1, 1, 1));
        assertThat(box(0, 1, 0, 1).intersection(box(0.1, 0.2, 0.3, 0.4))).isEqualTo(box(0.1, 0.2, 0.3, 0.4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POLYGON ((2 0, 4 0, 4 2, 3 3, 2 2, 2 0))",
                "LINESTRING (2 -5, 2 5)",
                "POINT (2 1)",
                "POLYGON ((2 2, 3 9, 4 9, 2 2))"
            })
    void shapesThatOnlyTouchHaveTheTouchInCommon(String wkt) throws ParseException {
        Region triangle = of("POLYGON ((0 0, 2 0, 2 2, 0 0))");
        Region common = triangle.intersection(of(wkt));
        assertThat(common.isNowhere()).isFalse();
        assertThat(common.envelope().getMinX()).isEqualTo(2);
        assertThat(common.envelope().getMaxX()).isEqualTo(2);
        assertThat(of(wkt).intersection(triangle).isNowhere()).isFalse();
    }

    /** Places that lie in both are in the intersection, and places in either in the union. */
    @Test
    void placesDecideAsSetsDo() {
        Random random = new Random(8);
        int inBoth = 0;
        for (int run = 0; run < 300; run++) {
            Region a = shapes(random);
            Region b = shapes(random);
            Region both = a.intersection(b);
            Region either = a.union(b);
            for (int i = 0; i < 50; i++) {
                Geometry place =
                        FACTORY.createPoint(new Coordinate(random.nextDouble() * 10, random.nextDouble() * 10));
                assertThat(touches(both, place)).isEqualTo(touches(a, place) && touches(b, place));
                assertThat(touches(either, place)).isEqualTo(touches(a, place) || touches(b, place));
                inBoth += touches(both, place) ? 1 : 0;
            }
        }
        assertThat(inBoth).isGreaterThan(300);
    }

    private static Region shapes(Random random) {
        Region shapes = Region.NOWHERE;
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            Geometry disc = FACTORY.createPoint(new Coordinate(random.nextDouble() * 10, random.nextDouble() * 10))
                    .buffer(0.5 + 3 * random.nextDouble());
            shapes = shapes.union(Region.of(random.nextBoolean() ? disc : disc.getEnvelope()));
        }
        return shapes;
    }

    private static boolean touches(Region region, Geometry place) {
        return region.parts().stream().anyMatch(part -> part.intersects(place));
    }

    @Test
    void aPolygonThatCrossesItselfStillHasSomethingInCommonWithABox() throws ParseException {
        Region bowTie = of("POLYGON ((0 0, 4 4, 4 0, 0 4, 0 0))");
        assertThat(bowTie.intersection(box(0, 1, 0, 4)).isNowhere()).isFalse();
        assertThat(bowTie.intersection(box(3, 4, 0, 4)).isNowhere()).isFalse();
    }

    @Test
    void aRegionCoversWhatLiesInOneOfItsParts() {
        Region two = box(0, 2, 0, 2).union(box(5, 7, 5, 7));
        assertThat(two.covers(two)).isTrue();
        assertThat(two.covers(box(0, 1, 0, 2))).isTrue();
        assertThat(two.covers(box(1, 6, 1, 6))).isFalse();
        assertThat(two.covers(Region.EVERYWHERE)).isFalse();
        assertThat(two.covers(Region.NOWHERE)).isTrue();
        assertThat(Region.EVERYWHERE.covers(two)).isTrue();
        assertThat(Region.EVERYWHERE.covers(Region.EVERYWHERE)).isTrue();
        assertThat(Region.NOWHERE.covers(two)).isFalse();
    }

    @Test
    void theEnvelopeIsThatOfAllParts() {
        assertThat((Object) box(0, 2, 0, 2).union(box(5, 7, 5, 7)).envelope()).isEqualTo(new Envelope(0, 7, 0, 7));
        assertThat(Region.NOWHERE.envelope().isNull()).isTrue();
        assertThat((Object) Region.EVERYWHERE.envelope()).isEqualTo(Bbox.WORLD.toEnvelope());
    }

    @Test
    void boxesThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bbox(1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bbox(0, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bbox(0, 0, Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Region(true, List.of(FACTORY.createPoint())));
    }

    @Test
    void aBoxContainsItsEdges() {
        Bbox box = new Bbox(1, 2, 3, 4);
        assertThat(box.contains(1, 2) && box.contains(3, 4) && box.contains(1, 4))
                .isTrue();
        assertThat(box.contains(Math.nextDown(1.0), 3) || box.contains(2, Math.nextUp(4.0)))
                .isFalse();
        assertThat(box.contains(box)).isTrue();
        assertThat(box.contains(new Bbox(1, 2, 3, 4.5))).isFalse();
    }

    @Test
    @Timeout(20)
    void hundredsOfBoxesAreIntersectedWithAsManyQuickly() {
        Region columns = strips(300, (from, to) -> new Envelope(from, to, 0, 1));
        Region rows = strips(300, (from, to) -> new Envelope(0, 1, from, to));

        assertThat(columns.intersection(rows).parts()).hasSize(300 * 300);
    }

    @Test
    void whatWouldFallIntoTooManyPartsStaysLarger() {
        Region columns = strips(400, (from, to) -> new Envelope(from, to, 0, 1));
        Region rows = strips(300, (from, to) -> new Envelope(0, 1, from, to));

        assertThat(columns.intersection(rows)).isSameAs(rows);
        assertThat(rows.intersection(columns)).isSameAs(rows);
    }

    private static Region strips(int number, BiFunction<Double, Double, Envelope> strip) {
        GeometryFactory factory = new GeometryFactory();
        return new Region(
                false,
                IntStream.range(0, number)
                        .mapToObj(i -> factory.toGeometry(strip.apply(i / 1000.0, (i + 0.5) / 1000.0)))
                        .toList());
    }
}
