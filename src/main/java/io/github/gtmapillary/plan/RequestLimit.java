package io.github.gtmapillary.plan;

/**
 * The limit {@code max_graph_requests}: most requests to the Graph API that one query may make, of all kinds.
 *
 * @param most at least 1
 */
public record RequestLimit(int most) {
    /** @throws IllegalArgumentException if no request may be made */
    public RequestLimit {
        if (most < 1) {
            throw new IllegalArgumentException("max_graph_requests is at least 1: " + most);
        }
    }

    /**
     * Checks a number of requests that a query is known to need.
     *
     * @param typeName the type that the query is on, for the message
     * @throws TooManyRequestsException if the query may not make so many
     */
    public void check(String typeName, long requests) throws TooManyRequestsException {
        if (requests > most) {
            throw new TooManyRequestsException(typeName, requests, most);
        }
    }

    /**
     * Checks requests as they are counted, when nobody knows how many more follow.
     *
     * @param typeName the type that the query is on, for the message
     * @throws TooManyRequestsException if the query may not make so many
     */
    public void checkCounted(String typeName, long requests) throws TooManyRequestsException {
        if (requests > most) {
            throw TooManyRequestsException.uncounted(typeName, most);
        }
    }
}
