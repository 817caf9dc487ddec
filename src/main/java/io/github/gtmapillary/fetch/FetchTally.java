package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.TileId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one read does, and ends it at the limit of requests. The thread that reads uses it; another thread may only
 * {@link #stop()} it.
 */
final class FetchTally implements DecodeListener {
    private static final Logger LOGGER = Logging.getLogger(FetchTally.class);

    private final DecodeCounts features = new DecodeCounts(this);
    private final LongSupplier nanoTime;
    private final String typeName;
    private final boolean complete;
    private final RequestLimit graphLimit;
    private final FetchWarnings warnings;
    private final List<String> skippedTiles = new ArrayList<>();
    private final List<String> staleTiles = new ArrayList<>();
    private final Map<String, Long> unreadable = new TreeMap<>();
    private final Map<String, Long> unanswered = new TreeMap<>();
    private long passedOver;
    private long openOrders;
    private boolean cut;
    private boolean madeData;
    private int requests;
    private int graphRequests;
    private int tilesAskedAgain;
    private int cacheHits;
    private long bytes;
    private long startedAt;
    /** Set when the read ends, perhaps by another thread that closes it. */
    private volatile @Nullable Long stoppedAt;

    /**
     * Starts to count.
     *
     * @param nanoTime a clock
     * @param plan the plan whose rows are read
     * @param graphLimit bounds the requests to the Graph API
     * @param warnings writes to the log what the answer lacks
     */
    FetchTally(LongSupplier nanoTime, RequestPlan plan, RequestLimit graphLimit, FetchWarnings warnings) {
        this.nanoTime = nanoTime;
        this.typeName = plan.schema().name();
        this.complete = plan.isComplete();
        this.graphLimit = graphLimit;
        this.warnings = warnings;
    }

    /**
     * Counts a request that is about to be sent.
     *
     * @throws TooManyRequestsException if the read may not send it
     */
    void requested(ApiRequest request) throws TooManyRequestsException {
        if (request.host() == ApiHost.GRAPH) {
            graphLimit.checkCounted(typeName, ++graphRequests);
        }
        if (requests == 0) {
            startedAt = nanoTime.getAsLong();
        }
        requests++;
    }

    /**
     * Checks the number of requests to the Graph API that the whole read is now known to need.
     *
     * @throws TooManyRequestsException if the read may not send so many
     */
    void needs(long requestsInAll) throws TooManyRequestsException {
        graphLimit.check(typeName, requestsInAll);
    }

    /** Counts tiles that are about to be asked for once more, because another answer shows that they hold something. */
    void asksAgain(List<TileId> tiles) {
        tilesAskedAgain += tiles.size();
    }

    /** The number of tiles that were asked for, including overviews. A tile that was asked for again counts once. */
    int tiles() {
        return requests - graphRequests - tilesAskedAgain;
    }

    /** Counts an answer that has come. */
    void received(ApiRequest request, ApiAnswer answer) {
        bytes += answer.bytesReceived();
        cacheHits += answer.source() == AnswerSource.NETWORK ? 0 : 1;
        if (answer.source() == AnswerSource.STALE) {
            staleTiles.add(request.path());
        }
        if (answer.madeData()) {
            madeData = true;
            warnings.madeData();
        }
    }

    /** Counts the features of tiles as they are decoded; for decoders of tiles whose features may become rows. */
    DecodeCounts decodeCounts() {
        return features;
    }

    /** Counts entities that were decoded. Requests name their entities, so none of them is tested and left out. */
    void decodedEntities(int entities) {
        features.add(entities, entities);
    }

    /** The number of features that were decoded so far. */
    long decoded() {
        return features.decoded();
    }

    /** Counts a tile that is left out. */
    void skipped(String path, MapillaryException reason) {
        skippedTiles.add(path);
        warnings.skippedTile(reason);
    }

    @Override
    public void unreadable(String attribute, String featureId, String reason) {
        if (unreadable.merge(attribute, 1L, Long::sum) == 1) {
            warnings.unreadable(typeName, attribute, featureId, reason);
        }
    }

    /** Counts features that lack an attribute because requests for it fail. */
    void unanswered(String attribute, long lacking) {
        if (lacking > 0 && unanswered.merge(attribute, lacking, Long::sum) == lacking) {
            warnings.unanswered(typeName, attribute);
        }
    }

    /** Counts a sequence whose order of images is not known for sure. */
    void orderOpen(String sequenceId) {
        openOrders++;
        LOGGER.log(Level.FINE, "Some images of sequences.{0} have the same capture time, or none", sequenceId);
    }

    @Override
    public void passedOver(String reason) {
        if (++passedOver == 1) {
            warnings.passedOver(typeName, reason);
        }
    }

    @Override
    public void cut(String attribute, String entityId) {
        cut = true;
        warnings.truncated(typeName, attribute, entityId);
    }

    /** Stops the clock; only the first time counts. */
    void stop() {
        if (stoppedAt == null) {
            stoppedAt = nanoTime.getAsLong();
        }
    }

    FetchReport report() {
        Long stopped = stoppedAt;
        long now = stopped == null ? nanoTime.getAsLong() : stopped;
        Duration elapsed = requests == 0 ? Duration.ZERO : Duration.ofNanos(now - startedAt);
        return new FetchReport(
                requests,
                cacheHits,
                bytes,
                features.decoded(),
                features.kept(),
                skippedTiles,
                staleTiles,
                !complete || cut || !skippedTiles.isEmpty() || passedOver > 0,
                madeData,
                new Flaws(unreadable, unanswered, passedOver, openOrders),
                elapsed);
    }
}
