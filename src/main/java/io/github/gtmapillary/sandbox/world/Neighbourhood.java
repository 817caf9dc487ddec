package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the images close to a place, but none across the date line. */
final class Neighbourhood {

    /** Pixels of zoom 14 along a cell: 40 to 80 m in the made areas north and south of the tropics. */
    private static final int CELL = 128;

    private final Map<Pixel, List<Placed>> cells = new HashMap<>();

    Neighbourhood(List<SandboxImage> images) {
        for (SandboxImage image : images) {
            GridPosition position = GridPosition.of(image.position());
            cells.computeIfAbsent(cell(position), cell -> new ArrayList<>()).add(new Placed(image, position));
        }
    }

    /** Returns the images around the place up to the limit, ordered by distance and then by id. */
    List<SandboxImage> nearest(Position place, int most) {
        GridPosition centre = GridPosition.of(place);
        Pixel middle = cell(centre);
        List<Placed> near = new ArrayList<>();
        for (long x = middle.x() - 1; x <= middle.x() + 1; x++) {
            for (long y = middle.y() - 1; y <= middle.y() + 1; y++) {
                near.addAll(cells.getOrDefault(new Pixel(x, y), List.of()));
            }
        }
        return near.stream()
                .sorted(Comparator.comparingLong((Placed placed) -> placed.squaredDistance(centre))
                        .thenComparingLong(placed -> placed.image().id()))
                .limit(most)
                .map(Placed::image)
                .toList();
    }

    private static Pixel cell(GridPosition position) {
        return new Pixel(position.x() / CELL, position.y() / CELL);
    }

    private record Placed(SandboxImage image, GridPosition position) {

        long squaredDistance(GridPosition other) {
            long dx = position.x() - other.x();
            long dy = position.y() - other.y();
            return dx * dx + dy * dy;
        }
    }
}
