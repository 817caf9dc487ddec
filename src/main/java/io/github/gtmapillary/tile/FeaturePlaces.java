package io.github.gtmapillary.tile;

import org.jspecify.annotations.Nullable;

/** Where the geometries of a layer's features are: pixels of points, or offsets of lines in the tile's bytes. */
final class FeaturePlaces {
    /** Pixels of larger tiles do not fit in 15 bits. */
    static final int MOST_EXTENT = 1 << 15;

    private static final char MOST_PIXEL = 0x7fff;

    /** By feature: of points, the pixel's column; of others, or with the highest bit set, what {@link #of} returns. */
    private final char @Nullable [] columns;

    private final char @Nullable [] rows;
    private final int @Nullable [] offsets;

    private FeaturePlaces(char @Nullable [] columns, char @Nullable [] rows, int @Nullable [] offsets) {
        this.columns = columns;
        this.rows = rows;
        this.offsets = offsets;
    }

    /** @param places a pixel each, packed by {@link #pixel}, or a negative number above -32768 */
    static FeaturePlaces ofPoints(int[] places) {
        char[] columns = new char[places.length];
        char[] rows = new char[places.length];
        for (int i = 0; i < places.length; i++) {
            columns[i] = (char) (places[i] < 0 ? places[i] : column(places[i]));
            rows[i] = (char) (places[i] < 0 ? 0 : row(places[i]));
        }
        return new FeaturePlaces(columns, rows, null);
    }

    /** @param places an offset each, or a negative number */
    static FeaturePlaces ofLines(int[] places) {
        return new FeaturePlaces(null, null, places);
    }

    int count() {
        return columns != null ? columns.length : offsets == null ? 0 : offsets.length;
    }

    int of(int feature) {
        if (columns != null && rows != null) {
            char column = columns[feature];
            return column > MOST_PIXEL ? (short) column : pixel(column, rows[feature]);
        }
        return offsets == null ? LayerColumns.HIDDEN : offsets[feature];
    }

    /** Packs a pixel of a tile with an extent of at most {@link #MOST_EXTENT}. */
    static int pixel(int column, int row) {
        return row << 15 | column;
    }

    static int column(int pixel) {
        return pixel & MOST_PIXEL;
    }

    static int row(int pixel) {
        return pixel >>> 15;
    }

    /** In bytes. */
    int size() {
        return 2 * (columns == null ? 0 : columns.length)
                + 2 * (rows == null ? 0 : rows.length)
                + 4 * (offsets == null ? 0 : offsets.length);
    }
}
