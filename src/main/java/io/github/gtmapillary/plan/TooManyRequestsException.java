package io.github.gtmapillary.plan;

import java.io.IOException;

/** A query would need more requests to the Graph API than {@code max_graph_requests} allows. The message names both numbers. */
public final class TooManyRequestsException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooManyRequestsException(String typeName, int requests, int maxRequests) {
        super("The query on " + typeName + " needs " + requests
                + " requests to Mapillary's Graph API, more than max_graph_requests=" + maxRequests
                + " allows: ask for fewer ids or sequences, or raise max_graph_requests");
    }
}
