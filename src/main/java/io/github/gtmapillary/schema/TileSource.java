package io.github.gtmapillary.schema;

/**
 * The tiles that hold a feature type.
 *
 * @param layer the layer inside them
 * @param tileSet the set for original positions
 * @param sample whether they hold only a sample of the type's features
 * @param besideLines whether the tiles also hold the lines of sequences. A line leads from tile to tile, so it shows which tiles came empty
 * by mistake.
 */
public record TileSource(TileLayer layer, TileSet tileSet, boolean sample, boolean besideLines) {

    /** Tiles that hold every feature of the type. */
    public TileSource(TileLayer layer, TileSet tileSet) {
        this(layer, tileSet, false, false);
    }

    /** The same tiles for a type of which they hold a sample. */
    TileSource asSample() {
        return new TileSource(layer, tileSet, true, besideLines);
    }

    /** The same tiles, with lines of sequences. */
    TileSource withLinesBeside() {
        return new TileSource(layer, tileSet, sample, true);
    }
}
