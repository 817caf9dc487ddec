package io.github.gtmapillary.fetch;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/** The date line, where longitude jumps from 180 to -180. Tiles end there, and so do the lines in them. */
final class DateLine {
    private static final double HALF = 180;
    private static final double WHOLE = 360;

    private DateLine() {}

    /**
     * Cuts a line where it crosses the date line. Uncut, it would go round the world the other way.
     *
     * @param positions the positions of the line, each less than half the world away from the one before
     * @return the parts, each with two positions or more; none for a line of fewer than two positions
     */
    static List<Coordinate[]> cut(List<Coordinate> positions) {
        List<Coordinate[]> parts = new ArrayList<>();
        List<Coordinate> part = new ArrayList<>();
        for (Coordinate position : positions) {
            Coordinate last = part.isEmpty() ? position : part.get(part.size() - 1);
            if (Math.abs(position.x - last.x) > HALF) {
                double edge = last.x > 0 ? HALF : -HALF;
                double lat = latitudeAt(edge, last, position);
                addUnlessSame(new Coordinate(edge, lat), part);
                addTo(parts, part);
                part = new ArrayList<>(List.of(new Coordinate(-edge, lat)));
                addUnlessSame(position, part);
            } else {
                part.add(position);
            }
        }
        addTo(parts, part);
        return parts;
    }

    private static double latitudeAt(double edge, Coordinate from, Coordinate to) {
        double east = to.x + (edge > 0 ? WHOLE : -WHOLE);
        double share = east == from.x ? 0 : (edge - from.x) / (east - from.x);
        return from.y + share * (to.y - from.y);
    }

    /** A position on the date line ends the part itself; the part needs no second position there. */
    private static void addUnlessSame(Coordinate position, List<Coordinate> part) {
        if (!part.get(part.size() - 1).equals2D(position)) {
            part.add(position);
        }
    }

    private static void addTo(List<Coordinate[]> parts, List<Coordinate> part) {
        if (part.size() > 1) {
            parts.add(part.toArray(Coordinate[]::new));
        }
    }
}
