package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeCatalog;
import java.time.InstantSource;

/**
 * The services that the feature sources of one data store share.
 *
 * @param types the feature types of the store
 * @param planner chooses the requests for a query
 * @param runner sends the requests and reads their answers
 * @param clock tells the time, which bounds the times of features
 */
public record StoreServices(TypeCatalog types, QueryPlanner planner, PlanRunner runner, InstantSource clock) {
    /** Which position of an image is its default geometry. */
    Positions positions() {
        return planner.settings().positions();
    }
}
