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
 * @param requests requests sent
 * @param bytes received
 * @param decoded features looked at
 * @param kept features that passed what is tested while decoding
 * @param skippedTiles tiles left out because they stayed broken, by path; empty unless {@code failed_tiles=skip}
 * @param elapsed from the first request on
 */
public record QueryReport(
        int requests, long bytes, long decoded, long kept, List<String> skippedTiles, Duration elapsed) {
    public QueryReport {
        skippedTiles = List.copyOf(skippedTiles);
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
                report.bytes(),
                report.decoded(),
                report.kept(),
                report.skippedTiles(),
                report.elapsed());
    }

    /** One line for people, and one for each tile left out. */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(requests)
                .append(" requests, ")
                .append(bytes)
                .append(" bytes, ")
                .append(decoded)
                .append(" features decoded, ")
                .append(kept)
                .append(" kept, ")
                .append(elapsed.toMillis())
                .append(" ms");
        skippedTiles.forEach(path -> text.append("\nleft out: ").append(path));
        return text.toString();
    }
}
