package io.github.gtmapillary.plan;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;

/** A query would need more requests to the Graph API than {@code max_graph_requests} allows. The message names both numbers. */
public final class TooManyRequestsException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a query.
     *
     * @param requests the number of requests that it needs, more than {@code maxRequests}
     * @param maxRequests the limit of the settings
     */
    TooManyRequestsException(String typeName, long requests, int maxRequests) {
        this(typeName, requests + " requests", maxRequests, "ask for fewer ids or sequences");
    }

    private TooManyRequestsException(String typeName, String requests, int maxRequests, String remedy) {
        super(
                FailureKind.QUERY_TOO_LARGE,
                "The query on " + typeName + " needs " + requests
                        + " to Mapillary's Graph API, more than max_graph_requests=" + maxRequests + " allows: "
                        + remedy
                        + ", or raise max_graph_requests");
    }

    /** Refuses a query whose number of requests is above the limit, but not known. */
    static TooManyRequestsException uncounted(String typeName, int maxRequests) {
        return new TooManyRequestsException(
                typeName,
                "more than " + maxRequests + " requests",
                maxRequests,
                "ask for a smaller area, or for fewer ids or sequences");
    }
}
