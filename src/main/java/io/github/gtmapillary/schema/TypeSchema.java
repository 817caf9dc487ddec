package io.github.gtmapillary.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A feature type: its name, its geometry and attributes in schema order, and the tiles it comes from.
 *
 * @param name the type name, also the prefix of its feature ids
 * @param description one line for people
 * @param geometry what the attribute {@value #GEOMETRY} holds
 * @param attributes all attributes but the geometry
 * @param layer the tile layer that holds it
 * @param tileSet the tile set for original positions
 */
public record TypeSchema(
        String name,
        String description,
        GeometryKind geometry,
        List<Attribute> attributes,
        TileLayer layer,
        TileSet tileSet) {

    /** The name of the geometry attribute of every type, first in schema order. */
    public static final String GEOMETRY = "geometry";

    public TypeSchema {
        attributes = List.copyOf(attributes);
    }

    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    /** Where an attribute stands among {@link #attributes()}. */
    public int indexOf(String attributeName) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attributeName)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no attribute " + attributeName);
    }

    /** The attribute names with the geometry, for messages. */
    public String attributeNames() {
        return attributes.stream().map(Attribute::name).collect(Collectors.joining(", ", GEOMETRY + ", ", ""));
    }

    /** The tile set to ask: only coverage tiles come in two positions. */
    public TileSet tileSet(Positions positions) {
        return tileSet == TileSet.COVERAGE && positions == Positions.COMPUTED ? TileSet.COMPUTED_COVERAGE : tileSet;
    }
}
