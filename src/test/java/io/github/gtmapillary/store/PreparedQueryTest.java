package io.github.gtmapillary.store;

import static io.github.gtmapillary.store.PreparedQueries.prepared;
import static io.github.gtmapillary.store.PreparedQueries.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.IOException;
import org.geotools.api.data.Query;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;

class PreparedQueryTest {
    private static final String BOX = "BBOX(geometry, 12, 55, 13, 56, 'CRS:84')";

    private static Query of(String ecql, String... attributes) {
        Query query = where("images", ecql);
        query.setPropertyNames(attributes);
        return query;
    }

    private static SortBy byTime() {
        return CommonFactoryFinder.getFilterFactory().sort("captured_at", SortOrder.DESCENDING);
    }

    @Test
    void theOutputHasTheAttributesOfTheQueryInItsOrder() throws IOException {
        assertThat(prepared(of(BOX, "is_pano", "id")).outputType().getAttributeDescriptors())
                .extracting(AttributeDescriptor::getLocalName)
                .containsExactly("is_pano", "id");
    }

    @Test
    void allAttributesByNameAreTheWholeType() throws IOException {
        PreparedQuery whole = prepared("images", BOX);
        String[] all = whole.fullType().getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toArray(String[]::new);
        PreparedQuery named = prepared(of(BOX, all));
        assertThat(named.outputType()).isSameAs(named.fullType());
    }

    @Test
    void anUnknownAttributeIsRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> prepared(of(BOX, "colour")))
                .withMessageContaining("colour");
    }

    @Test
    void rowsHoldWhatTheFilterUsesBesideTheOutput() throws IOException {
        assertThat(prepared(of(BOX + " AND is_pano = true", "id")).wanted().attributes())
                .containsExactlyInAnyOrder("id", "geometry", "is_pano");
    }

    @Test
    void rowsHoldNoGeometryThatNothingUses() throws IOException {
        assertThat(prepared(of("is_pano = true", "id")).wanted().geometry()).isFalse();
    }

    @Test
    void rowsHoldWhatTheSortUses() throws IOException {
        Query query = of("is_pano = true", "id");
        query.setSortBy(byTime());
        assertThat(prepared(query).wanted().decisive()).containsExactlyInAnyOrder("is_pano", "captured_at");
    }

    @Test
    void aQueryForAllAttributesNamesOnlyThoseOfItsFilter() throws IOException {
        assertThat(prepared("images", "is_pano = true").wanted().named()).containsExactly("is_pano");
    }

    @Test
    void aQueryForSomeAttributesNamesThem() throws IOException {
        assertThat(prepared(of("is_pano = true", "creator_id")).wanted().named())
                .containsExactlyInAnyOrder("is_pano", "creator_id");
    }

    @Test
    void aLimitWithAnOffsetNeedsTheRowsOfBoth() throws IOException {
        Query query = of(BOX);
        query.setMaxFeatures(10);
        query.setStartIndex(5);
        assertThat(prepared(query).mostRows()).hasValue(15);
    }

    @Test
    void aSortNeedsAllRowsBeforeItsLimit() throws IOException {
        Query query = of(BOX);
        query.setMaxFeatures(10);
        query.setSortBy(byTime());
        assertThat(prepared(query).mostRows()).isEmpty();
    }

    @Test
    void aQueryWithoutALimitNeedsAllRows() throws IOException {
        assertThat(prepared("images", BOX).mostRows()).isEmpty();
    }

    @Test
    void aQueryOfNoMapHasNoGrain() throws IOException {
        assertThat(prepared("images", BOX).grain()).isEmpty();
    }

    @Test
    void aQueryOfAMapHasAGrain() throws IOException {
        Query query = of(BOX);
        query.setHints(new Hints(Hints.GEOMETRY_DISTANCE, 0.01));
        assertThat(prepared(query).grain()).isPresent();
    }
}
