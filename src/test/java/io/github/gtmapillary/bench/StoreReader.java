package io.github.gtmapillary.bench;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/** A data store before a local server that has a few tiles. */
final class StoreReader implements TileReader {
    private final FakeTileServer server;
    private final TemporaryFolder cache;
    private final MapillaryDataStore store;

    private StoreReader(FakeTileServer server, TemporaryFolder cache, MapillaryDataStore store) {
        this.server = server;
        this.cache = cache;
        this.store = store;
    }

    /** Keeps tiles in memory, nothing on disk. */
    static StoreReader withMemoryCache(BenchTile tile) throws IOException {
        return open(tile, 1, Map.of("memory_cache_mb", 256));
    }

    /** Keeps tiles on disk as they came, and nothing in memory. */
    static StoreReader withDiskCache(BenchTile tile) throws IOException {
        return open(tile, 1, Map.of("cache_size_mb", 64));
    }

    /**
     * Opens a store.
     *
     * @param tile the server's tile at each place
     * @param side how many tiles it has in each direction, from the place of {@link BenchTile} on
     * @param parameters connection parameters besides those that lead to the server
     */
    static StoreReader open(BenchTile tile, int side, Map<String, ?> parameters) throws IOException {
        FakeTileServer server = new FakeTileServer();
        for (int column = 0; column < side; column++) {
            for (int row = 0; row < side; row++) {
                server.give(BenchTile.path(BenchTile.X + column, BenchTile.Y + row), Answer.tile(tile.bytes()));
            }
        }
        TemporaryFolder cache = TemporaryFolder.create();
        Map<String, Object> all = new HashMap<>(SandboxStore.parametersFor(server.url()));
        all.put("cache_dir", cache.path().toString());
        all.putAll(parameters);
        return new StoreReader(server, cache, SandboxStore.find(all));
    }

    MapillaryDataStore store() {
        return store;
    }

    /** How many requests came to the server. */
    int requests() {
        return server.requests().size();
    }

    @Override
    public void read(Query query, Consumer<SimpleFeature> features) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                features.accept(reader.next());
            }
        }
    }

    @Override
    public int count(Query query) throws IOException {
        return store.getFeatureSource(query.getTypeName()).getCount(query);
    }

    @Override
    public void close() {
        store.dispose();
        server.close();
        cache.close();
    }
}
