package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.tile.DecodeCounts;
import java.io.IOException;
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

/** Counts what one stream does, and stops it where that is too much; used by the thread that reads it. */
final class FetchTally implements DecodeListener {
    private static final String MADE_DATA =
            "A sandbox answers: the features are made data, not Mapillary's. tiles_url and graph_url say which API is asked";

    /** Through it all requests go. */
    final Patience patience;

    private static final Logger LOGGER = Logging.getLogger(FetchTally.class);

    final DecodeCounts counts = new DecodeCounts(this);
    private final LongSupplier nanoTime;
    private final List<String> skippedTiles = new ArrayList<>();
    private final List<String> staleTiles = new ArrayList<>();
    private final String typeName;
    private final int maxGraphRequests;
    private final boolean complete;
    private final RareWarning warning;
    private final RareWarning madeDataWarning;
    private final Map<String, Long> unreadable = new TreeMap<>();
    private final Map<String, Long> unanswered = new TreeMap<>();
    private long passedOver;
    private long openOrders;
    private boolean cut;
    private boolean madeData;
    private int requests;
    private int graphRequests;
    private int cacheHits;
    private long bytes;
    private long startedAt;
    /** Set when the stream ends, perhaps by another thread that closes it. */
    private volatile @Nullable Long stoppedAt;

    /**
     * Starts to count.
     *
     * @param plan what is carried out
     * @param maxGraphRequests most requests to the Graph API
     * @param warning told of what the answer lacks
     * @param madeDataWarning told that the answer is a sandbox's
     * @param patience how long the stream may stand still
     */
    FetchTally(
            LongSupplier nanoTime,
            RequestPlan plan,
            int maxGraphRequests,
            RareWarning warning,
            RareWarning madeDataWarning,
            Patience patience) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.typeName = plan.schema().name();
        this.complete = plan.isComplete();
        this.maxGraphRequests = maxGraphRequests;
        this.warning = warning;
        this.madeDataWarning = madeDataWarning;
    }

    /**
     * Counts a request that is about to be made.
     *
     * @throws TooManyRequestsException when it may not be made
     */
    void requested(ApiRequest request) throws TooManyRequestsException {
        if (request.host() == ApiHost.GRAPH && ++graphRequests > maxGraphRequests) {
            throw TooManyRequestsException.uncounted(typeName, maxGraphRequests);
        }
        if (requests == 0) {
            startedAt = nanoTime.getAsLong();
        }
        requests++;
    }

    /** How many tiles were asked for, those of overviews and those asked for again included. */
    int tileRequests() {
        return requests - graphRequests;
    }

    void received(ApiRequest request, ApiAnswer answer) {
        bytes += answer.bytesReceived();
        cacheHits += answer.source() == AnswerSource.NETWORK ? 0 : 1;
        if (answer.source() == AnswerSource.STALE) {
            staleTiles.add(request.path());
        }
        if (answer.madeData()) {
            madeData = true;
            madeDataWarning.tell("made data", MADE_DATA);
        }
    }

    /** Counts a tile that is left out. */
    void skipped(String path, IOException reason) {
        skippedTiles.add(path);
        warning.tell(
                "skipped: " + reason.getClass().getSimpleName(),
                "Left out a tile that can't be had, as failed_tiles=skip says: " + reason.getMessage());
    }

    @Override
    public void unreadable(String attribute, String featureId, String reason) {
        if (unreadable.merge(attribute, 1L, Long::sum) == 1) {
            warning.tell(
                    "unreadable: " + typeName + " " + attribute,
                    "The " + attribute + " of " + typeName + "." + featureId + " can't be read, so it is null: "
                            + reason + " The report of the query counts others like it.");
        }
    }

    /** Counts features that lack an attribute because requests for it fail. */
    void unanswered(String attribute, long features) {
        if (features > 0 && unanswered.merge(attribute, features, Long::sum) == features) {
            warning.tell(
                    "unanswered: " + typeName + " " + attribute,
                    "The " + attribute + " of some " + typeName
                            + " is null: Mapillary's requests that ask for it fail, and"
                            + " succeed without it. A query that names the attribute asks for it one by one. The report"
                            + " of the query counts the features.");
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
            warning.tell(
                    "passed over: " + typeName,
                    "Left out what is no feature: " + reason + " The report of the query counts others like it.");
        }
    }

    @Override
    public void cut(String attribute, String entityId) {
        cut = true;
        warning.tell(
                "cut: " + attribute,
                "The " + attribute + " of " + typeName + "." + entityId
                        + " are cut: Mapillary has more of them than it answered with");
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
                counts.decoded(),
                counts.kept(),
                skippedTiles,
                staleTiles,
                !complete || cut || !skippedTiles.isEmpty() || passedOver > 0,
                madeData,
                new Flaws(unreadable, unanswered, passedOver, openOrders),
                elapsed);
    }
}
