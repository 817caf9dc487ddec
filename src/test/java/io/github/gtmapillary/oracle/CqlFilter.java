package io.github.gtmapillary.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A filter in CQL together with what it means.
 *
 * @param cql as a user writes it
 * @param accepts the meaning, in plain Java
 * @param bound where accepted points can lie, null for everywhere
 * @param named every place that the text names
 * @param reach where accepted features can lie as far as some feature of a world has such attributes: a branch whose conditions
 *     exclude each other reaches nothing
 */
public record CqlFilter(
        String cql,
        Predicate<TrueFeature> accepts,
        @Nullable Geometry bound,
        List<Geometry> named,
        Function<List<TrueFeature>, Reach> reach)
        implements FilterGenerator.Operand<CqlFilter> {

    /**
     * Where features can lie.
     *
     * @param bound null for everywhere
     * @param named every place that decides
     */
    public record Reach(@Nullable Geometry bound, List<Geometry> named) {
        private static final Reach EVERYWHERE = new Reach(null, List.of());
        private static final Reach NOWHERE = new Reach(GEOMETRIES.createPolygon(), List.of());

        private Reach and(Reach other) {
            if (equals(NOWHERE) || other.equals(NOWHERE)) {
                return NOWHERE;
            }
            Geometry both = bound == null ? other.bound : other.bound == null ? bound : bound.intersection(other.bound);
            return new Reach(both, concat(named, other.named));
        }

        private Reach or(Reach other) {
            Geometry either = bound == null || other.bound == null ? null : bound.union(other.bound);
            return new Reach(either, concat(named, other.named));
        }
    }

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** A filter that accepts features of a place. */
    static CqlFilter in(String cql, Predicate<TrueFeature> accepts, Geometry shape) {
        Reach place = new Reach(shape, List.of(shape));
        return new CqlFilter(cql, accepts, shape, List.of(shape), all -> place);
    }

    /** A filter on attributes. */
    static CqlFilter onAttributes(String cql, Predicate<TrueFeature> accepts) {
        return new CqlFilter(cql, accepts, null, List.of(), ofAttributes(accepts));
    }

    private boolean isOnAttributes() {
        return bound == null && named.isEmpty();
    }

    private static Function<List<TrueFeature>, Reach> ofAttributes(Predicate<TrueFeature> accepts) {
        return all -> all.stream().anyMatch(accepts) ? Reach.EVERYWHERE : Reach.NOWHERE;
    }

    @Override
    public CqlFilter and(CqlFilter other) {
        Reach whole = new Reach(bound, named).and(new Reach(other.bound, other.named));
        Predicate<TrueFeature> both = accepts.and(other.accepts);
        return new CqlFilter(
                "(" + cql + ") AND (" + other.cql + ")",
                both,
                whole.bound,
                whole.named,
                isOnAttributes() && other.isOnAttributes()
                        ? ofAttributes(both)
                        : all -> reach.apply(all).and(other.reach.apply(all)));
    }

    @Override
    public CqlFilter or(CqlFilter other) {
        Reach whole = new Reach(bound, named).or(new Reach(other.bound, other.named));
        Predicate<TrueFeature> either = accepts.or(other.accepts);
        return new CqlFilter(
                "(" + cql + ") OR (" + other.cql + ")",
                either,
                whole.bound,
                whole.named,
                isOnAttributes() && other.isOnAttributes()
                        ? ofAttributes(either)
                        : all -> reach.apply(all).or(other.reach.apply(all)));
    }

    @Override
    public CqlFilter not() {
        Predicate<TrueFeature> others = accepts.negate();
        return new CqlFilter(
                "NOT (" + cql + ")",
                others,
                null,
                named,
                isOnAttributes() ? ofAttributes(others) : all -> new Reach(null, named));
    }

    private static List<Geometry> concat(List<Geometry> a, List<Geometry> b) {
        List<Geometry> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
