package io.github.gtmapillary.store;

import static io.github.gtmapillary.store.PreparedQueries.prepared;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.plan.Explanation;
import java.io.IOException;
import java.util.List;
import org.geotools.api.data.Query;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.Test;

class ExplainedQueryTest {
    private static Explanation explain(PreparedQuery query) throws IOException {
        return ExplainedQuery.of(query).explanation();
    }

    @Test
    void theRequestsOfAnIdAreNamed() throws IOException {
        assertThat(explain(prepared("organizations", "\"id\" = '7'")).requestPaths())
                .isEqualTo(List.of("?fields=description,id,name,slug&ids=7"));
    }

    @Test
    void theWholeFilterIsEvaluatedAfterwards() throws IOException {
        assertThat(explain(prepared("organizations", "\"id\" = '7' AND name LIKE 'A%'"))
                        .afterwards())
                .contains("name LIKE 'A%'");
    }

    /** No CQL says that nothing is equal to null, so that GeoTools writes none. */
    @Test
    void aFilterWithoutCqlIsToldAllTheSame() throws IOException {
        var factory = CommonFactoryFinder.getFilterFactory();
        Query query = new Query(
                "organizations",
                factory.and(
                        factory.equals(factory.property("id"), factory.literal("7")),
                        factory.equals(factory.property("name"), factory.literal((Object) null))));
        assertThat(explain(prepared(query)).afterwards()).isNotEmpty();
    }
}
