package io.github.gtmapillary.plan;

/**
 * The limit {@code max_graph_requests}: the most requests to the Graph API, of all kinds, that one query may make.
 *
 * @param most at least 1
 */
public record RequestLimit(int most) {
    /** @throws IllegalArgumentException if it allows no request */
    public RequestLimit {
        if (most < 1) {
            throw new IllegalArgumentException("max_graph_requests is at least 1: " + most);
        }
    }

    /**
     * Checks the known number of requests of a query.
     *
     * @param typeName the type of the query's features, for the message
     * @throws TooManyRequestsException if the number is above the limit
     */
    public void check(String typeName, long requests) throws TooManyRequestsException {
        if (requests > most) {
            throw new TooManyRequestsException(typeName, requests, most);
        }
    }

    /**
     * Checks the requests counted so far, when the total is not known.
     *
     * @param typeName the type of the query's features, for the message
     * @throws TooManyRequestsException if the number is above the limit
     */
    public void checkCounted(String typeName, long requests) throws TooManyRequestsException {
        if (requests > most) {
            throw TooManyRequestsException.uncounted(typeName, most);
        }
    }
}
