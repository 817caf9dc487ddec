package io.github.gtmapillary.fetch;

import io.github.gtmapillary.tile.TileId;
import java.util.List;

/** Asks for the tiles of a scan: first for those of its plan, then for further ones that what they hold leads to. */
final class TileRequests {
    private final Asking asking;
    private OrderedAnswers<TileId> underWay;
    private boolean closed;

    /** Asks for tiles. */
    @FunctionalInterface
    interface Asking {
        /**
         * Starts to ask.
         *
         * @param known whether something tells that they are not empty, such as a line that leads there
         */
        OrderedAnswers<TileId> ask(List<TileId> tiles, boolean known);
    }

    /**
     * Begins with the tiles of a plan.
     *
     * @param known whether there is something in them
     */
    TileRequests(Asking asking, List<TileId> planned, boolean known) {
        this.asking = asking;
        this.underWay = asking.ask(planned, known);
    }

    /** Those that were asked for last. */
    synchronized OrderedAnswers<TileId> underWay() {
        return underWay;
    }

    /**
     * Goes on with tiles that lines lead to.
     *
     * @throws ReaderClosedException after {@link #close()}
     */
    synchronized OrderedAnswers<TileId> goOnWith(List<TileId> further) throws ReaderClosedException {
        if (closed) {
            throw new ReaderClosedException();
        }
        underWay = asking.ask(further, true);
        return underWay;
    }

    synchronized void close() {
        closed = true;
        underWay.close();
    }
}
