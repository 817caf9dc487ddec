package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeCatalog;
import java.time.InstantSource;

/**
 * What the feature sources of one data store share.
 *
 * @param types the feature types of the store
 * @param planner chooses requests
 * @param runner makes them
 * @param clock tells what time it is
 */
public record MapillaryAccess(TypeCatalog types, QueryPlanner planner, PlanRunner runner, InstantSource clock) {
    Positions positions() {
        return planner.settings().positions();
    }
}
