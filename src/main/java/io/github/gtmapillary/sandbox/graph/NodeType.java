package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.exchange.GraphJson;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An entity type of the Graph API: its fields and how they are written. The id is always written. A missing value is left out
 * and never written as null.
 */
final class NodeType<E> {

    private static final String ID = "id";

    private final String name;
    private final ToLongFunction<E> id;
    private final Map<String, Field<E>> fields = new HashMap<>();
    private final Set<String> needGeometry = new HashSet<>();

    /** @param name as in error messages */
    NodeType(String name, ToLongFunction<E> id) {
        this.name = name;
        this.id = id;
        value(ID, entity -> Long.toString(id.applyAsLong(entity)));
    }

    /** Adds a field with a value that {@link GraphJson} can write. */
    NodeType<E> value(String field, Value<E, Object> value) {
        fields.put(field, new ValueField<>(field, name, value));
        return this;
    }

    /** Adds a field that fails without {@code geometry} in the same request, a bug of the service. */
    NodeType<E> valueNeedingGeometry(String field, Value<E, Object> value) {
        needGeometry.add(field);
        return value(field, value);
    }

    /** Adds a field that holds another node. */
    <T> NodeType<E> node(String field, Supplier<NodeType<T>> type, String usualFields, Value<E, T> node) {
        fields.put(field, new NodeField<>(type, FieldSelection.parse(usualFields), node));
        return this;
    }

    /** Adds a field that holds a list of nodes. It is an edge too. */
    <T> NodeType<E> nodes(String field, Supplier<NodeType<T>> type, String usualFields, Function<E, List<T>> nodes) {
        fields.put(field, new EdgeField<>(type, FieldSelection.parse(usualFields), nodes));
        return this;
    }

    /** Refuses unknown fields before any lookup. */
    void check(FieldSelection selection) {
        selection.fields().forEach((field, below) -> field(field).check(below));
        if (!selection.has("geometry") && needGeometry.stream().anyMatch(selection::has)) {
            throw new GraphException(ErrorAnswer.UNKNOWN_ERROR);
        }
    }

    /** Writes the selected fields in their order. The caller must have checked them. */
    void write(JsonGenerator json, E entity, FieldSelection selection) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, FieldSelection> selected : selection.fields().entrySet()) {
            field(selected.getKey()).write(json, selected.getKey(), entity, selected.getValue());
        }
        if (!selection.has(ID)) {
            json.writeStringField(ID, Long.toString(id.applyAsLong(entity)));
        }
        json.writeEndObject();
    }

    /** Writes the member {@code "data":[…]} of the current object. */
    void writeData(JsonGenerator json, List<E> entities, FieldSelection selection) throws IOException {
        json.writeArrayFieldStart("data");
        for (E entity : entities) {
            write(json, entity, selection);
        }
        json.writeEndArray();
    }

    /** Writes the nodes of an edge such as {@code /{id}/detections}. */
    void writeEdge(JsonGenerator json, E entity, String edge, FieldSelection selection) throws IOException {
        if (!(field(edge) instanceof EdgeField<E, ?> field)) {
            throw new GraphException(ErrorAnswer.unknownField(edge, name));
        }
        field.check(selection);
        field.writeNodes(json, entity, selection);
    }

    private Field<E> field(String field) {
        Field<E> found = fields.get(field);
        if (found == null) {
            throw new GraphException(ErrorAnswer.unknownField(field, name));
        }
        return found;
    }

    /** Reads a value from an entity; null if the entity has none. */
    @FunctionalInterface
    interface Value<E, T> {
        @Nullable T of(E entity);
    }

    private interface Field<E> {

        void check(FieldSelection below);

        void write(JsonGenerator json, String field, E entity, FieldSelection below) throws IOException;
    }

    private record ValueField<E>(String field, String nodeType, Value<E, Object> value) implements Field<E> {

        @Override
        public void check(FieldSelection below) {
            if (!below.isEmpty()) {
                String first = below.fields().keySet().iterator().next();
                throw new GraphException(ErrorAnswer.unknownField(field + "." + first, nodeType));
            }
        }

        @Override
        public void write(JsonGenerator json, String name, E entity, FieldSelection below) throws IOException {
            Object found = value.of(entity);
            if (found != null) {
                json.writeFieldName(name);
                GraphJson.write(json, found);
            }
        }
    }

    private record NodeField<E, T>(Supplier<NodeType<T>> type, FieldSelection usual, Value<E, T> node)
            implements Field<E> {

        @Override
        public void check(FieldSelection below) {
            type.get().check(below);
        }

        @Override
        public void write(JsonGenerator json, String name, E entity, FieldSelection below) throws IOException {
            T found = node.of(entity);
            if (found != null) {
                json.writeFieldName(name);
                type.get().write(json, found, below.orElse(usual));
            }
        }
    }

    private record EdgeField<E, T>(Supplier<NodeType<T>> type, FieldSelection usual, Function<E, List<T>> nodes)
            implements Field<E> {

        @Override
        public void check(FieldSelection below) {
            type.get().check(below);
        }

        /** Leaves out an empty edge, like every missing value. */
        @Override
        public void write(JsonGenerator json, String name, E entity, FieldSelection below) throws IOException {
            if (!nodes.apply(entity).isEmpty()) {
                json.writeFieldName(name);
                writeNodes(json, entity, below.orElse(usual));
            }
        }

        void writeNodes(JsonGenerator json, E entity, FieldSelection selection) throws IOException {
            json.writeStartObject();
            type.get().writeData(json, nodes.apply(entity), selection);
            json.writeEndObject();
        }
    }
}
