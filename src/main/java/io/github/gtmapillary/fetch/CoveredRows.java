package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.CoveredScan;
import io.github.gtmapillary.plan.CoveredScan.Shortfall;
import io.github.gtmapillary.plan.Following;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.TooManyTilesException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Features from where the overview shows images: the overview of the world tells which parts of the world have most, theirs tells
 * where in them; there the tiles that hold everything are read, four by four. Where the overview's own images are an answer too, they
 * come first.
 *
 * <p>Who only wants to know whether there is something gets the tiles of the densest place first, one by one: the overview shows no
 * more than the newest image of each of its cells, but there most times are found.
 *
 * <p>A point of the finest overview stands for a square of 2 × 2 tiles of zoom 14 (measured by clients of the API).
 */
final class CoveredRows implements RowCursor {
    private static final TileId WORLD = new TileId(0, 0, 0);
    private static final int FINEST_OVERVIEW = MapillaryTypes.OVERVIEW.layer().maxZoom();

    /** Parts of the world that are looked at from afar before any of them is looked at closely, where that may do. */
    private static final int PARTS_TO_GLANCE_AT = 8;

    /** Tiles of the densest place that are tried before more overviews are. */
    private static final int TILES_TO_TRY = 2;

    private final GeometryFactory geometries = new GeometryFactory();
    private final CoveredScan plan;
    private final ReadOptions options;
    private final FetchTally tally;
    private final PlanRunner runner;
    private final SeenIds seen = new SeenIds();
    private final Queue<DenseSquare> squares = new PriorityQueue<>();
    /** Single tiles of the densest place, to be tried before anything else. */
    private final Queue<TileId> firstTiles = new ArrayDeque<>();
    /** The tiles that were tried so. */
    private final Set<TileId> tried = new HashSet<>();
    /** The squares in which something was found. */
    private final Set<TileId> fruitful = new HashSet<>();

    private @Nullable Queue<TileId> parts;
    private int glances;
    private @Nullable Iterator<Row> shown;
    private @Nullable RowCursor current;
    /** The square that was looked into last. */
    private @Nullable TileId square;
    /** Tiles that may have come empty by mistake, as far as none of them held anything yet. */
    private List<TileId> doubtful = List.of();

    private long decodedBefore;
    private int requestsBefore;
    private @Nullable Runnable underWay;
    private int tiles;
    private boolean closed;

