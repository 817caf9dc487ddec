/**
 * Facts about Mapillary's data: the feature types with their attributes, the tiles that hold each type, the entities of the
 * Graph API behind it, and the limits of the API.
 *
 * <p>A new type is added here alone: a {@link io.github.gtmapillary.schema.TypeSchema} among
 * {@link io.github.gtmapillary.schema.MapillaryTypes}, with a {@link io.github.gtmapillary.schema.TileSource} if tiles hold it and an
 * {@link io.github.gtmapillary.schema.EntitySource} if the Graph API knows its features by id. No other package compares types
 * with constants: each difference between types is a component of these records.
 *
 * <p>May import {@code failure}, {@code model} and JTS.
 */
@NullMarked
package io.github.gtmapillary.schema;

import org.jspecify.annotations.NullMarked;
