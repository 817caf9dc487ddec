package io.github.gtmapillary.store;

import static io.github.gtmapillary.store.PreparedQueries.prepared;
import static io.github.gtmapillary.store.PreparedQueries.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.plan.TooManyTilesException;
import io.github.gtmapillary.plan.UnboundedQueryException;
import java.io.IOException;
import java.util.OptionalInt;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.Test;

/** Counts that no request is sent for. */
class FeatureCountTest {
    private static final String WORLD = "is_pano = true";

    private static OptionalInt count(Query query) throws IOException {
        return new FeatureCount(prepared(query)).count();
    }

    private static Query limited(String ecql, int limit) {
        Query query = where("images", ecql);
        query.setMaxFeatures(limit);
        return query;
    }

    @Test
    void aFilterThatNothingFulfilsHasNoFeatures() throws IOException {
        assertThat(count(where("images", "\"id\" = '1' AND \"id\" = '2'"))).hasValue(0);
    }

    @Test
    void theFeaturesOfTheWorldAreNotCounted() throws IOException {
        assertThat(count(where("images", WORLD))).isEmpty();
    }

    @Test
    void theFeaturesOfTooManyTilesAreNotCounted() throws IOException {
        assertThat(count(where("images", "BBOX(geometry, 5, 45, 15, 55, 'CRS:84')")))
                .isEmpty();
    }

    /** GeoServer fails on a null for a number that it is about to write. */
    @Test
    void aLimitWithoutAStartIndexIsRefused() {
        assertThatExceptionOfType(UnboundedQueryException.class).isThrownBy(() -> count(limited(WORLD, 5000)));
    }

    @Test
    void aLimitInTooManyTilesIsRefused() {
        assertThatExceptionOfType(TooManyTilesException.class)
                .isThrownBy(() -> count(limited("BBOX(geometry, 5, 45, 15, 55, 'CRS:84')", 5000)));
    }

    @Test
    void aLimitWithAStartIndexIsUnknown() throws IOException {
        Query query = limited(WORLD, 5000);
        query.setStartIndex(0);
        assertThat(count(query)).isEmpty();
    }
}
