package io.github.gtmapillary.schema;

/**
 * The tiles that hold a feature type.
 *
 * @param layer the layer inside them
 * @param tileSet the set for original positions
 */
public record TileSource(TileLayer layer, TileSet tileSet) {}
