package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.RenderingGrain;
import org.geotools.api.data.Query;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** A renderer's hints on its map decide how its features are sorted. */
class RenderingHintsTest {
    /** GeoTools' own number. */
    private static final int USUAL = 1000;

    @Test
    void theFeaturesOfAMapAreSortedInMemory() {
        assertThat(RenderingHints.sortedInMemory(query(Hints.GEOMETRY_DISTANCE, 0.0001)))
                .isEqualTo(200_000);
        assertThat(RenderingHints.sortedInMemory(query(Hints.GEOMETRY_GENERALIZATION, 0.0001)))
                .isEqualTo(200_000);
    }

    @Test
    void allOtherFeaturesAreSortedAsGeoToolsDoes() {
        assertThat(RenderingHints.sortedInMemory(new Query("images"))).isEqualTo(USUAL);
    }

    @Test
    void aQueryThatSetsTheNumberGetsIt() {
        Query query = query(Hints.GEOMETRY_DISTANCE, 0.0001);
        query.getHints().put(Hints.MAX_MEMORY_SORT, 5);

        assertThat(RenderingHints.sortedInMemory(query)).isEqualTo(5);
    }

    private static double grain(Query query, double latitude) {
        Region place = Region.of(new GeometryFactory().createPoint(new Coordinate(10, latitude)));
        return RenderingHints.grain(query, place).map(RenderingGrain::degrees).orElse(0.0);
    }

    @Test
    void aQueryWithoutHintsIsForNoMap() {
        assertThat(grain(new Query("images"), 0)).isZero();
    }

    @Test
    void aPixelAtTheEquatorIsAsWideAsItIsHigh() {
        assertThat(grain(query(Hints.GEOMETRY_DISTANCE, 0.01), 0)).isCloseTo(0.01, within(1e-9));
    }

    /** On a Mercator map. */
    @Test
    void aPixelAtSixtyDegreesIsTwiceAsWideAsItIsHigh() {
        assertThat(grain(query(Hints.GEOMETRY_DISTANCE, 0.01), 60)).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void aTransformationThatNeglectsNothingTellsItsPixelInTheSecondHint() {
        Query query = query(Hints.GEOMETRY_DISTANCE, 0.0);
        query.getHints().put(Hints.GEOMETRY_GENERALIZATION, 0.01);

        assertThat(grain(query, 0)).isCloseTo(0.01, within(1e-9));
    }

    private static Query query(Hints.Key key, Object value) {
        Query query = new Query("images");
        query.setHints(new Hints(key, value));
        return query;
    }
}
