package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.FailedTiles;
import io.github.gtmapillary.fetch.FetchSettings;
import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.plan.EntitySearch;
import io.github.gtmapillary.plan.PlanSettings;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.time.Instant;
import org.geotools.api.data.Query;
import org.geotools.feature.NameImpl;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** Prepared queries of a store that may send no request. */
final class PreparedQueries {
    static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private PreparedQueries() {}

    static Query where(String typeName, String ecql) {
        try {
            return new Query(typeName, ECQL.toFilter(ecql));
        } catch (CQLException e) {
            throw new IllegalArgumentException(ecql, e);
        }
    }

    static PreparedQuery prepared(String typeName, String ecql) throws IOException {
        return prepared(where(typeName, ecql));
    }

    static PreparedQuery prepared(Query query) throws IOException {
        TypeSchema schema = MapillaryTypes.CATALOG.named(query.getTypeName()).orElseThrow();
        QueryPlanner planner = new QueryPlanner(
                new PlanSettings(Positions.ORIGINAL, EntitySearch.TILES, false, 100, new RequestLimit(2000)));
        PlanRunner runner = new PlanRunner(
                new NoRequests(), new FetchSettings(1, FailedTiles.FAIL, new RequestLimit(2000)), () -> 0, () -> NOW);
        return new PreparedQuery(
                schema,
                FeatureTypes.of(schema, new NameImpl(schema.name()), TypeSchema.GEOMETRY),
                new StoreServices(MapillaryTypes.CATALOG, planner, runner, () -> NOW),
                query);
    }

    private static final class NoRequests extends BareClient {
        @Override
        public PendingAnswer send(ApiRequest request) {
            throw new AssertionError("sent " + request.label());
        }
    }
}
