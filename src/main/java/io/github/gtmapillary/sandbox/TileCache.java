package io.github.gtmapillary.sandbox;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps the tiles used last, up to a number of bytes. Safe for use by several threads. */
final class TileCache {

    /** What an entry costs beside its bytes, so that empty tiles are bounded too. */
    private static final int ENTRY_BYTES = 128;

    private final long maxBytes;
    private final Map<Key, byte[]> tiles = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    TileCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** The tile from the cache, else as encoded now. Two threads may encode the same tile: both get the same bytes. */
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
