package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * The line of a sequence, unbroken at the date line. A noded line has several parts, which meet where the line returns to a place.
 *
 * @param parts each of at least two pixels of zoom 14, in capture order
 */
record SequenceLine(List<List<Pixel>> parts) {

    /** The largest distance of a generalised line from the exact one, in pixels of the zoom. */
    private static final double TOLERANCE = 1;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    SequenceLine {
        parts = List.copyOf(parts);
    }

    /** Returns the line through the positions, without parts if the sequence has no line. */
    static SequenceLine of(SandboxSequence sequence, Positions positions) {
        if (!sequence.hasLine()) {
            return new SequenceLine(List.of());
        }
        List<Pixel> stroke = stroke(sequence.gridPositions(positions));
        return new SequenceLine(split(stroke, sequence.noded()));
    }

    /** Returns the pieces by tile at a zoom of up to 14. Below 14 they are generalised to the grid of the zoom. */
    Map<TileCoord, List<List<Pixel>>> pieces(int zoom) {
        Map<TileCoord, List<List<Pixel>>> pieces = new LinkedHashMap<>();
        TileCutter cutter = new TileCutter(zoom, pieces);
        for (List<Pixel> part : parts) {
            cutter.cut(zoom == GridPosition.ZOOM ? part : generalised(part, zoom));
        }
        return pieces;
    }

    /** Neighbouring vertices differ and lie less than half the world apart. */
    private static List<Pixel> stroke(List<GridPosition> vertices) {
        List<Pixel> stroke = new ArrayList<>(vertices.size());
        long shift = 0;
        for (GridPosition vertex : vertices) {
            Pixel next = vertex.pixel().moved(shift);
            if (!stroke.isEmpty()) {
                Pixel last = stroke.get(stroke.size() - 1);
                long turns = Math.round((double) (last.x() - next.x()) / GridPosition.SIZE) * GridPosition.SIZE;
                shift += turns;
                next = next.moved(turns);
                if (next.equals(last)) {
                    continue;
                }
            }
            stroke.add(next);
        }
        return stroke;
    }

    private static List<List<Pixel>> split(List<Pixel> stroke, boolean noded) {
        Set<Pixel> breaks = noded ? repeated(stroke) : Set.of();
        List<List<Pixel>> parts = new ArrayList<>();
        int start = 0;
        for (int i = 1; i < stroke.size(); i++) {
            if (i == stroke.size() - 1 || breaks.contains(stroke.get(i))) {
                parts.add(List.copyOf(stroke.subList(start, i + 1)));
                start = i;
            }
        }
        return parts;
    }

    private static Set<Pixel> repeated(List<Pixel> stroke) {
        Set<Pixel> seen = new HashSet<>();
        Set<Pixel> repeated = new HashSet<>();
        for (Pixel pixel : stroke) {
            if (!seen.add(pixel)) {
                repeated.add(pixel);
            }
        }
        return repeated;
    }

    private static List<Pixel> generalised(List<Pixel> part, int zoom) {
        Coordinate[] vertices = part.stream()
                .map(pixel -> pixel.atZoom(zoom))
                .map(pixel -> new Coordinate(pixel.x(), pixel.y()))
                .toArray(Coordinate[]::new);
        Geometry line = DouglasPeuckerSimplifier.simplify(GEOMETRIES.createLineString(vertices), TOLERANCE);
        List<Pixel> generalised = new ArrayList<>();
        for (Coordinate vertex : line.getCoordinates()) {
            generalised.add(new Pixel((long) vertex.x, (long) vertex.y));
        }
        return generalised;
    }
}
