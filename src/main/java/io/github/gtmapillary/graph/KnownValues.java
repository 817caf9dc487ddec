package io.github.gtmapillary.graph;

import java.util.Map;

/**
 * Values of entities that are known from the request. They are filled in where an answer leaves them out, because a filter that names them
 * would otherwise reject the entity.
 */
@FunctionalInterface
public interface KnownValues {

    /** No known values. */
    KnownValues NONE = entityId -> Map.of();

    /** The values known of an entity, by attribute. */
    Map<String, String> of(String entityId);

    /** The same values for all entities of an answer, by attribute. */
    static KnownValues ofAll(Map<String, String> values) {
        Map<String, String> known = Map.copyOf(values);
        return entityId -> known;
    }

    /**
     * One attribute, whose value differs from entity to entity.
     *
     * @param values values by the entity's id
     */
    static KnownValues ofEach(String attribute, Map<String, String> values) {
        return entityId -> {
            String value = values.get(entityId);
            return value == null ? Map.of() : Map.of(attribute, value);
        };
    }
}
