package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import org.geotools.api.data.Query;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.Test;

class SortKeysTest {
    private static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGE_ENTITIES;
    private static final SortBy BY_TIME = FACTORY.sort("captured_at", SortOrder.DESCENDING);

    private static Query sortedBy(SortBy... keys) {
        Query query = new Query(IMAGES.name());
        query.setSortBy(keys);
        return query;
    }

    private static List<SortBy> resolved(SortBy... keys) throws IOException {
        FilterTranslator translator = new FilterTranslator(IMAGES, FeatureTypes.lonLat(), TypeSchema.GEOMETRY);
        return SortKeys.resolved(sortedBy(keys), translator, IMAGES);
    }

    @Test
    void aKeyIsAnAttributeWithADirection() throws IOException {
        assertThat(resolved(BY_TIME)).containsExactly(BY_TIME);
    }

    @Test
    void keysKeepTheirOrder() throws IOException {
        SortBy byUser = FACTORY.sort("creator_id", SortOrder.ASCENDING);
        assertThat(resolved(byUser, BY_TIME)).containsExactly(byUser, BY_TIME);
    }

    @Test
    void naturalOrderNeedsNoKey() throws IOException {
        assertThat(resolved(SortBy.NATURAL_ORDER)).isEmpty();
    }

    @Test
    void noOrderNeedsNoKey() throws IOException {
        assertThat(resolved((SortBy[]) null)).isEmpty();
    }

    @Test
    void aNullKeyIsNoOrder() throws IOException {
        assertThat(resolved((SortBy) null)).isEmpty();
    }

    @Test
    void anUnknownAttributeIsRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> resolved(FACTORY.sort("colour", SortOrder.ASCENDING)))
                .withMessageContaining("colour");
    }

    @Test
    void aGeometryIsRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> resolved(FACTORY.sort("geometry", SortOrder.ASCENDING)))
                .withMessageContaining("is a geometry, and none comes before another");
    }

    @Test
    void theSecondGeometryIsRefusedToo() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> resolved(FACTORY.sort("computed_geometry", SortOrder.ASCENDING)))
                .withMessageContaining("'computed_geometry' is a geometry");
    }

    @Test
    void naturalOrderIsNatural() {
        assertThat(SortKeys.isNatural(sortedBy(SortBy.NATURAL_ORDER))).isTrue();
    }

    @Test
    void anAttributeIsNoNaturalOrder() {
        assertThat(SortKeys.isNatural(sortedBy(BY_TIME))).isFalse();
    }

    @Test
    void theAttributesOfKeysAreTheirNames() {
        assertThat(SortKeys.attributes(List.of(BY_TIME, SortBy.NATURAL_ORDER))).containsExactly("captured_at");
    }
}
