package io.github.gtmapillary.bench;

import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/** Queries on the tile of the benchmarks, made from what is in it. */
final class TileQueries {
    private static final int IN_SMALL_BOX = 12;

    /** All images with all attributes. */
    final Query images = SandboxStore.query("images", BenchTile.BOX);

    /** All sequences with all attributes. */
    final Query sequences = SandboxStore.query("sequences", BenchTile.BOX);

    /** Images as a map asks for them. */
    final Query map = SandboxStore.query("images", BenchTile.BOX);

    final Query panoramas = SandboxStore.query("images", BenchTile.BOX + " AND is_pano = true");
    final Query largestSequence;
    final Query smallBox;

    /**
     * Finds the sequence with the most images, and a small box.
     *
     * @param naive reads the tile
     */
    TileQueries(TileReader naive) throws IOException {
        map.setPropertyNames("geometry", "compass_angle");
        Map<Object, Integer> counts = new HashMap<>();
        List<Coordinate> places = new ArrayList<>();
        naive.read(images, image -> {
            counts.merge(image.getAttribute("sequence_id"), 1, Integer::sum);
            places.add(place(image));
        });
        Object largest = counts.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
        this.largestSequence = SandboxStore.query("images", BenchTile.BOX + " AND sequence_id = '" + largest + "'");
        Envelope box = boxOf(places, IN_SMALL_BOX);
        this.smallBox = SandboxStore.query(
                "images",
                "BBOX(geometry, " + box.getMinX() + ", " + box.getMinY() + ", " + box.getMaxX() + ", " + box.getMaxY()
                        + ")");
    }

    private static Coordinate place(SimpleFeature image) {
        return ((Geometry) image.getDefaultGeometry()).getCoordinate();
    }

    /** The first box around one of the places that holds this number of them. Several images may be at one place. */
    private static Envelope boxOf(List<Coordinate> places, int count) {
        for (Coordinate middle : places.subList(places.size() / 2, places.size())) {
            List<Coordinate> nearest = places.stream()
                    .sorted(Comparator.comparingDouble(middle::distance))
                    .limit(count)
                    .toList();
            Envelope box = new Envelope();
            nearest.forEach(box::expandToInclude);
            if (places.stream().filter(box::contains).count() == count) {
                return box;
            }
        }
        throw new IllegalStateException("no box holds " + count + " images");
    }
}
