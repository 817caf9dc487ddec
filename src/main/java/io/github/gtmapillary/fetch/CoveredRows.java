package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Delivery;
import io.github.gtmapillary.plan.RequestPlan.CoveredScan;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Features from where the overview shows images: the overview of the world tells which parts of the world have most, theirs tells
 * where in them; there the tiles that hold everything are read, four by four. Where the overview's own images are an answer too, they
 * come first.
 *
 * <p>A point of the finest overview stands for a square of 2 × 2 tiles of zoom 14 (measured by clients of the API).
 */
final class CoveredRows implements RowCursor {
    private static final TileId WORLD = new TileId(0, 0, 0);
    private static final int FINEST_OVERVIEW = MapillaryTypes.OVERVIEW.layer().maxZoom();
    private static final int SQUARE = MapillaryTypes.FULL_ZOOM - 1;

    /** Parts of the world that are looked at from afar before any of them is looked at closely, where that may do. */
    private static final int PARTS_TO_GLANCE_AT = 8;

    /**
     * What an overview shows.
     *
     * @param places the tiles that images lie in, those with most images first
     * @param answers the images that are answers themselves
     */
    private record Overview(List<TileId> places, List<Row> answers) {}

    private final CoveredScan plan;
    private final Delivery delivery;
    private final FetchTally tally;
    private final PlanRunner runner;
    private final SeenIds seen = new SeenIds();
    private final Queue<TileId> squares = new ArrayDeque<>();
    private @Nullable Queue<TileId> parts;
    private int glances;
    private @Nullable Iterator<Row> shown;
    private @Nullable RowCursor current;
    /** Tiles that may have come empty by mistake, as far as none of them held anything yet. */
    private List<TileId> doubtful = List.of();

    private long decodedBefore;
    private @Nullable Runnable underWay;
    private int tiles;
    private boolean closed;

    CoveredRows(CoveredScan plan, Delivery delivery, FetchTally tally, PlanRunner runner) {
        this.plan = plan;
        this.delivery = delivery;
        this.tally = tally;
        this.runner = runner;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            if (shown != null && shown.hasNext()) {
                return shown.next();
            }
            if (current == null) {
                if (!openNext()) {
                    return null;
                }
                continue;
            }
            Row row = current.next();
            if (row == null) {
                current = null;
            } else if (seen.add(row.id())) {
                return row;
            }
        }
    }

    /** Goes on to the next overview, or to the next tiles. */
    private boolean openNext() throws IOException {
        if (!doubtful.isEmpty() && tally.counts.decoded() == decodedBefore) {
            List<TileId> again = doubtful;
            doubtful = List.of();
            current = opened(again, true);
            return true;
        }
        if (parts == null) {
            Overview world = glanceAt(WORLD, FINEST_OVERVIEW);
            parts = new ArrayDeque<>(world.places);
            shown = world.answers.iterator();
            return true;
        }
        boolean mayGlance = !parts.isEmpty() && tiles < plan.maxTiles();
        if (mayGlance && (squares.isEmpty() || (plan.shown().isPresent() && glances < PARTS_TO_GLANCE_AT))) {
            glances++;
            Overview part = glanceAt(parts.remove(), SQUARE);
            squares.addAll(part.places);
            shown = part.answers.iterator();
            return true;
        }
        return openSquare();
    }

    private boolean openSquare() throws IOException {
        TileId square = squares.poll();
        List<TileId> quarters = square == null ? List.of() : quarters(square);
        if (quarters.isEmpty() || tiles + quarters.size() > plan.maxTiles()) {
            return giveUp();
        }
        // the overview shows an image here, so at least one of them holds something
        doubtful = plan.tileSet() == plan.overview() ? quarters : List.of();
        decodedBefore = tally.counts.decoded();
        current = opened(quarters, false);
        return true;
    }

    private boolean giveUp() throws InvalidQueryException {
        if (plan.sample()) {
            return false;
        }
        throw new InvalidQueryException("The query on " + plan.schema().name()
                + " does not say where, and the " + tiles + " tiles that were searched for it (max_tiles="
                + plan.maxTiles() + ") hold fewer features than it asks for: add a condition that bounds it, such as"
                + " BBOX(geometry, 12.98, 55.59, 13.01, 55.61)");
    }

    private Overview glanceAt(TileId tile, int zoom) throws IOException {
        TileDecoder places = new TileDecoder(
                MapillaryTypes.OVERVIEW, Condition.ALWAYS, new Projection(Set.of(), true), new DecodeCounts());
        Optional<TileDecoder> answers =
                plan.shown().map(type -> new TileDecoder(type, plan.condition(), delivery.projection(), tally.counts));
        TileScan scan = new TileScan(
                MapillaryTypes.OVERVIEW, plan.overview(), tile.zoom(), List.of(tile), Condition.ALWAYS, plan.reason());
        OrderedAnswers<TileId> requests;
        synchronized (this) {
            requireOpen();
            tiles++;
            // there are images in the world, and in each part that its overview shows some in
            requests = runner.tiles(scan, scan.tiles(), true, false, tally);
            underWay = requests::close;
        }
        Overview overview = runner.<Overview>read(
                        requests,
                        scan,
                        tally,
                        read -> new Overview(
                                byNumberOfImages(places.decode(read.id(), read.bytes()), zoom),
                                answers.isEmpty()
                                        ? List.of()
                                        : TileRows.all(answers.get().decode(read.id(), read.bytes()))))
                .next();
        return overview == null ? new Overview(List.of(), List.of()) : overview;
    }

    /** Whatever is opened last is what has to be let go of when the reader is closed. */
    private synchronized RowCursor opened(List<TileId> quarters, boolean known) throws IOException {
        requireOpen();
        // those that are doubted were counted before
        tiles += known ? 0 : quarters.size();
        TileScan scan = new TileScan(
                plan.schema(), plan.tileSet(), MapillaryTypes.FULL_ZOOM, quarters, plan.condition(), plan.reason());
        OpenRows rows = runner.scanned(scan, known, delivery, tally);
        underWay = rows.cancel();
        return rows.rows();
    }

    private void requireOpen() throws ReaderClosedException {
        if (closed) {
            throw new ReaderClosedException();
        }
    }

    /** The tiles that images lie in, those with most images first. */
    private static List<TileId> byNumberOfImages(RowCursor images, int zoom) throws IOException {
        Map<TileId, Integer> numbers = new HashMap<>();
        for (Row image = images.next(); image != null; image = images.next()) {
            if (image.geometry() != null) {
                TileCover.of(Region.of(image.geometry()), zoom, 4)
                        .tiles()
                        .forEach(tile -> numbers.merge(tile, 1, Integer::sum));
            }
        }
        Comparator<Map.Entry<TileId, Integer>> order =
                Map.Entry.<TileId, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return numbers.entrySet().stream().sorted(order).map(Map.Entry::getKey).toList();
    }

    private static List<TileId> quarters(TileId square) {
        int x = 2 * square.x();
        int y = 2 * square.y();
        int zoom = square.zoom() + 1;
        return List.of(
                new TileId(zoom, x, y),
                new TileId(zoom, x, y + 1),
                new TileId(zoom, x + 1, y),
                new TileId(zoom, x + 1, y + 1));
    }

    synchronized void close() {
        closed = true;
        if (underWay != null) {
            underWay.run();
        }
    }
}
