package io.github.gtmapillary.store;

import io.github.gtmapillary.plan.Explanation;
import io.github.gtmapillary.plan.RequestCount;
import io.github.gtmapillary.plan.RequestPlan;
import java.io.IOException;
import java.util.OptionalLong;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.ecql.ECQL;

/**
 * How the store will answer a query.
 *
 * @param explanation the requests that the query will take, and why
 * @param cached how many of these requests a cache would answer now
 */
public record ExplainedQuery(Explanation explanation, int cached) {

    /** Explains a query; sends no request. */
    static ExplainedQuery of(PreparedQuery prepared) throws IOException {
        StoreServices services = prepared.services();
        RequestPlan plan = prepared.plan();
        OptionalLong rows = prepared.query().getMaxFeatures() == 0 ? OptionalLong.of(0) : prepared.mostRows();
        RequestCount requests =
                RequestCount.of(plan, rows, services.planner().settings().graphLimit());
        Explanation explanation =
                Explanation.of(plan, requests, text(prepared.translation().filter()));
        return new ExplainedQuery(explanation, services.runner().countCached(plan));
    }

    /** A filter that a program made may have no CQL, such as a comparison with null. GeoTools fails in several ways then. */
    private static String text(Filter filter) {
        try {
            return ECQL.toCQL(filter);
        } catch (RuntimeException e) {
            return filter.toString();
        }
    }
}
