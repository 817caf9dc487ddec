package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FailedTiles;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.plan.PlanSettings;

/**
 * A store's settings, checked.
 *
 * @param api where the API is and how to speak to it
 * @param cache how answers are kept
 * @param limits how fast it may be asked
 * @param plans how queries become requests
 * @param failedTiles what a tile that can't be had does to a query
 */
record ConnectionSettings(
        ApiSettings api, CacheSettings cache, RateLimits limits, PlanSettings plans, FailedTiles failedTiles) {}
