package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.FilterVisitor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.factory.CommonFactoryFinder;

/**
 * Translates filters on one feature type.
 *
 * <p>A point that is accepted by two parts of an AND lies in both their regions, so their overlap is enough. A line may meet one
 * region here and the other elsewhere: for lines every place that the filter names is in the region, and where no part of an AND
 * is bounded, nothing is.
 */
public final class FilterTranslator {
    private final TypeSchema schema;
    private final CoordinateReferenceSystem lonLat;
    private final String defaultGeometry;
    private final FilterFactory factory = CommonFactoryFinder.getFilterFactory();

    /**
     * Makes a translator.
     *
     * @param schema the type that filters are on
     * @param lonLat WGS 84, longitude first
     * @param defaultGeometry the attribute that a filter means which names none
     */
    public FilterTranslator(TypeSchema schema, CoordinateReferenceSystem lonLat, String defaultGeometry) {
        this.schema = schema;
        this.lonLat = lonLat;
        this.defaultGeometry = defaultGeometry;
    }

    /**
     * Translates a filter, features being where their default geometry is.
     *
     * @throws InvalidQueryException when it names an attribute that the type lacks, compares an attribute with something it can't
     *     be, has a geometry or unit that can't be understood, or nests too deeply
     */
    public Translation translate(Filter filter) throws InvalidQueryException {
        return translate(filter, defaultGeometry);
    }

    /**
     * Translates a filter.
     *
     * @param place the geometry that says where features are; what the filter says of another one is left to be evaluated
     * @throws InvalidQueryException as above
     */
    public Translation translate(Filter filter, String place) throws InvalidQueryException {
        Filter ready = rewritten(filter);
        Clause clause = new ClauseBuilder(schema, place).build(ready);
        List<Disjunct> disjuncts = clause.disjuncts().stream()
                .map(disjunct -> new Disjunct(disjunct.condition(), region(disjunct.region(), disjunct.named())))
                .toList();
        return new Translation(
                clause.condition(), region(clause.region(), clause.named()), disjuncts, ready, clause.exact());
    }

    /**
     * The attribute that a name means.
     *
     * @throws InvalidQueryException when the type has no such attribute
     */
    public String attributeNamed(String name) throws InvalidQueryException {
        return PropertyNames.resolve(schema, defaultGeometry, name);
    }

    private Filter rewritten(Filter filter) throws InvalidQueryException {
        FilterVisitor[] steps = {
            new PropertyNames(factory, schema, defaultGeometry),
            new LiteralGeometries(factory, lonLat),
            new TypedLiterals(factory, schema),
            new GeodesicDistances(factory)
        };
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
