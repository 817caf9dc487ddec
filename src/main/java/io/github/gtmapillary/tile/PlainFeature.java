package io.github.gtmapillary.tile;

/**
 * A feature of the shape that encoders write: each field at most once, tags and geometry packed. It is read straight from the bytes.
 *
 * <p>The generated classes read features of any other shape, sound or damaged. {@link #read} accepts a feature only if they read it to
 * the same result.
 */
final class PlainFeature {
    private static final int ID = 0x08;
    private static final int TAGS = 0x12;
    private static final int TYPE = 0x18;
    private static final int GEOMETRY = 0x22;
    private static final int MOST_BYTES_OF_ID = 9;
    private static final int MOST_TYPE = 3;

    private final byte[] bytes;
    private final PackedIntegers fields;
    private int tagsAt;
    private int tagsEnd;
    private int type;
    private int geometryLengthAt;
    private int geometryAt;
    private int geometryEnd;

    PlainFeature(byte[] bytes) {
        this.bytes = bytes;
        this.fields = new PackedIntegers(bytes);
    }

    /** Reads a feature; false if it has another shape. Tags and geometry are not looked into. */
    boolean read(int from, int length) {
        tagsAt = -1;
        type = -1;
        geometryAt = -1;
        boolean hasId = false;
        fields.goTo(from, from + length);
        while (fields.hasNext()) {
            boolean plain;
            switch (bytes[fields.position()]) {
                case ID -> {
                    plain = !hasId && fields.skip(1) && skipId(from + length);
                    hasId = true;
                }
                case TAGS -> plain = tagsAt < 0 && fields.skip(1) && readTags();
                case TYPE -> plain = type < 0 && fields.skip(1) && readType();
                case GEOMETRY -> plain = geometryAt < 0 && fields.skip(1) && readGeometry();
                default -> plain = false;
            }
            if (!plain) {
                return false;
            }
        }
        if (tagsAt < 0) {
            tagsAt = tagsEnd = 0;
        }
        if (geometryAt < 0) {
            geometryAt = geometryEnd = 0;
        }
        type = Math.max(type, 0);
        return true;
    }

    private boolean skipId(int end) {
        int at = fields.position();
        for (int i = 0; i < MOST_BYTES_OF_ID && at + i < end; i++) {
            if (bytes[at + i] >= 0) {
                return fields.skip(i + 1);
            }
        }
        return false;
    }

    private boolean readTags() {
        int length = fields.next();
        tagsAt = fields.position();
        tagsEnd = tagsAt + length;
        return length != PackedIntegers.NONE && fields.skip(length);
    }

    private boolean readType() {
        type = fields.next();
        return type >= 0 && type <= MOST_TYPE;
    }

    private boolean readGeometry() {
        geometryLengthAt = fields.position();
        int length = fields.next();
        geometryAt = fields.position();
        geometryEnd = geometryAt + length;
        return length != PackedIntegers.NONE && fields.skip(length);
    }

    int tagsAt() {
        return tagsAt;
    }

    int tagsEnd() {
        return tagsEnd;
    }

    /** The number of a {@code GeomType}. */
    int type() {
        return type;
    }

    /** Where the length of the geometry begins. */
    int geometryLengthAt() {
        return geometryLengthAt;
    }

    int geometryAt() {
        return geometryAt;
    }

    int geometryEnd() {
        return geometryEnd;
    }
}
