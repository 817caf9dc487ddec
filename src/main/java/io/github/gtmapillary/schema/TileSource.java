package io.github.gtmapillary.schema;

/**
 * The tiles that hold a feature type.
 *
 * @param layer the layer inside them
 * @param tileSet the set for original positions
 * @param sample whether they hold but a sample of the type's features
 * @param besideLines whether the tiles also hold the lines of sequences. These lead from tile to tile, and so tell of tiles that came
 *     empty by mistake.
 */
public record TileSource(TileLayer layer, TileSet tileSet, boolean sample, boolean besideLines) {

    /** Tiles that hold every feature of the type. */
    public TileSource(TileLayer layer, TileSet tileSet) {
        this(layer, tileSet, false, false);
    }

    /** The same tiles for a type that they hold a sample of. */
    TileSource asSample() {
        return new TileSource(layer, tileSet, true, besideLines);
    }

    /** The same tiles, which hold lines of sequences too. */
    TileSource withLinesBeside() {
        return new TileSource(layer, tileSet, sample, true);
    }
}
