package io.github.gtmapillary.sandbox.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields that a request asks for, in its order.
 *
 * @param fields by name, each with its nested selection: {@code a,b.c} selects a without and b with the field c; unmodifiable
 */
record FieldSelection(Map<String, FieldSelection> fields) {

    static final FieldSelection NONE = parse("");

    /** Reads a list such as {@code id,detections.value,detections.geometry}. */
    static FieldSelection parse(String list) {
        FieldSelection all = new FieldSelection(new LinkedHashMap<>());
        for (String path : list.split(",", -1)) {
            FieldSelection level = all;
            for (String name : path.strip().split("\\.", -1)) {
                if (!path.isBlank()) {
                    level = level.fields.computeIfAbsent(name, key -> new FieldSelection(new LinkedHashMap<>()));
                }
            }
        }
        return all;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    FieldSelection orElse(FieldSelection other) {
        return isEmpty() ? other : this;
    }
}
