package io.github.gtmapillary.tile;

/** Steps through unsigned varints of at most 28 bits, which is all that encoders write in tags and in geometries near their tile. */
final class PackedIntegers {
    /** What {@link #next} returns for a number that is cut off, or longer. */
    static final int NONE = -1;

    private static final int MOST_BYTES = 4;

    private final byte[] bytes;
    private int at;
    private int end;

    PackedIntegers(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes to a part of the bytes. */
    void goTo(int from, int to) {
        at = from;
        end = to;
    }

    boolean hasNext() {
        return at < end;
    }

    /** Where the next number begins. */
    int position() {
        return at;
    }

    /** Reads a number; {@link #NONE} if there is none that is plain, after which the position means nothing. */
    int next() {
        int number = 0;
        for (int i = 0; i < MOST_BYTES && at < end; i++) {
            byte next = bytes[at++];
            number |= (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return number;
            }
        }
        return NONE;
    }

    /** Passes over some bytes; false if there are not as many. */
    boolean skip(int count) {
        at += count;
        return at <= end;
    }

    /**
     * Counts the numbers of the part, without moving.
     *
     * @return {@link #NONE} if one of them is cut off or not plain
     */
    int count() {
        int from = at;
        int count = 0;
        while (at < end) {
            if (next() == NONE) {
                at = from;
                return NONE;
            }
            count++;
        }
        at = from;
        return count;
    }
}
