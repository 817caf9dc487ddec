package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
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
    private final FilterFactory factory = CommonFactoryFinder.getFilterFactory();

    /**
     * Makes a translator.
     *
     * @param schema the type that filters are on
     * @param lonLat WGS 84, longitude first
     */
    public FilterTranslator(TypeSchema schema, CoordinateReferenceSystem lonLat) {
        this.schema = schema;
        this.lonLat = lonLat;
    }

    /**
     * Translates a filter.
     *
     * @throws InvalidQueryException when it names an attribute that the type lacks, compares an attribute with something it can't
     *     be, or has a geometry or unit that can't be understood
     */
    public Translation translate(Filter filter) throws InvalidQueryException {
        Filter ready = rewritten(filter);
        Clause clause = new ClauseBuilder(schema).build(ready);
        return new Translation(clause.condition(), region(clause), ready, clause.exact());
    }

    /**
     * The attribute that a name means.
     *
     * @throws InvalidQueryException when the type has no such attribute
     */
    public String attributeNamed(String name) throws InvalidQueryException {
        return PropertyNames.resolve(schema, name);
    }

    private Filter rewritten(Filter filter) throws InvalidQueryException {
        FilterVisitor[] steps = {
            new PropertyNames(factory, schema),
            new LiteralGeometries(factory, lonLat),
            new TypedLiterals(factory, schema),
            new GeodesicDistances(factory)
        };
        Filter current = filter;
        for (FilterVisitor step : steps) {
            Filter before = current;
            current = Rewriting.ofFilter(() -> (Filter) before.accept(step, null));
        }
        return current;
    }

    private Region region(Clause clause) {
        boolean lines = schema.geometry() == GeometryKind.LINES;
        boolean bounded = !clause.region().unbounded();
        if (lines && bounded && !clause.named().isNowhere()) {
            return clause.named();
        }
        return clause.region();
    }
}
