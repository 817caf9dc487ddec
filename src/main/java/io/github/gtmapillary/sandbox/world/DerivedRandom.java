package io.github.gtmapillary.sandbox.world;

import java.util.SplittableRandom;

/**
 * Random generators seeded from an id alone. Values drawn from them need no storage, and drawing them changes no other value.
 */
final class DerivedRandom {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private DerivedRandom() {}

    static SplittableRandom of(long id) {
        return of(Long.toString(id));
    }

    /** Returns a generator whose seed is the FNV-1a hash of the id. */
    static SplittableRandom of(String id) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }
}
