package io.github.gtmapillary.schema;

import java.sql.Timestamp;
import org.locationtech.jts.geom.Point;

/** What an attribute holds, and as which Java class a feature carries it. */
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
    /** Whatever JSON says there, as JSON. */
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
