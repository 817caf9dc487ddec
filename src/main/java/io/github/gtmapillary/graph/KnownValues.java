package io.github.gtmapillary.graph;

import java.util.Map;

/**
 * What is known of entities before an answer tells: the values that they were asked for by. They are filled in where the answer leaves
 * them out, or a filter that names them would take the entity for another.
 */
@FunctionalInterface
public interface KnownValues {

    /** Nothing is known. */
    KnownValues NONE = entityId -> Map.of();

    /** The values known of an entity, by attribute. */
    Map<String, String> of(String entityId);

    /** The same values for all entities of an answer, by attribute. */
    static KnownValues ofAll(Map<String, String> values) {
        Map<String, String> known = Map.copyOf(values);
        return entityId -> known;
    }

    /**
     * One attribute, which differs from entity to entity.
     *
     * @param values by the entity's id
     */
    static KnownValues ofEach(String attribute, Map<String, String> values) {
        return entityId -> {
            String value = values.get(entityId);
            return value == null ? Map.of() : Map.of(attribute, value);
        };
    }
}
