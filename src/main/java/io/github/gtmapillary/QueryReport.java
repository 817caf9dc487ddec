package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.store.QueryReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.FeatureReader;

/**
 * What a reader has done.
 *
 * @param requests requests made, those that a cache answered included
 * @param cacheHits how many of them a cache answered, without asking Mapillary
 * @param bytes received from Mapillary
 * @param decoded features looked at
 * @param kept features that passed what is tested while decoding
 * @param skippedTiles tiles left out because they stayed broken, by path; empty unless {@code failed_tiles=skip}
 * @param staleTiles tiles answered from a cache though they were past their age, because Mapillary could not be asked, by path
 * @param possiblyIncomplete whether Mapillary may have more: the answer came from a sample (the overview) or from the Graph API's own
 *     search, which thins out what is dense, tiles or features were left out, or a list within an entity ({@code image_ids}) was cut
 * @param madeData whether a sandbox answered, with made data that shows nothing of the world
 * @param flaws what was found to be wrong or uncertain in Mapillary's data
 * @param elapsed from the first request on
 */
public record QueryReport(
        int requests,
        int cacheHits,
        long bytes,
        long decoded,
        long kept,
        List<String> skippedTiles,
        List<String> staleTiles,
        boolean possiblyIncomplete,
        boolean madeData,
        DataFlaws flaws,
        Duration elapsed) {
    public QueryReport {
        skippedTiles = List.copyOf(skippedTiles);
        staleTiles = List.copyOf(staleTiles);
    }

    /**
     * The report of a reader; complete once the reader is at its end or closed.
     *
     * @return empty when the reader is not this store's own, for instance because GeoTools reprojects behind it
     */
    public static Optional<QueryReport> of(FeatureReader<?, ?> reader) {
        return reader instanceof QueryReader own ? Optional.of(of(own.report())) : Optional.empty();
    }

    private static QueryReport of(FetchReport report) {
        return new QueryReport(
                report.requests(),
                report.cacheHits(),
                report.bytes(),
                report.decoded(),
                report.kept(),
                report.skippedTiles(),
                report.staleTiles(),
                report.possiblyIncomplete(),
                report.madeData(),
                DataFlaws.of(report.flaws()),
                report.elapsed());
    }

    /**
     * One line for people, one if there may be more, one if it is made data, one for each tile left out or past its age, and one for
     * each flaw.
     */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(requests)
                .append(" requests")
                .append(cacheHits == 0 ? "" : " (" + cacheHits + " from the cache)")
                .append(", ")
                .append(bytes)
                .append(" bytes, ")
                .append(decoded)
                .append(" features decoded, ")
                .append(kept)
                .append(" kept, ")
                .append(elapsed.toMillis())
                .append(" ms");
        text.append(possiblyIncomplete ? "\npossibly incomplete" : "");
        text.append(madeData ? "\nmade data of a sandbox, not Mapillary's" : "");
        skippedTiles.forEach(path -> text.append("\nleft out: ").append(path));
        staleTiles.forEach(path -> text.append("\npast its age: ").append(path));
        flaws.lines().forEach(line -> text.append('\n').append(line));
        return text.toString();
    }
}
