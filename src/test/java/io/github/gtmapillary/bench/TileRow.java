package io.github.gtmapillary.bench;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * A data store before the row of tiles of {@link MadeTiles}.
 *
 * @param imagesOfTile how many images each tile has
 */
record TileRow(MapillaryDataStore store, int imagesOfTile) implements AutoCloseable {

    static TileRow open(String url, int imagesOfTile, Map<String, ?> parameters) throws IOException {
        Map<String, Object> all = new HashMap<>(SandboxStore.parametersFor(url));
        all.put("max_tiles", 2000);
        all.putAll(parameters);
        return new TileRow(SandboxStore.find(all), imagesOfTile);
    }

    /** Reads all attributes of the images of some tiles. */
    void read(int tiles) throws IOException {
        read(tiles, read -> {});
    }

    /**
     * Reads all attributes of the images of some tiles.
     *
     * @param listener is told after each image how many were read
     */
    void read(int tiles, IntConsumer listener) throws IOException {
        Query query = SandboxStore.query("images", BenchTile.box(tiles, 1));
        int count = 0;
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                if (reader.next().getAttributes().isEmpty()) {
                    throw new AssertionError("an image without attributes");
                }
                listener.accept(++count);
            }
        }
        if (count != tiles * imagesOfTile) {
            throw new AssertionError(count + " images of " + tiles + " tiles in place of " + tiles * imagesOfTile);
        }
    }

    @Override
    public void close() {
        store.dispose();
    }
}
