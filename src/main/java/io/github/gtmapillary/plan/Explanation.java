package io.github.gtmapillary.plan;

import java.util.List;

/**
 * The explanation of a query's plan.
 *
 * @param typeName the feature type
 * @param kind the plan in a few words
 * @param reason why the planner chose it
 * @param requestPaths every request that is known beforehand, below the API's base URL
 * @param requests the number of requests
 * @param whileDecoding the conditions that are tested before a feature is built
 * @param afterwards the filter that is evaluated on features
 */
public record Explanation(
        String typeName,
        String kind,
        String reason,
        List<String> requestPaths,
        RequestCount requests,
        String whileDecoding,
        String afterwards) {

    public Explanation {
        requestPaths = List.copyOf(requestPaths);
    }

    /**
     * Explains a plan.
     *
     * @param requests the number of its requests
     * @param afterwards the filter that is evaluated on features
     */
    public static Explanation of(RequestPlan plan, RequestCount requests, String afterwards) {
        return new Explanation(
                plan.schema().name(),
                plan.kind(),
                plan.reason(),
                plan.requestPaths(),
                requests,
                plan.whileDecoding(),
                afterwards);
    }
}
