package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.SearchFront.Portion;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Following;
import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.TooManyTilesException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Features from the places where the overview shows images. The search goes step by step:
 *
 * <ol>
 *   <li>{@link World}: the overview of the world tells which parts of the world have most images. A plan that names the parts begins
 *       with the next step.
 *   <li>{@link Part}: the overview of a part tells which squares of 2 × 2 tiles of zoom 14 have images. A point of this overview
 *       stands for such a square (measured by clients of the API).
 *   <li>{@link Square}: the tiles of the densest square are read.
 *   <li>{@link Doubt}: all tiles of a square came empty, though the overview shows an image in it. They are read once more.
 * </ol>
 *
 * <p>{@link SearchFront} chooses between the next part and the next square. Where the overview's own images may be answers, they come
 * first.
 */
final class OverviewGuidedRows implements RowCursor {
    private static final TileId WORLD = new TileId(0, 0, 0);

    /** One step of the search. */
    private sealed interface Step {

        /** Opens the rows of this step. */
        RowCursor open() throws IOException;

        /**
         * Chooses the step after the last of these rows.
         *
         * @return null when the search is over
         * @throws InvalidQueryException when the search ends without enough features and the plan does not accept that
         */
        @Nullable Step next() throws InvalidQueryException;
    }

    private final FetchSession session;
    private final OverviewGuidedScan plan;
    private final ReadOptions options;
    private final SearchFront front;
    private final SeenIds seen = new SeenIds();
    private @Nullable Step step;
    /** The rows of the step; null before it is opened. */
    private @Nullable RowCursor rows;

    OverviewGuidedRows(FetchSession session, OverviewGuidedScan plan, ReadOptions options) {
        this.session = session;
        this.plan = plan;
        this.options = options;
        this.front = new SearchFront(plan);
        this.step = front.nextPart().<Step>map(Part::new).orElseGet(World::new);
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (step != null) {
            if (rows == null) {
                rows = step.open();
            }
            Row row = rows.next();
            if (row != null) {
                return row;
            }
            rows = null;
            step = step.next();
        }
        return null;
    }

    /** Reads the overview of the world. */
    private final class World implements Step {
        @Override
        public RowCursor open() throws IOException {
            Overview world = overview(WORLD);
            front.sawWorld(world);
            return RowCursor.of(world.answers());
        }

        @Override
        public @Nullable Step next() throws InvalidQueryException {
            return nextPlace();
        }
    }

    /** Reads the overview of a part of the world. */
    private final class Part implements Step {
        private final TileId part;

        Part(TileId part) {
            this.part = part;
        }

        @Override
        public RowCursor open() throws IOException {
            Overview overview = overview(part);
            front.sawPart(overview);
            return RowCursor.of(overview.answers());
        }

        @Override
        public @Nullable Step next() throws InvalidQueryException {
            return nextPlace();
        }
    }

    /** Reads tiles of a square. */
    private final class Square implements Step {
        private final Portion portion;
        private final TilesRead read = new TilesRead();

        Square(Portion portion) {
            this.portion = portion;
        }

        @Override
        public RowCursor open() {
            front.count(portion.tiles().size());
            return read.open(portion.tiles(), Expectation.NOTHING);
        }

        @Override
        public @Nullable Step next() throws InvalidQueryException {
            read.countFollowed();
            if (read.foundSome()) {
                front.found(portion.square());
            } else if (portion.holdsSome()) {
                return new Doubt(portion.square());
            }
            return nextPlace();
        }
    }

    /** Reads the tiles of a square once more; they do not count a second time. */
    private final class Doubt implements Step {
        private final DenseSquare square;
        private final TilesRead read = new TilesRead();

        Doubt(DenseSquare square) {
            this.square = square;
        }

        @Override
        public RowCursor open() {
            session.tally().asksAgain(square.quarters());
            return read.open(square.quarters(), Expectation.DATA);
        }

        @Override
        public @Nullable Step next() throws InvalidQueryException {
            read.countFollowed();
            if (read.foundSome()) {
                front.found(square);
            }
            return nextPlace();
        }
    }

