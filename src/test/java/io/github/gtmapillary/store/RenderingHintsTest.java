package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.geotools.api.data.Query;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;

/** What a renderer tells of its map decides how its features are sorted. */
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

    private static Query query(Hints.Key key, Object value) {
        Query query = new Query("images");
        query.setHints(new Hints(key, value));
        return query;
    }
}
