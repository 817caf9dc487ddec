package io.github.gtmapillary.sandbox;

import java.util.SplittableRandom;

/** Chance that depends on nothing but an id, so that what it decides need not be kept and does not change anything else. */
final class DerivedRandom {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private DerivedRandom() {}

    static SplittableRandom of(long id) {
        return of(Long.toString(id));
    }

    /** Always the same for the same id, by FNV-1a. */
    static SplittableRandom of(String id) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        return new SplittableRandom(hash);
    }
}