    /** Tiles that are read, and what came of it. */
    private final class TilesRead {
        private long decodedBefore;
        private int tilesExpected;

        RowCursor open(List<TileId> tiles, Expectation expectation) {
            decodedBefore = session.tally().decoded();
            tilesExpected = session.tally().tiles() + tiles.size();
            RowCursor scanned = TileScanRows.of(session, scan(tiles), expectation, options);
            return () -> nextUnseen(scanned);
        }

        private @Nullable Row nextUnseen(RowCursor scanned) throws IOException {
            try {
                Row row = scanned.next();
                while (row != null && !seen.add(row.id())) {
                    row = scanned.next();
                }
                return row;
            } catch (TooManyTilesException e) {
                // lines were followed into as many tiles as the plan allows
                front.abandon();
                return null;
            }
        }

        boolean foundSome() {
            return session.tally().decoded() > decodedBefore;
        }

        /** Counts the tiles that lines were followed into. */
        void countFollowed() {
            if (plan.wholeLines()) {
                front.count(Math.max(0, session.tally().tiles() - tilesExpected));
            }
        }
    }

    private @Nullable Step nextPlace() throws InvalidQueryException {
        Optional<Step> next = front.nextSingleTile()
                .<Step>map(Square::new)
                .or(() -> front.nextPart().map(Part::new))
                .or(() -> front.nextSquare().map(Square::new));
        if (next.isEmpty() && plan.shortfall() == Shortfall.FAIL) {
            throw tooFewFeatures();
        }
        return next.orElse(null);
    }

    private InvalidQueryException tooFewFeatures() {
        String name = plan.schema().name();
        String found = "the " + front.tiles() + " tiles that were searched for it";
        return new InvalidQueryException(
                plan.area().unbounded()
                        ? "The query on " + name + " does not say where, and " + found + " (max_tiles="
                                + plan.maxTiles()
                                + ") hold fewer features than it asks for: add a condition that bounds it, such as "
                                + InvalidQueryException.EXAMPLE_BOX
                        : "The query on " + name + " touches more tiles than max_tiles=" + plan.maxTiles()
                                + " allows, and " + found + ", where most images are, hold fewer features than it asks"
                                + " for: ask for a smaller area, or raise max_tiles");
    }

    /** Reads one tile of the overview. Images are in the world, and in each part that the world's overview shows some in. */
    private Overview overview(TileId tile) throws IOException {
        front.count(1);
        TileDecoder places = new TileDecoder(
                MapillaryTypes.OVERVIEW, Condition.ALWAYS, new Projection(Set.of(), true), new DecodeCounts());
        TileScan scan = new TileScan(
                MapillaryTypes.OVERVIEW, plan.overview(), tile.zoom(), List.of(tile), Condition.ALWAYS, plan.reason());
        Expectation expectation = plan.area().unbounded() ? Expectation.DATA : Expectation.NOTHING;
        Overview overview = new TileReading<>(
                        session, scan, session.twoEach(), read -> Overview.of(places.decode(read), answersIn(read)))
                .open(scan.tiles(), expectation)
                .next();
        return overview == null ? Overview.EMPTY : overview;
    }

    /** The images of the overview that are answers themselves. */
    private List<Row> answersIn(DecodedTile tile) throws IOException {
        if (plan.shown().isEmpty()) {
            return List.of();
        }
        TileDecoder decoder = new TileDecoder(
                plan.shown().get(),
                plan.condition(),
                options.projection(),
                session.tally().decodeCounts());
        return decoder.decode(tile).toList();
    }

    private TileScan scan(List<TileId> tiles) {
        Optional<Following> following = plan.wholeLines()
                ? Optional.of(new Following(plan.area(), tiles.size() + front.tilesLeft()))
                : Optional.empty();
        return new TileScan(
                plan.schema(),
                plan.tileSet(),
                MapillaryTypes.FULL_ZOOM,
                tiles,
                plan.condition(),
                following,
                plan.reason());
    }
}