    CoveredRows(CoveredScan plan, ReadOptions options, FetchTally tally, PlanRunner runner) {
        this.plan = plan;
        this.options = options;
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
            Row row = read(current);
            if (row == null) {
                current = null;
            } else if (seen.add(row.id())) {
                return row;
            }
        }
    }

    private @Nullable Row read(RowCursor rows) throws IOException {
        try {
            return rows.next();
        } catch (TooManyTilesException e) {
            // lines were followed as far as tiles may be asked for
            squares.clear();
            firstTiles.clear();
            parts = new ArrayDeque<>();
            doubtful = List.of();
            tiles = plan.maxTiles();
            return null;
        }
    }

    /** Goes on to the next overview, or to the next tiles. */
    private boolean openNext() throws IOException {
        countFollowed();
        if (!doubtful.isEmpty() && tally.counts.decoded() == decodedBefore) {
            List<TileId> again = doubtful;
            doubtful = List.of();
            current = opened(again, true);
            return true;
        }
        if (square != null && tally.counts.decoded() > decodedBefore) {
            fruitful.add(square);
        }
        square = null;
        if (parts == null) {
            return openFirst();
        }
        boolean mayGoOn = tiles < plan.maxTiles();
        if (!firstTiles.isEmpty() && mayGoOn) {
            TileId tile = firstTiles.remove();
            return openTiles(DenseSquare.of(tile), List.of(tile));
        }
        if (!parts.isEmpty() && mayGoOn && (squares.isEmpty() || glances < partsToGlanceAt())) {
            glance(parts.remove());
            return true;
        }
        return openSquare();
    }

    /** The tiles that lines were followed into since the last ones were opened. */
    private void countFollowed() {
        if (plan.wholeLines() && current == null && square != null && doubtful.isEmpty()) {
            tiles += Math.max(0, tally.tileRequests() - requestsBefore);
            requestsBefore = tally.tileRequests();
        }
    }

    private boolean openFirst() throws IOException {
        if (!plan.parts().isEmpty()) {
            parts = new ArrayDeque<>(plan.parts());
            return true;
        }
        Overview world = glanceAt(WORLD);
        Set<TileId> inOrder = new LinkedHashSet<>();
        world.densest(FINEST_OVERVIEW).filter(this::isInArea).forEach(inOrder::add);
        if (!plan.area().unbounded()) {
            // the overview of the world leaves out places that those of its parts show
            inOrder.addAll(
                    TileCover.of(plan.area(), FINEST_OVERVIEW, Long.MAX_VALUE).tiles());
        }
        parts = new ArrayDeque<>(inOrder);
        shown = world.answers().iterator();
        return true;
    }

    private int partsToGlanceAt() {
        return plan.shown().isPresent() ? PARTS_TO_GLANCE_AT : plan.parts().size();
    }

    private void glance(TileId part) throws IOException {
        glances++;
        Overview overview = glanceAt(part);
        List<DenseSquare> dense = overview.squares(this::isInArea);
        squares.addAll(dense);
        shown = overview.answers().iterator();
        if (glances == 1 && plan.shortfall() == Shortfall.ACCEPT) {
            overview.tilesOf(dense).limit(TILES_TO_TRY).forEach(firstTiles::add);
        }
    }

    private boolean isInArea(TileId tile) {
        return plan.area().unbounded()
                || plan.area()
                        .touches(geometries.toGeometry(TileCover.bounds(tile).toEnvelope()));
    }

    private boolean openSquare() throws IOException {
        DenseSquare densest = squares.poll();
        if (densest == null) {
            return giveUp();
        }
        List<TileId> open = densest.quarters().stream()
                .filter(tile -> !tried.contains(tile) && isInArea(tile))
                .toList();
        if (tiles + open.size() > plan.maxTiles()) {
            return giveUp();
        }
        return open.isEmpty() ? openSquare() : openTiles(densest, open);
    }

    private boolean openTiles(DenseSquare of, List<TileId> open) throws IOException {
        square = of.tile();
        // the overview shows an image in the square, so at least one of its tiles holds something
        boolean all = of.quarters().stream().allMatch(tile -> open.contains(tile) || tried.contains(tile));
        boolean holdsSome = plan.tileSet() == plan.overview() && all && !fruitful.contains(square);
        doubtful = holdsSome ? of.quarters() : List.of();
        decodedBefore = tally.counts.decoded();
        current = opened(open, false);
        tried.addAll(open);
        return true;
    }

    private boolean giveUp() throws InvalidQueryException {
        if (plan.shortfall() != Shortfall.FAIL) {
            return false;
        }
        String name = plan.schema().name();
        String found = "the " + tiles + " tiles that were searched for it";
        throw new InvalidQueryException(
                plan.area().unbounded()
                        ? "The query on " + name + " does not say where, and " + found + " (max_tiles="
                                + plan.maxTiles()
                                + ") hold fewer features than it asks for: add a condition that bounds it, such as "
                                + InvalidQueryException.EXAMPLE_BOX
                        : "The query on " + name + " touches more tiles than max_tiles=" + plan.maxTiles()
                                + " allows, and " + found + ", where most images are, hold fewer features than it asks"
                                + " for: ask for a smaller area, or raise max_tiles");
    }

    private Overview glanceAt(TileId tile) throws IOException {
        TileDecoder places = new TileDecoder(
                MapillaryTypes.OVERVIEW, Condition.ALWAYS, new Projection(Set.of(), true), new DecodeCounts());
        Optional<TileDecoder> answers =
                plan.shown().map(type -> new TileDecoder(type, plan.condition(), options.projection(), tally.counts));
        TileScan scan = new TileScan(
                MapillaryTypes.OVERVIEW, plan.overview(), tile.zoom(), List.of(tile), Condition.ALWAYS, plan.reason());
        OrderedAnswers<TileId> requests;
        synchronized (this) {
            requireOpen();
            tiles++;
            // there are images in the world, and in each part that its overview shows some in
            boolean known = plan.area().unbounded();
            requests = runner.tiles(scan, scan.tiles(), known, false, tally);
            underWay = requests::close;
        }
        Overview overview = runner.<Overview>read(
                        requests,
                        scan,
                        tally,
                        read -> Overview.of(
                                places.decode(read.id(), read.bytes()),
                                answers.isEmpty()
                                        ? List.of()
                                        : answers.get()
                                                .decode(read.id(), read.bytes())
                                                .toList()))
                .next();
        return overview == null ? Overview.EMPTY : overview;
    }

    /** Whatever is opened last is what has to be let go of when the reader is closed. */
    private synchronized RowCursor opened(List<TileId> open, boolean known) throws IOException {
        requireOpen();
        // those that are doubted were counted before
        tiles += known ? 0 : open.size();
        requestsBefore = tally.tileRequests() + open.size();
        Optional<Following> following = plan.wholeLines()
                ? Optional.of(new Following(plan.area(), open.size() + plan.maxTiles() - tiles))
                : Optional.empty();
        TileScan scan = new TileScan(
                plan.schema(),
                plan.tileSet(),
                MapillaryTypes.FULL_ZOOM,
                open,
                plan.condition(),
                following,
                plan.reason());
        OpenRows rows = runner.scanned(scan, known, options, tally);
        underWay = rows.cancel();
        return rows.rows();
    }

    private void requireOpen() throws ReaderClosedException {
        if (closed) {
            throw new ReaderClosedException();
        }
    }

    synchronized void close() {
        closed = true;
        if (underWay != null) {
            underWay.run();
        }
    }
}
