package io.github.gtmapillary.fetch;

import java.time.Duration;
import java.util.List;

/**
 * What was done to answer a query.
 *
 * @param requests requests sent
 * @param bytes received
 * @param decoded features looked at
 * @param kept features that passed what is tested while decoding
 * @param skippedTiles tiles left out because they stayed broken, by path; empty unless {@code failed_tiles=skip}
 * @param elapsed from the first request to the end, to a failure or until the stream was closed
 */
public record FetchReport(
        int requests, long bytes, long decoded, long kept, List<String> skippedTiles, Duration elapsed) {
    public FetchReport {
        skippedTiles = List.copyOf(skippedTiles);
    }
}
