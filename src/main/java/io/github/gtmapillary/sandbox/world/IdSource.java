package io.github.gtmapillary.sandbox.world;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** Generates ids like those of the service, unique over all entity types. */
final class IdSource {

    private static final long SMALLEST = 100_000_000_000_000L;
    private static final long USUAL_LIMIT = 8_300_000_000_000_000L;
    private static final long EXACT_DOUBLES = 1L << 53;
    private static final double LARGE_SHARE = 0.01;

    private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String LEGACY = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final double LEGACY_SHARE = 0.15;
    private static final int SEQUENCE_ID_LENGTH = 22;

    private final SplittableRandom random;
    private final Set<Object> given = new HashSet<>();

    IdSource(SplittableRandom random) {
        this.random = random;
    }

    /** Returns a new id of at least 10^14. One in a hundred lies between 2^53 and the limit, where a double is not exact. */
    long next(long limit) {
        long id;
        do {
            // odd, because doubles just above 2^53 represent every even number and would hide a loss
            id = random.nextDouble() < LARGE_SHARE
                    ? random.nextLong(EXACT_DOUBLES, limit) | 1
                    : random.nextLong(SMALLEST, USUAL_LIMIT);
        } while (!given.add(id));
        return id;
    }

    /** Returns a new sequence id. Some have the older form. */
    String nextSequenceId() {
        String alphabet = random.nextDouble() < LEGACY_SHARE ? LEGACY : BASE_36;
        StringBuilder id = new StringBuilder(SEQUENCE_ID_LENGTH);
        do {
            id.setLength(0);
            for (int i = 0; i < SEQUENCE_ID_LENGTH; i++) {
                id.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        } while (!given.add(id.toString()));
        return id.toString();
    }
}
