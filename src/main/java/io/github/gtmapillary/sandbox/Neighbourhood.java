package io.github.gtmapillary.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the images close to a place. Neighbours across the date line are not looked for. */
final class Neighbourhood {

    /** Pixels of zoom 14 along a cell: 40 to 80 m in the made areas north and south of the tropics. */
    private static final int CELL = 128;

    private final Map<Pixel, List<SandboxImage>> cells = new HashMap<>();

    Neighbourhood(List<SandboxImage> images) {
        for (SandboxImage image : images) {
            cells.computeIfAbsent(cell(GridPosition.of(image.position())), cell -> new ArrayList<>())
                    .add(image);
        }
    }

    /** At most so many images around the place, nearest first; equally near ones by id. */
    List<SandboxImage> nearest(Position place, int most) {
        GridPosition centre = GridPosition.of(place);
        Pixel middle = cell(centre);
        List<SandboxImage> near = new ArrayList<>();
        for (long x = middle.x() - 1; x <= middle.x() + 1; x++) {
            for (long y = middle.y() - 1; y <= middle.y() + 1; y++) {
                near.addAll(cells.getOrDefault(new Pixel(x, y), List.of()));
            }
        }
        near.sort(Comparator.comparingLong((SandboxImage image) -> squaredDistance(centre, image))
                .thenComparingLong(SandboxImage::id));
        return List.copyOf(near.subList(0, Math.min(most, near.size())));
    }

    private static long squaredDistance(GridPosition centre, SandboxImage image) {
        GridPosition position = GridPosition.of(image.position());
        long dx = position.x() - centre.x();
        long dy = position.y() - centre.y();
        return dx * dx + dy * dy;
    }

    private static Pixel cell(GridPosition position) {
        return new Pixel(position.x() / CELL, position.y() / CELL);
    }
}
