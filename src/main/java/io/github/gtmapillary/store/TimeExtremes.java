package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.WorldTimes;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.feature.visitor.UniqueVisitor;

/**
 * Answers visitors that ask for times of the whole world, for a query that no place bounds.
 *
 * <ul>
 *   <li>The first and the last time are the ends of a span. No feature is older than {@link MapillaryTypes#EARLIEST} or newer than now,
 *       and the query may narrow that.
 *   <li>In place of all different times come the starts of the years in the span.
 *   <li>The nearest time comes from the overview, which is a sample; for types that the overview does not show, from the span.
 * </ul>
 */
record TimeExtremes(PreparedQuery prepared) {

    /**
     * Answers a visitor.
     *
     * @return false if the visitor has to read the features of the query instead
     * @throws InvalidQueryException if the visitor asks for all different values in the world of an attribute other than a time
     */
    boolean answer(FeatureVisitor visitor) throws IOException {
        Optional<TimeVisitor> times = TimeVisitor.of(visitor, prepared.translator(), prepared.schema());
        if (prepared.services().planner().isBounded(prepared.unlimited())) {
            return false;
        }
        if (times.isEmpty()) {
            if (visitor instanceof UniqueVisitor) {
                throw new InvalidQueryException(
                        "The different values of " + prepared.schema().name()
                                + " in the whole world can't be told: add a condition that bounds the query, such as "
                                + InvalidQueryException.EXAMPLE_BOX);
            }
            return false;
        }
        Optional<RequestPlan> sample = times.get().asksForNearest()
                ? WorldTimes.sample(
                        prepared.schema(),
                        prepared.services().positions(),
                        prepared.translation().condition())
                : Optional.empty();
        if (sample.isPresent()) {
            visitAll(sample.get(), visitor);
        } else {
            setSpan(times.get());
        }
        return true;
    }

    private void setSpan(TimeVisitor times) {
        TimeRange asked = WorldTimes.span(prepared.translation().condition(), times.attribute());
        long now = prepared.services().clock().instant().toEpochMilli();
        times.setBetween(
                Instant.ofEpochMilli(Math.max(asked.from(), MapillaryTypes.EARLIEST.toEpochMilli())),
                Instant.ofEpochMilli(Math.min(asked.to(), now)));
    }

    private void visitAll(RequestPlan plan, FeatureVisitor visitor) throws IOException {
        ReadOptions options = new ReadOptions(prepared.wanted(), false, false);
        try (RowStream rows = prepared.services().runner().run(plan, options);
                MatchingFeatures features = prepared.matching(plan, rows, prepared.fullType())) {
            while (features.hasNext()) {
                visitor.visit(features.next());
            }
        }
    }
}
