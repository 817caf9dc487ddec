package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/** Counts the features of a query, with its offset and limit. Where the condition alone decides, it builds no feature. */
record FeatureCount(PreparedQuery prepared) {
    private static final Logger LOGGER = Logging.getLogger(FeatureCount.class);

    /**
     * Counts the features.
     *
     * @return empty if the store refuses to read the query, because it takes too many requests or because nothing bounds it
     * @throws IOException if the store refuses a query that has a limit and does not start at index 0. GeoServer then asks for the number
     *     of features that it is about to write, and fails on an unknown one with words of its own. A query that starts at 0 may be for
     *     the number of all features that match ({@code resultType=hits}), which GeoServer writes as "unknown".
     */
    OptionalInt count() throws IOException {
        Projection projection = projection();
        RequestPlan plan;
        try {
            plan = prepared.plan(projection);
        } catch (MapillaryException e) {
            boolean numberIsNeeded =
                    prepared.isLimited() && !Objects.equals(prepared.query().getStartIndex(), 0);
            if (e.kind() != FailureKind.QUERY_TOO_LARGE || numberIsNeeded) {
                throw e;
            }
            LOGGER.log(Level.FINE, "The number of features is not counted: {0}", e.getMessage());
            return OptionalInt.empty();
        }
        return OptionalInt.of(count(plan, projection));
    }

    /**
     * The attributes that the filter uses. A query with a limit also keeps the geometry: the planner takes a single feature without one
     * for the question whether there is anything of a time.
     */
    private Projection projection() {
        Set<String> tested = prepared.tested();
        return new Projection(tested, tested.contains(TypeSchema.GEOMETRY) || prepared.isLimited(), tested, tested);
    }

    private int count(RequestPlan plan, Projection projection) throws IOException {
        long most =
                prepared.isLimited() ? (long) prepared.query().getMaxFeatures() + prepared.offset() : Long.MAX_VALUE;
        boolean decidedByCondition = prepared.isDecidedByCondition(plan);
        ReadOptions options =
                new ReadOptions(decidedByCondition ? Projection.ID_ONLY : projection, false, prepared.isLimited());
        long found = 0;
        try (RowStream rows = prepared.services().runner().run(plan, options)) {
            if (decidedByCondition) {
                while (found < most && rows.next() != null) {
                    found++;
                }
            } else {
                MatchingFeatures features = prepared.matching(plan, rows, prepared.fullType());
                for (; found < most && features.hasNext(); found++) {
                    features.next();
                }
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, found - prepared.offset()));
    }
}
