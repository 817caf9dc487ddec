package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Caches the most recently used tiles up to a number of bytes. It is thread-safe. */
final class TileCache {

    /** The cost of an entry in addition to its bytes, so that the number of empty tiles is bounded too. */
    private static final int ENTRY_BYTES = 128;

    private final long maxBytes;
    private final Map<Key, byte[]> tiles = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    TileCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Returns the cached tile, or encodes and caches it. Two threads may both encode a tile; they get equal bytes. */
    byte[] get(TileSet set, TileCoord tile, Supplier<byte[]> encode) {
        Key key = new Key(set, tile);
        synchronized (tiles) {
            byte[] known = tiles.get(key);
            if (known != null) {
                return known;
            }
        }
        byte[] encoded = encode.get();
        synchronized (tiles) {
            if (tiles.putIfAbsent(key, encoded) == null) {
                bytes += encoded.length + ENTRY_BYTES;
                evict();
            }
        }
        return encoded;
    }

    private void evict() {
        Iterator<byte[]> oldest = tiles.values().iterator();
        while (bytes > maxBytes) {
            bytes -= oldest.next().length + ENTRY_BYTES;
            oldest.remove();
        }
    }

    private record Key(TileSet set, TileCoord tile) {}
}
