package io.github.gtmapillary.schema;

import java.util.List;
import java.util.Map;

/**
 * The tiles that hold the ids of all entities of a type.
 *
 * @param types the types whose tiles these are
 * @param names the attributes of the entities that the tiles have too, with their names there. Only attributes that have the same
 *     value in both places are listed.
 */
public record IdTiles(List<TypeSchema> types, Map<String, String> names) {
    public IdTiles {
        types = List.copyOf(types);
        names = Map.copyOf(names);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("ids are in the tiles of at least one type");
        }
    }
}
