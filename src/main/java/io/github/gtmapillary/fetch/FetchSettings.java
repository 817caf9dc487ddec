package io.github.gtmapillary.fetch;

import io.github.gtmapillary.plan.RequestLimit;

/**
 * The connection parameters that concern reads.
 *
 * @param connections the number of requests of one read that may run at a time, at least 1; twice as many may be under way
 * @param failedTiles the treatment of a tile that keeps failing
 * @param graphLimit bounds the requests to the Graph API that one read may send
 */
public record FetchSettings(int connections, FailedTiles failedTiles, RequestLimit graphLimit) {
    /** @throws IllegalArgumentException if there is no connection */
    public FetchSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections is at least 1: " + connections);
        }
    }
}
