package io.github.gtmapillary.fetch;

import java.time.Duration;
import java.util.List;

/**
 * The requests and results of one read.
 *
 * @param requests the number of requests, including those that a cache answered
 * @param cacheHits how many of them a cache answered
 * @param bytes the bytes received from Mapillary
 * @param decoded the number of features that were decoded
 * @param kept how many of them fulfil the condition that is tested while decoding
 * @param skippedTiles the paths of tiles that the answer leaves out because they kept failing; empty unless {@code failed_tiles=skip}
 * @param staleTiles the paths of tiles that a cache answered past their age because Mapillary did not answer
 * @param possiblyIncomplete whether there may be more features: the answer comes from a sample or a search that thins, it leaves out
 *     tiles or features, or Mapillary truncated a list within an entity
 * @param madeData whether a sandbox answered: its data is made up and shows nothing of the world
 * @param flaws the faults of the data that the read found
 * @param elapsed the time from the first request to the end, to a failure, or to the closing of the stream
 */
public record FetchReport(
        int requests,
        int cacheHits,
        long bytes,
        long decoded,
        long kept,
        List<String> skippedTiles,
        List<String> staleTiles,
        boolean possiblyIncomplete,
        boolean madeData,
        Flaws flaws,
        Duration elapsed) {
    public FetchReport {
        skippedTiles = List.copyOf(skippedTiles);
        staleTiles = List.copyOf(staleTiles);
    }
}
