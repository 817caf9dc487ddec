package io.github.gtmapillary.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * A part of the world that features are looked for in: a union of geometries in longitude and latitude (degrees, x east, y north,
 * longitudes within ±180), or everything.
 *
 * @param unbounded whether it is the whole world
 * @param parts the geometries, empty for nowhere and when unbounded; none of them empty or a collection
 */
public record Region(boolean unbounded, List<Geometry> parts) {

    /** The whole world. */
    public static final Region EVERYWHERE = new Region(true, List.of());
    /** What nothing lies in. */
    public static final Region NOWHERE = new Region(false, List.of());

    /** Parts multiply where unions are intersected again and again. */
    private static final int MOST_PARTS = 100_000;

    /** @throws IllegalArgumentException if there are parts of the whole world */
    public Region {
        parts = List.copyOf(parts);
        if (unbounded && !parts.isEmpty()) {
            throw new IllegalArgumentException("an unbounded region has no parts");
        }
    }

    /** What a geometry covers; collections are taken apart, empty geometries left out. */
    public static Region of(Geometry geometry) {
        List<Geometry> parts = new ArrayList<>();
        collectSimple(geometry, parts);
        return new Region(false, parts);
    }

    private static void collectSimple(Geometry geometry, Collection<Geometry> into) {
        if (geometry instanceof GeometryCollection collection) {
            for (int i = 0; i < collection.getNumGeometries(); i++) {
                collectSimple(collection.getGeometryN(i), into);
            }
        } else if (!geometry.isEmpty()) {
            into.add(geometry);
        }
    }

    /** Whether nothing lies in it. */
    public boolean isNowhere() {
        return !unbounded && parts.isEmpty();
    }

    /** What lies in either. */
    public Region union(Region other) {
        return union(List.of(this, other));
    }

    /** What lies in any of the regions. */
    public static Region union(Collection<Region> regions) {
        if (regions.stream().anyMatch(Region::unbounded)) {
            return EVERYWHERE;
        }
        return new Region(
                false,
                regions.stream()
                        .flatMap(region -> region.parts.stream())
                        .distinct()
                        .toList());
    }

    /**
     * What both have in common, shared edges and corners included; more than that where a polygon crosses itself or where it would
     * be in more than 100,000 parts, but never less.
     */
    public Region intersection(Region other) {
        if (unbounded) {
            return other;
        }
        if (other.unbounded) {
            return this;
        }
        Set<Geometry> common = new LinkedHashSet<>();
        for (Geometry mine : parts) {
            for (Geometry theirs : other.parts) {
                if (mine.getEnvelopeInternal().intersects(theirs.getEnvelopeInternal())) {
                    collectSimple(overlap(mine, theirs), common);
                }
            }
            if (common.size() > MOST_PARTS) {
                return parts.size() < other.parts.size() ? this : other;
            }
        }
        return new Region(false, List.copyOf(common));
    }

    private static Geometry overlap(Geometry a, Geometry b) {
        if (a.isRectangle() && b.isRectangle()) {
            Envelope shared = a.getEnvelopeInternal().intersection(b.getEnvelopeInternal());
            return a.getFactory().toGeometry(shared);
        }
        try {
            return OverlayNGRobust.overlay(a, b, OverlayNG.INTERSECTION);
        } catch (TopologyException e) {
            // a polygon that crosses itself has no overlay; what both have in common lies in either
            return a.getEnvelopeInternal().getArea() < b.getEnvelopeInternal().getArea() ? a : b;
        }
    }

    /** Whether every place of the other region lies in one part of this one. */
    public boolean covers(Region other) {
        if (unbounded || other.unbounded) {
            return unbounded;
        }
        return other.parts.stream().allMatch(theirs -> parts.stream().anyMatch(mine -> mine.covers(theirs)));
    }

    /** Whether a geometry has a point in it. */
    public boolean touches(Geometry geometry) {
        return unbounded || parts.stream().anyMatch(part -> part.intersects(geometry));
    }

    /** The smallest box around it; the null envelope when it is nowhere. */
    public Envelope envelope() {
        if (unbounded) {
            return Bbox.WORLD.toEnvelope();
        }
        Envelope envelope = new Envelope();
        parts.forEach(part -> envelope.expandToInclude(part.getEnvelopeInternal()));
        return envelope;
    }
}
