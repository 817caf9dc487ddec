package io.github.gtmapillary.store;

import io.github.gtmapillary.plan.Explanation;

/**
 * What a query will do, and what it will find done.
 *
 * @param cached how many of the explanation's requests a cache would answer now
 */
public record ExplainedQuery(Explanation explanation, int cached) {}
