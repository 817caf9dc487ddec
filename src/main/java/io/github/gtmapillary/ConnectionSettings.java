package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FailedTiles;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.plan.PlanSettings;

/**
 * A store's settings, checked.
 *
 * @param api the API's addresses and connections
 * @param cache sizes and ages of the caches
 * @param limits the pace of requests
 * @param plans the translation of queries into requests
 * @param failedTiles the treatment of tiles that keep failing
 */
record ConnectionSettings(
        ApiSettings api, CacheSettings cache, RateLimits limits, PlanSettings plans, FailedTiles failedTiles) {}
