package io.github.gtmapillary.schema;

import java.sql.Timestamp;
import org.locationtech.jts.geom.Point;

/** The kind of an attribute's values, and the Java class that carries them in features. */
public enum AttributeKind {
    /** An entity's id: up to 5.9e16, so text. */
    ID(String.class),
    TEXT(String.class),
    NUMBER(Double.class),
    /** A whole number, which rows carry as a double. */
    INTEGER(Integer.class),
    FLAG(Boolean.class),
    /** A point in time; 0 in a tile means unknown. */
    TIME(Timestamp.class),
    /** Any JSON value, as its JSON text. */
    JSON(String.class),
    /** The ids of other entities, separated by commas. */
    IDS(String.class),
    /** The outline of a detection in its image, as WKT. */
    SEGMENTATION(String.class),
    /** A position besides the geometry. */
    POSITION(Point.class);

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
