package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The images that a tile of the overview shows.
 *
 * @param images the number of images in each tile of the finest zoom
 * @param answers the images that fulfil the query themselves
 */
record Overview(Map<TileId, Integer> images, List<Row> answers) {
    static final Overview EMPTY = new Overview(Map.of(), List.of());

    /**
     * How many squares to each side count for the density of a place; nearer squares count more. The overview shows one image of each cell,
     * however many the cell has. So a place is dense if all cells around it show one.
     */
    private static final int AROUND = 2;

    /** A point lies in four tiles at most: at a corner. */
    private static final int MOST_TILES = 4;

    Overview {
        images = Map.copyOf(images);
        answers = List.copyOf(answers);
    }

    /** Counts images by the tiles that they lie in. */
    static Overview of(RowCursor images, List<Row> answers) throws IOException {
        Map<TileId, Integer> numbers = new HashMap<>();
        for (Row image = images.next(); image != null; image = images.next()) {
            if (image.geometry() != null) {
                TileCover.of(Region.of(image.geometry()), MapillaryTypes.FULL_ZOOM, MOST_TILES)
                        .tiles()
                        .forEach(tile -> numbers.merge(tile, 1, Integer::sum));
            }
        }
        return new Overview(numbers, answers);
    }

    private Map<TileId, Integer> imagesAt(int zoom) {
        int above = MapillaryTypes.FULL_ZOOM - zoom;
        return images.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new TileId(
                                zoom,
                                entry.getKey().x() >> above,
                                entry.getKey().y() >> above),
                        Map.Entry::getValue,
                        Integer::sum));
    }

    /** The tiles of a zoom that hold images, those with most images first. */
    Stream<TileId> densest(int zoom) {
        Comparator<Map.Entry<TileId, Integer>> order =
                Map.Entry.<TileId, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
        return imagesAt(zoom).entrySet().stream().sorted(order).map(Map.Entry::getKey);
    }

    /** The wanted squares that hold images, the densest first. */
    List<DenseSquare> squares(Predicate<TileId> wanted) {
        Map<TileId, Integer> own = imagesAt(MapillaryTypes.FULL_ZOOM - 1);
        return own.keySet().stream()
                .filter(wanted)
                .map(square -> new DenseSquare(square, density(square, own)))
                .sorted()
                .toList();
    }

    private static int density(TileId square, Map<TileId, Integer> own) {
        int density = 0;
        for (int x = square.x() - AROUND; x <= square.x() + AROUND; x++) {
            for (int y = square.y() - AROUND; y <= square.y() + AROUND; y++) {
                boolean onMap = Math.min(x, y) >= 0 && Math.max(x, y) >> square.zoom() == 0;
                int nearness = 1 + AROUND - Math.max(Math.abs(x - square.x()), Math.abs(y - square.y()));
                density += onMap ? nearness * own.getOrDefault(new TileId(square.zoom(), x, y), 0) : 0;
            }
        }
        return density;
    }

    /** The tiles that hold images, square by square; in each square those with most images first. */
    Stream<TileId> tilesOf(List<DenseSquare> squares) {
        Comparator<TileId> order = Comparator.<TileId>comparingInt(tile -> images.getOrDefault(tile, 0))
                .reversed()
                .thenComparing(Comparator.naturalOrder());
        Set<TileId> filled = images.keySet();
        return squares.stream()
                .flatMap(square ->
                        square.quarters().stream().filter(filled::contains).sorted(order));
    }
}
