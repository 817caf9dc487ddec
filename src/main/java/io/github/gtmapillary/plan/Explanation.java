package io.github.gtmapillary.plan;

import java.util.List;

/**
 * The explanation of a query's plan.
 *
 * @param typeName the feature type
 * @param kind the plan in a few words
 * @param reason why it was chosen
 * @param requestPaths every request that can be named beforehand, below the API's base URL
 * @param requests how many there will be
 * @param whileDecoding what is tested before a feature is built
 * @param afterwards what is evaluated on features
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
     * @param requests how many it makes
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
