package io.github.gtmapillary.oracle;

import io.github.gtmapillary.oracle.FilterGenerator.Joints;
import io.github.gtmapillary.oracle.FilterGenerator.Operator;
import io.github.gtmapillary.oracle.FilterGenerator.Share;
import io.github.gtmapillary.oracle.FilterGenerator.Term;
import java.util.List;
import java.util.Random;

/** Draws filters in CQL on one feature type. */
public final class CqlFilters {
    /** The centres of the places where the made world has something; the last of them lies on the date line. */
    private static final double[][] PLACES = {
        {12.987, 55.600}, {12.975, 55.604}, {-79.537, 8.953}, {0, 0}, {18.95, 69.65}, {180, -16.8}
    };

    private static final Joints JOINTS =
            new Joints(new Share(1, 3), new Share(1, 5), List.of(Operator.AND, Operator.OR));

    private final AttributeTerms terms;
    private final FilterGenerator<CqlFilter> conditions;
    private final Random random;

    public CqlFilters(String typeName, Random random) {
        this.terms = new AttributeTerms(typeName);
        this.conditions = new FilterGenerator<>(random, terms.all(), JOINTS);
        this.random = random;
    }

    /** A filter that accepts features of one or two places only. */
    public CqlFilter bounded() {
        double[] place = PLACES[random.nextInt(PLACES.length)];
        Term<CqlFilter> here = PlaceTerms.near(place);
        Term<CqlFilter> there = chance -> PlaceTerms.near(chance.nextBoolean() ? place : PLACES[chance.nextInt(5)])
                .draw(chance);
        return conditions.bounded(here, there);
    }

    /** A filter on attributes alone. */
    public CqlFilter onAttributes(int depth) {
        return conditions.draw(depth);
    }

    /** Two conditions on one attribute, in either order, that no feature fulfils both. */
    public CqlFilter exclusive() {
        return terms.exclusive(random);
    }
}
