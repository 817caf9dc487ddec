package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.plan.QueryPlanner;

/**
 * What the feature sources of one data store share.
 *
 * @param planner chooses requests
 * @param runner makes them
 */
public record MapillaryAccess(QueryPlanner planner, PlanRunner runner) {}
