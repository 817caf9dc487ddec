package io.github.gtmapillary.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The feature types of a store.
 *
 * @param types in the order in which they are listed to users
 */
public record TypeCatalog(List<TypeSchema> types) {
    public TypeCatalog {
        types = List.copyOf(types);
    }

    /** The type of a name, empty when there is none. */
    public Optional<TypeSchema> named(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type names, for messages. */
    public String names() {
        return types.stream().map(TypeSchema::name).collect(Collectors.joining(", "));
    }
}
