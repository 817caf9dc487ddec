package io.github.gtmapillary.fetch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;

/**
 * Joins parts of a line where one part ends at exactly the position where another begins. Tiles cut lines at their edges, and where a line
 * crosses itself. Each part keeps its direction and is used once. The result has the fewest lines possible.
 */
final class LineJoiner {
    /** The parts that were not used yet, by the position where they begin, in the order of the parts. */
    private final Map<Coordinate, Deque<LineString>> byStart = new LinkedHashMap<>();

    private final List<List<LineString>> trails = new ArrayList<>();

    private LineJoiner(List<LineString> parts) {
        for (LineString part : parts) {
            byStart.computeIfAbsent(start(part), position -> new ArrayDeque<>()).add(part);
        }
    }

    static MultiLineString join(List<LineString> parts, GeometryFactory geometries) {
        LineJoiner joiner = new LineJoiner(parts);
        joiner.walkFromOpenEnds(parts);
        joiner.addLoops(parts);
        return geometries.createMultiLineString(joiner.trails.stream()
                .map(trail -> geometries.createLineString(positions(trail)))
                .toArray(LineString[]::new));
    }

    /** Makes the lines that begin where more parts begin than end. */
    private void walkFromOpenEnds(List<LineString> parts) {
        Map<Coordinate, Integer> surplus = new HashMap<>();
        for (LineString part : parts) {
            surplus.merge(start(part), 1, Integer::sum);
            surplus.merge(end(part), -1, Integer::sum);
        }
        for (LineString part : parts) {
            if (surplus.merge(start(part), -1, Integer::sum) >= 0) {
                trails.add(walk(start(part)));
            }
        }
    }

    /** Adds the remaining parts, which form loops: each to a line that passes through it, or as a line of its own. */
    private void addLoops(List<LineString> parts) {
        while (byStart.values().stream().anyMatch(waiting -> !waiting.isEmpty())) {
            if (!insertLoop()) {
                parts.stream()
                        .map(LineJoiner::start)
                        .filter(this::isWaiting)
                        .findFirst()
                        .ifPresent(position -> trails.add(walk(position)));
            }
        }
    }

    private boolean insertLoop() {
        for (List<LineString> trail : trails) {
            for (int i = 0; i < trail.size(); i++) {
                Coordinate position = start(trail.get(i));
                if (isWaiting(position)) {
                    trail.addAll(i, walk(position));
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isWaiting(Coordinate position) {
        Deque<LineString> waiting = byStart.get(position);
        return waiting != null && !waiting.isEmpty();
    }

    private List<LineString> walk(Coordinate from) {
        List<LineString> trail = new ArrayList<>();
        Coordinate position = from;
        for (Deque<LineString> waiting = byStart.get(position);
                waiting != null && !waiting.isEmpty();
                waiting = byStart.get(position)) {
            LineString part = waiting.removeFirst();
            trail.add(part);
            position = end(part);
        }
        return trail;
    }

    private static Coordinate[] positions(List<LineString> trail) {
        List<Coordinate> positions = new ArrayList<>(List.of(start(trail.get(0))));
        for (LineString part : trail) {
            Coordinate[] own = part.getCoordinates();
            positions.addAll(Arrays.asList(own).subList(1, own.length));
        }
        return positions.toArray(Coordinate[]::new);
    }

    private static Coordinate start(LineString part) {
        return part.getCoordinateN(0);
    }

    private static Coordinate end(LineString part) {
        return part.getCoordinateN(part.getNumPoints() - 1);
    }
}
