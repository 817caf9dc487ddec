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
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Features from where the overview shows images: the overview of the world tells which parts of the world have most, theirs tells
 * where in them; there the tiles that hold everything are read, four by four.
 *
 * <p>A point of the finest overview stands for a square of 2 × 2 tiles of zoom 14 (measured by clients of the API).
 */
final class CoveredRows implements RowCursor {
    private static final int FINEST_OVERVIEW = MapillaryTypes.OVERVIEW.layer().maxZoom();
    private static final int SQUARE = MapillaryTypes.FULL_ZOOM - 1;

    private final CoveredScan plan;
    private final Delivery delivery;
    private final FetchTally tally;
    private final PlanRunner runner;
    private final SeenIds seen = new SeenIds();
    private @Nullable Queue<TileId> parts;
    private Queue<TileId> squares = new ArrayDeque<>();
    private @Nullable OpenRows current;
    private @Nullable OpenRows underWay;
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
            if (current == null && !openNext()) {
                return null;
            }
            Row row = current == null ? null : current.rows().next();
            if (row == null) {
                current = null;
            } else if (seen.add(row.id())) {
                return row;
            }
        }
    }

    private boolean openNext() throws IOException {
        if (parts == null) {
            parts = byNumberOfImages(overview(new TileId(0, 0, 0)), FINEST_OVERVIEW);
        }
        while (squares.isEmpty() && !parts.isEmpty() && tiles < plan.maxTiles()) {
            squares = byNumberOfImages(overview(parts.remove()), SQUARE);
        }
        TileId square = squares.poll();
        List<TileId> quarters = square == null ? List.of() : quarters(square);
        if (quarters.isEmpty() || tiles + quarters.size() > plan.maxTiles()) {
            return giveUp();
        }
        TileScan scan = new TileScan(
                plan.schema(), plan.tileSet(), MapillaryTypes.FULL_ZOOM, quarters, plan.condition(), plan.reason());
        current = opened(scan, delivery);
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

    private RowCursor overview(TileId tile) throws IOException {
        TileScan scan = new TileScan(
                MapillaryTypes.OVERVIEW, plan.overview(), tile.zoom(), List.of(tile), Condition.ALWAYS, plan.reason());
        Projection places = new Projection(Set.of(), true);
        return opened(scan, new Delivery(places, false, false)).rows();
    }

    /** Whatever is opened last is what has to be let go of when the reader is closed. */
    private synchronized OpenRows opened(TileScan scan, Delivery how) throws IOException {
        if (closed) {
            throw new ReaderClosedException();
        }
        tiles += scan.tiles().size();
        OpenRows opened = runner.open(scan, how, tally);
        underWay = opened;
        return opened;
    }

    /** The tiles that images lie in, those with most images first. */
    private static Queue<TileId> byNumberOfImages(RowCursor images, int zoom) throws IOException {
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
        return new ArrayDeque<>(
                numbers.entrySet().stream().sorted(order).map(Map.Entry::getKey).toList());
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
            underWay.cancel().run();
        }
    }
}
