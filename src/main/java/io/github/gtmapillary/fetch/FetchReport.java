package io.github.gtmapillary.fetch;

import java.time.Duration;
import java.util.List;

/**
 * What was done to answer a query.
 *
 * @param requests requests made, those that a cache answered included
 * @param cacheHits how many of them a cache answered
 * @param bytes received from Mapillary
 * @param decoded features looked at
 * @param kept features that passed what is tested while decoding
 * @param skippedTiles tiles left out because they stayed broken, by path; empty unless {@code failed_tiles=skip}
 * @param staleTiles tiles that were answered from a cache though past their age, because Mapillary could not be asked, by path
 * @param possiblyIncomplete whether there may be more: it came from a sample or from a search that thins, tiles were left
 *     or features were left out, or a list within an entity was cut
 * @param madeData whether a sandbox answered, with made data that shows nothing of the world
 * @param flaws what was found to be wrong or uncertain in the data
 * @param elapsed from the first request to the end, to a failure or until the stream was closed
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
