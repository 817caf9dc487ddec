package io.github.gtmapillary.schema;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;

/** The geometries that feature types have. */
public enum GeometryKind {
    POINT(Point.class),
    LINES(MultiLineString.class),
    /** No geometry at all. */
    NONE(Geometry.class);

    private final Class<? extends Geometry> binding;

    GeometryKind(Class<? extends Geometry> binding) {
        this.binding = binding;
    }

    public Class<? extends Geometry> binding() {
        return binding;
    }
}
