package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contents of tiles, indexed per zoom on first use. It is thread-safe. */
final class TileIndex {

    private final SandboxWorld world;
    private final Map<Zoom, Map<TileCoord, List<SandboxImage>>> images = new ConcurrentHashMap<>();
    private final Map<Zoom, Map<TileCoord, List<TileLine>>> lines = new ConcurrentHashMap<>();
    private final Map<Zoom, Map<TileCoord, List<OverviewPoint>>> overviews = new ConcurrentHashMap<>();
    private final Map<TileSet, Map<TileCoord, List<SandboxMapFeature>>> mapFeatures = new ConcurrentHashMap<>();

    TileIndex(SandboxWorld world) {
        this.world = world;
    }

    /** Returns the images of a tile of zoom 14. */
    List<SandboxImage> images(Positions positions, TileCoord tile) {
        return in(tile, images.computeIfAbsent(new Zoom(positions, tile.zoom()), zoom -> indexImages(positions)));
    }

    /** Returns the lines of a tile of zoom 6 to 14, at most one per sequence. */
    List<TileLine> lines(Positions positions, TileCoord tile) {
        return in(tile, lines.computeIfAbsent(new Zoom(positions, tile.zoom()), this::indexLines));
    }

    /** Returns the overview points of a tile of zoom 0 to 5. */
    List<OverviewPoint> overview(Positions positions, TileCoord tile) {
        return in(tile, overviews.computeIfAbsent(new Zoom(positions, tile.zoom()), this::indexOverview));
    }

    List<SandboxMapFeature> points(TileCoord tile) {
        return in(tile, mapFeatures.computeIfAbsent(TileSet.POINTS, set -> indexMapFeatures(world.points())));
    }

    List<SandboxMapFeature> trafficSigns(TileCoord tile) {
        return in(
                tile,
                mapFeatures.computeIfAbsent(TileSet.TRAFFIC_SIGNS, set -> indexMapFeatures(world.trafficSigns())));
    }

    private Map<TileCoord, List<SandboxImage>> indexImages(Positions positions) {
        Map<TileCoord, List<SandboxImage>> index = new HashMap<>();
        for (SandboxImage image : world.images()) {
            GridPosition position = image.gridPosition(positions);
            if (position != null) {
                add(index, position.tile(), image);
            }
        }
        return index;
    }

    private Map<TileCoord, List<TileLine>> indexLines(Zoom zoom) {
        Map<TileCoord, List<TileLine>> index = new HashMap<>();
        for (SandboxSequence sequence : world.sequences()) {
            SandboxTiles.linePieces(sequence, zoom.positions(), zoom.zoom())
                    .forEach((tile, parts) -> add(index, tile, new TileLine(sequence, parts)));
        }
        return index;
    }

    private Map<TileCoord, List<OverviewPoint>> indexOverview(Zoom zoom) {
        Map<Pixel, OverviewPoint> cells = new LinkedHashMap<>();
        for (SandboxImage image : world.images()) {
            GridPosition position = image.gridPosition(zoom.positions());
            if (position != null) {
                OverviewPoint point = OverviewPoint.of(position, zoom.zoom(), image);
                cells.merge(point.cell(), point, OverviewPoint::newest);
            }
        }
        Map<TileCoord, List<OverviewPoint>> index = new HashMap<>();
        cells.values().forEach(point -> add(index, point.tile(zoom.zoom()), point));
        return index;
    }

    private static Map<TileCoord, List<SandboxMapFeature>> indexMapFeatures(List<SandboxMapFeature> features) {
        Map<TileCoord, List<SandboxMapFeature>> index = new HashMap<>();
        features.forEach(feature -> add(index, feature.gridPosition().tile(), feature));
        return index;
    }

    private static <T> void add(Map<TileCoord, List<T>> index, TileCoord tile, T value) {
        index.computeIfAbsent(tile, key -> new ArrayList<>()).add(value);
    }

    private static <T> List<T> in(TileCoord tile, Map<TileCoord, List<T>> index) {
        return index.getOrDefault(tile, List.of());
    }

    private record Zoom(Positions positions, int zoom) {}
}
