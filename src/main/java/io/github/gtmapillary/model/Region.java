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
 * The part of the world in which a query looks for features: the union of some geometries, or the whole world. Geometries are in
 * WGS 84, in degrees, longitudes as x within ±180, latitudes as y.
 *
 * @param unbounded whether the region is the whole world
 * @param parts the geometries; empty if the region is unbounded or nowhere. No part is empty, and none is a collection.
 */
public record Region(boolean unbounded, List<Geometry> parts) {

    /** The whole world. */
    public static final Region EVERYWHERE = new Region(true, List.of());
    /** The empty region. */
    public static final Region NOWHERE = new Region(false, List.of());

    /** The limit on parts, which multiply where unions are intersected again and again. */
    private static final int MOST_PARTS = 100_000;

    /** @throws IllegalArgumentException if an unbounded region has parts */
    public Region {
        parts = List.copyOf(parts);
        if (unbounded && !parts.isEmpty()) {
            throw new IllegalArgumentException("an unbounded region has no parts");
        }
    }

    /**
     * Makes a region of a geometry.
     *
     * @param geometry longitudes and latitudes in degrees; a collection, which may hold empty geometries, becomes several parts
     * @return the region that the geometry covers
     */
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

    /**
     * Tells whether this region is empty.
     *
     * @return whether no place lies in it
     */
    public boolean isNowhere() {
        return !unbounded && parts.isEmpty();
    }

    /**
     * Joins this region with another one.
     *
     * @param other another region
     * @return the places that lie in at least one of the two
     */
    public Region union(Region other) {
        return union(List.of(this, other));
    }

    /**
     * Joins regions.
     *
     * @param regions any number of regions
     * @return the places that lie in at least one of them; {@link #NOWHERE} for no region
     */
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
     * Intersects this region with another one. The result includes edges and corners that the two share. It may be too large, but
     * never too small: it is too large where a polygon crosses itself, or where the true result has more than 100,000 parts.
     *
     * @param other another region
     * @return at least the places that lie in both
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
            // JTS cannot overlay a polygon that crosses itself; either of the two contains the intersection
            return a.getEnvelopeInternal().getArea() < b.getEnvelopeInternal().getArea() ? a : b;
        }
    }

    /**
     * Tells whether this region covers another one.
     *
     * @param other another region
     * @return whether each part of the other region lies in a single part of this one
     */
    public boolean covers(Region other) {
        if (unbounded || other.unbounded) {
            return unbounded;
        }
        return other.parts.stream().allMatch(theirs -> parts.stream().anyMatch(mine -> mine.covers(theirs)));
    }

    /**
     * Tells whether a geometry touches this region.
     *
     * @param geometry longitudes and latitudes in degrees
     * @return whether the two have a point in common
     */
    public boolean touches(Geometry geometry) {
        return unbounded || parts.stream().anyMatch(part -> part.intersects(geometry));
    }

    /**
     * Returns the smallest box around this region.
     *
     * @return degrees, longitudes as x, latitudes as y; the null (empty) envelope if the region is empty
     */
    public Envelope envelope() {
        if (unbounded) {
            return Bbox.WORLD.toEnvelope();
        }
        Envelope envelope = new Envelope();
        parts.forEach(part -> envelope.expandToInclude(part.getEnvelopeInternal()));
        return envelope;
    }
}
