package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Cuts lines at the edges of the tiles of one zoom. It cuts in pixels of the whole world, so the pieces on both sides of an edge
 * end in the same pixel.
 */
final class TileCutter {

    private final int zoom;
    private final Map<TileCoord, List<List<Pixel>>> pieces;
    private List<Pixel> piece = new ArrayList<>();
    private Pixel cell = new Pixel(0, 0);

    /** Adds the pieces to the map in the order and direction of the lines. */
    TileCutter(int zoom, Map<TileCoord, List<List<Pixel>>> pieces) {
        this.zoom = zoom;
        this.pieces = pieces;
    }

    void cut(List<Pixel> line) {
        for (int i = 1; i < line.size(); i++) {
            List<Pixel> stops = stops(line.get(i - 1), line.get(i));
            for (int j = 1; j < stops.size(); j++) {
                add(stops.get(j - 1), stops.get(j));
            }
        }
        finishPiece();
    }

    /** Adds a segment that lies within one tile or on its edges. */
    private void add(Pixel from, Pixel to) {
        if (from.equals(to)) {
            return;
        }
        Pixel middle = new Pixel(
                Math.floorDiv(from.x() + to.x(), 2L * TileCoord.EXTENT),
                Math.floorDiv(from.y() + to.y(), 2L * TileCoord.EXTENT));
        if (piece.isEmpty() || !middle.equals(cell)) {
            finishPiece();
            cell = middle;
            piece.add(from);
        }
        piece.add(to);
    }

    private void finishPiece() {
        if (!piece.isEmpty()) {
            int column = Math.floorMod(cell.x(), 1 << zoom);
            long shift = (column - cell.x()) * TileCoord.EXTENT;
            TileCoord tile = new TileCoord(zoom, column, (int) cell.y());
            pieces.computeIfAbsent(tile, key -> new ArrayList<>())
                    .add(piece.stream().map(pixel -> pixel.moved(shift)).toList());
            piece = new ArrayList<>();
        }
    }

    /** Returns both ends and, between them, the pixels where the segment crosses the edge of a tile. */
    private static List<Pixel> stops(Pixel from, Pixel to) {
        List<Stop> edges = new ArrayList<>();
        for (long x : edgesBetween(from.x(), to.x())) {
            double along = (double) (x - from.x()) / (to.x() - from.x());
            edges.add(new Stop(along, new Pixel(x, from.y() + Math.round(along * (to.y() - from.y())))));
        }
        for (long y : edgesBetween(from.y(), to.y())) {
            double along = (double) (y - from.y()) / (to.y() - from.y());
            edges.add(new Stop(along, new Pixel(from.x() + Math.round(along * (to.x() - from.x())), y)));
        }
        edges.sort(Comparator.comparingDouble(Stop::along));
        List<Pixel> stops = new ArrayList<>(edges.size() + 2);
        stops.add(from);
        edges.forEach(edge -> stops.add(edge.pixel()));
        stops.add(to);
        return stops;
    }

    private static List<Long> edgesBetween(long one, long other) {
        List<Long> edges = new ArrayList<>();
        long first = Math.floorDiv(Math.min(one, other), (long) TileCoord.EXTENT) + 1;
        for (long edge = first * TileCoord.EXTENT; edge < Math.max(one, other); edge += TileCoord.EXTENT) {
            edges.add(edge);
        }
        return edges;
    }

    private record Stop(double along, Pixel pixel) {}
}
