package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TouchedTiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;

/** A web map that is zoomed into a city and moved around in it, with as many simultaneous tiles as a browser requests. */
@Timeout(300)
class MapLoadTest {
    private static final Envelope CITY = new Envelope(12.962, 13.013, 55.588, 55.612);
    private static final int REQUESTS = 256;
    private static final int AT_ONCE = 16;

    /** A layer on a tile of the map. */
    private record Request(String layer, int zoom, DrawnMap tile) {

        Query query() {
            return layer.equals("sequences")
                    ? tile.query(layer, "geometry", "captured_at")
                    : tile.withScreenMap(tile.query(layer, "geometry", "id"));
        }

        /** The tiles of Mapillary that it can't do without, as the sandbox logs them. */
        Set<String> needed() {
            String tileSet = switch (layer) {
                case "points" -> "mly_map_feature_point";
                case "traffic_signs" -> "mly_map_feature_traffic_sign";
                default -> "mly1_public";
            };
            Set<String> needed = new TreeSet<>();
            for (String tileOfMapillary : TouchedTiles.of(tile.searched(), zoomNeeded())) {
                needed.add("/maps/vtp/" + tileSet + "/2/" + tileOfMapillary);
            }
            return needed;
        }

        private int zoomNeeded() {
            return switch (layer) {
                // a point for a pixel or so
                case "overview" -> zoom;
                // the coarsest whose pixels, 4096 to a tile, are below 0.8 of the map's, 256 to a tile
                case "sequences" -> Math.max(6, zoom - 3);
                default -> 14;
            };
        }
    }

    /** As the layer group draws them. */
    private static List<String> layers(int zoom) {
        if (zoom < 6) {
            return List.of("overview");
        }
        if (zoom < 14) {
            return List.of("sequences");
        }
        return zoom < 15 ? List.of("images") : List.of("images", "points", "traffic_signs");
    }

    private static List<Request> zoomingIn() {
        List<Request> requests = new ArrayList<>();
        for (int zoom = 2; requests.size() < REQUESTS; zoom++) {
            for (String tile : TouchedTiles.of(CITY, zoom)) {
                String[] place = tile.split("/", 3);
                int column = Integer.parseInt(place[1]);
                int row = Integer.parseInt(place[2]);
                for (String layer : layers(zoom)) {
                    requests.add(new Request(layer, zoom, DrawnMap.webTile(zoom, column, row)));
                }
            }
        }
        return requests.subList(0, REQUESTS);
    }

    @Test
    void eachTileIsFetchedOnceAndNoneBeyondTheNeed(@TempDir Path folder) throws Exception {
        List<Request> requests = zoomingIn();
        Set<String> needed = new TreeSet<>();
        requests.forEach(request -> needed.addAll(request.needed()));
        // sizes as they are when nobody says anything
        Map<String, Object> caches =
                Map.of("cache_dir", folder.toString(), "cache_size_mb", 512, "memory_cache_mb", 64);
        try (SandboxStore sandbox = SandboxStore.open(caches)) {
            List<Integer> drawn = draw(sandbox, requests);

            assertThat(requests).extracting(Request::zoom).contains(2, 5, 6, 13, 14, 16);
            assertThat(drawn.stream().filter(features -> features > 0)).hasSizeGreaterThan(REQUESTS / 2);
            assertThat(sandbox.takeRequests()).containsExactlyInAnyOrderElementsOf(needed);

            assertThat(draw(sandbox, requests)).isEqualTo(drawn);
            assertThat(sandbox.takeRequests()).isEmpty();
        }
    }

    /** How many features each tile of the map shows. */
    private static List<Integer> draw(SandboxStore sandbox, List<Request> requests) throws Exception {
        ExecutorService browser = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Integer>> drawings = new ArrayList<>();
            requests.forEach(request -> drawings.add(() -> features(sandbox, request)));
            List<Integer> drawn = new ArrayList<>();
            for (Future<Integer> features : browser.invokeAll(drawings)) {
                drawn.add(features.get());
            }
            return drawn;
        } finally {
            browser.shutdownNow();
        }
    }

    private static int features(SandboxStore sandbox, Request request) throws IOException {
        return sandbox.read(request.query()).size();
    }
}
