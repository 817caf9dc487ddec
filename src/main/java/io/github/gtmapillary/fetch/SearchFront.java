package io.github.gtmapillary.fetch;

import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The places that a search guided by overviews has still to look at: parts of the world, squares of tiles in them, and first of all a
 * few single tiles of the densest place. It counts the tiles of the search against the plan's limit. It sends no request itself.
 */
final class SearchFront {
    private static final int FINEST_OVERVIEW = MapillaryTypes.OVERVIEW.layer().maxZoom();

    /** Overviews of parts that are read before any square is, where the overview's own images may be answers. */
    private static final int PARTS_TO_GLANCE_AT = 8;

    /** Tiles of the densest place that are tried before more overviews are. */
    private static final int SINGLE_TILES = 2;

    /**
     * Tiles to read together.
     *
     * @param square the square that they are in
     * @param tiles those of its four that are in the area and were not read before
     * @param holdsSome whether at least one tile of the square must hold something
     */
    record Portion(DenseSquare square, List<TileId> tiles, boolean holdsSome) {}

    private final GeometryFactory geometries = new GeometryFactory();
    private final OverviewGuidedScan plan;
    private final Queue<TileId> parts;
    private final Queue<TileId> singleTiles = new ArrayDeque<>();
    private final Queue<DenseSquare> squares = new PriorityQueue<>();
    private final Set<TileId> tried = new HashSet<>();
    /** The squares in which something was found. */
    private final Set<TileId> fruitful = new HashSet<>();

    private int glances;
    private int tiles;

    SearchFront(OverviewGuidedScan plan) {
        this.plan = plan;
        this.parts = new ArrayDeque<>(plan.parts());
    }

    /** Takes the parts to look at from the overview of the world, those with most images first. */
    void sawWorld(Overview world) {
        Set<TileId> inOrder = new LinkedHashSet<>();
        world.densest(FINEST_OVERVIEW).filter(this::isInArea).forEach(inOrder::add);
        if (!plan.area().unbounded()) {
            // the overview of the world leaves out places that those of its parts show
            inOrder.addAll(
                    TileCover.of(plan.area(), FINEST_OVERVIEW, Long.MAX_VALUE).tiles());
        }
        parts.addAll(inOrder);
    }

    /** Takes the squares to look at from the overview of a part. */
    void sawPart(Overview part) {
        glances++;
        List<DenseSquare> dense = part.squares(this::isInArea);
        squares.addAll(dense);
        if (glances == 1 && plan.shortfall() == Shortfall.ACCEPT) {
            part.tilesOf(dense).limit(SINGLE_TILES).forEach(singleTiles::add);
        }
    }

    /** Counts tiles that the search asks for. */
    void count(int moreTiles) {
        tiles += moreTiles;
    }

    /** The number of tiles that the search has asked for. */
    int tiles() {
        return tiles;
    }

    /** The number of tiles that the search may still ask for. */
    int tilesLeft() {
        return plan.maxTiles() - tiles;
    }

    /** Takes a tile of the densest place, if one is left and the limit allows it. */
    Optional<Portion> nextSingleTile() {
        if (singleTiles.isEmpty() || tilesLeft() <= 0) {
            return Optional.empty();
        }
        TileId tile = singleTiles.remove();
        return Optional.of(portion(DenseSquare.of(tile), List.of(tile)));
    }

    /** Takes the next part whose overview is to be read, if it is the turn of one and the limit allows it. */
    Optional<TileId> nextPart() {
        while (!squares.isEmpty() && open(squares.peek()).isEmpty()) {
            squares.remove();
        }
        boolean isTurn = squares.isEmpty() || glances < partsToGlanceAt();
        return isTurn && tilesLeft() > 0 ? Optional.ofNullable(parts.poll()) : Optional.empty();
    }

    /** Takes the densest square that is left, if the limit allows all of its tiles. */
    Optional<Portion> nextSquare() {
        DenseSquare densest = squares.poll();
        List<TileId> open = densest == null ? List.of() : open(densest);
        return densest == null || open.isEmpty() || open.size() > tilesLeft()
                ? Optional.empty()
                : Optional.of(portion(densest, open));
    }

    private int partsToGlanceAt() {
        return plan.shown().isPresent() ? PARTS_TO_GLANCE_AT : plan.parts().size();
    }

    private List<TileId> open(DenseSquare square) {
        return square.quarters().stream()
                .filter(tile -> !tried.contains(tile) && isInArea(tile))
                .toList();
    }

    /** The overview shows an image in the square, so at least one of its tiles holds an image. */
    private Portion portion(DenseSquare square, List<TileId> open) {
        tried.addAll(open);
        boolean holdsSome = plan.tileSet().equals(plan.overview())
                && tried.containsAll(square.quarters())
                && !fruitful.contains(square.tile());
        return new Portion(square, open, holdsSome);
    }

    /** Notes that something was found in a square: no tile of it is doubted any more. */
    void found(DenseSquare square) {
        fruitful.add(square.tile());
    }

    /** Gives up all places that are left. */
    void abandon() {
        parts.clear();
        singleTiles.clear();
        squares.clear();
    }

    private boolean isInArea(TileId tile) {
        return plan.area().unbounded()
                || plan.area()
                        .touches(geometries.toGeometry(TileCover.bounds(tile).toEnvelope()));
    }
}
