package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.store.QueryReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/**
 * The requests and results of one reader.
 *
 * @param requests the number of requests, including those that a cache answered
 * @param cacheHits the number of requests that a cache answered
 * @param bytes the number of bytes received from Mapillary
 * @param decoded the number of features decoded from answers
 * @param kept the number of features that passed the conditions tested while decoding
 * @param skippedTiles the paths of tiles left out because they kept failing; empty unless {@code failed_tiles=skip}
 * @param staleTiles the paths of expired tiles that a cache answered because Mapillary was unreachable
 * @param possiblyIncomplete whether Mapillary may have more. The answer then came from a sample (the overview) or from the Graph API's own
 * search, which thins out dense places; or tiles or features were left out; or Mapillary truncated a list within an entity ({@code
 * image_ids})
 * @param madeData whether a sandbox answered, with made data that shows nothing of the world
 * @param flaws faults and uncertainties found in Mapillary's data
 * @param elapsed time since the first request
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
     * Reports on a reader. The report is complete once the reader is at its end or closed.
     *
     * @param reader a reader of a {@link MapillaryDataStore}
     * @return the report; empty if the reader is not the store's own, for instance because GeoTools reprojects its features. {@link #tell}
     *     reaches such readers too.
     */
    public static Optional<QueryReport> of(FeatureReader<?, ?> reader) {
        return reader instanceof QueryReader own ? Optional.of(of(own.report())) : Optional.empty();
    }

    /**
     * Sets a listener that learns what each read of a query did. It works wherever GeoTools carries the query to the store: for the
     * iterator of a feature collection, for a reprojected reader or collection, and for every other wrapper.
     *
     * <pre>{@code
     * Query query = new Query("images", ECQL.toFilter("BBOX(geometry, 12.98, 55.59, 13.01, 55.61, 'CRS:84')"));
     * query.setCoordinateSystemReproject(CRS.decode("EPSG:3006"));
     * QueryReport.tell(query, report -> System.err.println(report.text()));
     * }</pre>
     *
     * <p>The listener is called once for each reader or iterator: at its end, or when it is closed earlier, even after a failure. Counts,
     * bounds and explanations have no report.
     *
     * @param query gets a hint; a copy of the query has the hint too
     * @param listener called on the thread that reads or closes; it has to be short and must not throw
     */
    public static void tell(Query query, Consumer<QueryReport> listener) {
        Consumer<FetchReport> ofFetch = report -> listener.accept(of(report));
        query.getHints().put(QueryReader.REPORT_LISTENER, ofFetch);
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
     * Writes the report for a person.
     *
     * @return a line of counts, a line each if the answer is possibly incomplete or made data, and a line for each skipped or stale
     *     tile and each flaw
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
        staleTiles.forEach(path -> text.append("\nexpired: ").append(path));
        flaws.lines().forEach(line -> text.append('\n').append(line));
        return text.toString();
    }
}
