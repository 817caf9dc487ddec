package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of a scan in their order, asked for a few ahead.
 *
 * <p>When the reader may stop early, it begins with one tile and looks further ahead the further it is read.
 */
final class TileAnswers {

    /** A tile's bytes; empty when it holds nothing. Nobody compares or changes them. */
    @SuppressWarnings("ArrayRecordComponent")
    record Tile(TileId id, String path, byte[] bytes) {}

    private record Asked(TileId id, String path, PendingAnswer answer) {}

    private final ApiClient client;
    private final TileScan scan;
    private final FetchTally tally;
    private final Iterator<TileId> unasked;
    private final int mostAhead;
    /** Guarded by itself: closing may come from another thread. */
    private final Deque<Asked> underWay = new ArrayDeque<>();

    /** Whether it was closed while there were tiles to come. */
    private boolean cutShort;

    private int ahead;

    TileAnswers(ApiClient client, TileScan scan, int mostAhead, boolean mayStopEarly, FetchTally tally) {
        this.client = client;
        this.scan = scan;
        this.tally = tally;
        this.unasked = scan.tiles().iterator();
        this.mostAhead = mostAhead;
        this.ahead = mayStopEarly ? 1 : mostAhead;
    }

    /** The path of the next tile to come, null after the last. */
    @Nullable String nextPath() throws IOException {
        Asked head = head();
        return head == null ? null : head.path;
    }

    /**
     * Waits for the next tile and goes on, whether it comes or fails.
     *
     * @return null after the last
     */
    @Nullable Tile next() throws IOException {
        Asked asked = head();
        if (asked == null) {
            return null;
        }
        try {
            ApiAnswer answer = asked.answer.await();
            tally.received(answer.bytesReceived());
            return new Tile(asked.id, asked.path, answer.body());
        } finally {
            synchronized (underWay) {
                underWay.pollFirst();
            }
            ahead = Math.min(mostAhead, 2 * ahead);
        }
    }

    private @Nullable Asked head() throws IOException {
        synchronized (underWay) {
            if (cutShort) {
                throw new IOException("the reader was closed while it was being read");
            }
            while (underWay.size() < ahead && unasked.hasNext()) {
                TileId tile = unasked.next();
                String path = scan.path(tile);
                underWay.add(new Asked(tile, path, client.send(ApiRequest.tile(path))));
                tally.requested();
            }
            return underWay.peekFirst();
        }
    }

    void close() {
        synchronized (underWay) {
            cutShort |= !underWay.isEmpty() || unasked.hasNext();
            underWay.forEach(asked -> asked.answer.cancel());
            underWay.clear();
        }
    }
}
