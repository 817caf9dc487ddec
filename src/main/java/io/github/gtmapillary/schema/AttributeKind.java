package io.github.gtmapillary.schema;

import java.sql.Timestamp;

/** What an attribute holds, and as which Java class a feature carries it. */
public enum AttributeKind {
    /** An entity's id: up to 5.9e16, so text. */
    ID(String.class),
    TEXT(String.class),
    NUMBER(Double.class),
    FLAG(Boolean.class),
    /** A point in time; 0 in a tile means unknown. */
    TIME(Timestamp.class);

    private final Class<?> binding;

    AttributeKind(Class<?> binding) {
        this.binding = binding;
    }

    public Class<?> binding() {
        return binding;
    }

    public boolean isText() {
        return binding == String.class;
    }
}
