package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.FilterVisitor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.factory.CommonFactoryFinder;
import org.jspecify.annotations.Nullable;

/**
 * Translates filters on one feature type into a {@link Translation}: necessary conditions that can be tested early, and the whole
 * filter to be evaluated on the features that pass them.
 *
 * <p>Points and lines differ under an AND of two boxes. A point lies in both boxes, so their intersection is enough. A line may
 * touch one box here and the other box there. So the region of lines is the union of all boxes that the filter names. If no part of
 * the AND bounds the lines, their region is everywhere.
 */
public final class FilterTranslator {
    private final TypeSchema schema;
    private final CoordinateReferenceSystem lonLat;
    private final String defaultGeometry;
    private final @Nullable TimeStep instants;
    private final FilterFactory factory = CommonFactoryFinder.getFilterFactory();

    /**
     * Makes a translator. Constants mean what they say.
     *
     * @param schema the type that filters are on
     * @param lonLat WGS 84, longitude first
     * @param defaultGeometry the geometry that a filter means if it names none; one of {@link TypeSchema#places}
     */
    public FilterTranslator(TypeSchema schema, CoordinateReferenceSystem lonLat, String defaultGeometry) {
        this(schema, lonLat, defaultGeometry, null);
    }

    private FilterTranslator(
            TypeSchema schema, CoordinateReferenceSystem lonLat, String defaultGeometry, @Nullable TimeStep instants) {
        this.schema = schema;
        this.lonLat = lonLat;
        this.defaultGeometry = defaultGeometry;
        this.instants = instants;
    }

    /**
     * Makes a translator for which an instant of a WMS time dimension stands for a step of the calendar. Other comparisons with a
     * time mean what they say.
     *
     * @param step the step in UTC; the one that holds the instant is meant
     */
    public FilterTranslator withInstantsAs(TimeStep step) {
        return new FilterTranslator(schema, lonLat, defaultGeometry, step);
    }

    /**
     * Translates a filter.
     *
     * @param filter the filter as the caller wrote it; its geometries may be in any coordinate reference system
     * @return the translation, with the disjuncts for each geometry of the type
     * @throws InvalidQueryException if the filter names an attribute that the type lacks, compares an attribute with a value of
     *     another kind, holds a geometry, unit or pattern that is not valid, or nests too deeply
     */
    public Translation translate(Filter filter) throws InvalidQueryException {
        Filter ready = rewritten(filter);
        Map<String, Clause> byPlace = schema.places(Positions.ORIGINAL).keySet().stream()
                .collect(Collectors.toMap(place -> place, place -> new ClauseBuilder(schema, place).build(ready)));
        Clause clause = Objects.requireNonNull(byPlace.get(defaultGeometry));
        Map<String, List<Disjunct>> disjuncts = new HashMap<>();
        byPlace.forEach((place, of) -> disjuncts.put(place, disjuncts(of)));
        return new Translation(
                clause.condition(), region(clause.region(), clause.named()), disjuncts, ready, clause.exact());
    }

    private List<Disjunct> disjuncts(Clause clause) {
        return clause.disjuncts().stream()
                .map(disjunct -> new Disjunct(disjunct.condition(), region(disjunct.region(), disjunct.named())))
                .toList();
    }

    /**
     * Finds the attribute that a name means. An empty name means the default geometry.
     *
     * @param name a name as it stands in a filter, with or without a namespace prefix or a path before it
     * @return the name of the attribute in the schema
     * @throws InvalidQueryException if the type has no such attribute
     */
    public String attributeNamed(String name) throws InvalidQueryException {
        return PropertyNames.resolve(schema, defaultGeometry, name);
    }

    private Filter rewritten(Filter filter) throws InvalidQueryException {
        List<FilterVisitor> steps = new ArrayList<>();
        steps.add(new PropertyNames(factory, schema, defaultGeometry));
        if (instants != null) {
            steps.add(new DimensionInstants(factory, schema, instants));
        }
        steps.add(new LiteralGeometries(factory, lonLat));
        steps.add(new TypedLiterals(factory, schema));
        steps.add(new LikePatterns(factory));
        steps.add(new GeodesicDistances(factory));
        Filter current = FilterNests.flat(filter);
        FilterNests.requireShallow(current);
        for (FilterVisitor step : steps) {
            Filter before = current;
            current = Rewriting.ofFilter(() -> (Filter) before.accept(step, null));
        }
        return current;
    }

    private Region region(Region touched, Region named) {
        boolean lines = schema.geometry() == GeometryKind.LINES;
        return lines && !touched.unbounded() && !named.isNowhere() ? named : touched;
    }
}
