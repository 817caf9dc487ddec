package io.github.gtmapillary.bench;

/**
 * Reads every number of a vector tile and keeps nothing: no decoder can be faster. Numbers of the fields are those of the specification
 * of vector tiles, version 2.1, chapter 4.
 */
final class Walk {
    private static final int LAYER = 3;
    private static final int FEATURE = 2;
    private static final int VALUE = 4;
    private static final int TAGS = 2;
    private static final int GEOMETRY = 4;

    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH = 2;

    private final byte[] bytes;
    private int at;
    private long sum;
    private int features;

    private Walk(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The result of a walk.
     *
     * @param features how many features all layers have
     * @param sum of all numbers, so that none can be left out
     */
    record Found(int features, long sum) {}

    static Found through(byte[] tile) {
        Walk walk = new Walk(tile);
        while (walk.at < tile.length) {
            int end = walk.field();
            if (walk.isIn(LAYER, end)) {
                walk.layer(end);
            }
            walk.at = end;
        }
        return new Found(walk.features, walk.sum);
    }

    private int number;

    private boolean isIn(int wanted, int end) {
        return number == wanted && end > at;
    }

    /** Reads the head of a field; returns where its content ends. A number is read at once. */
    private int field() {
        int head = (int) varint();
        number = head >>> 3;
        switch (head & 7) {
            case VARINT -> sum += varint();
            case EIGHT_BYTES -> at += Long.BYTES;
            case LENGTH -> {
                int length = (int) varint();
                return at + length;
            }
            default -> at += Integer.BYTES;
        }
        return at;
    }

    private void layer(int endOfLayer) {
        while (at < endOfLayer) {
            int end = field();
            if (isIn(FEATURE, end)) {
                features++;
                feature(end);
            } else if (isIn(VALUE, end)) {
                value(end);
            }
            at = end;
        }
    }

    private void feature(int endOfFeature) {
        while (at < endOfFeature) {
            int end = field();
            if (isIn(TAGS, end) || isIn(GEOMETRY, end)) {
                while (at < end) {
                    sum += varint();
                }
            }
            at = end;
        }
    }

    private void value(int endOfValue) {
        while (at < endOfValue) {
            at = field();
        }
    }

    private long varint() {
        long value = bytes[at++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7F;
        for (int shift = 7; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
