package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.filter.Translation;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.plan.Delivery;
import io.github.gtmapillary.plan.Explanation;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.data.ReTypeFeatureReader;
import org.geotools.data.sort.SortedFeatureReader;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** One query on one type, translated and checked. Reading it goes: translate, plan, run, filter, sort, retype, skip and limit. */
final class PreparedQuery {
    private final TypeSchema schema;
    private final SimpleFeatureType fullType;
    private final MapillaryAccess access;
    private final Query query;
    private final Translation translation;
    private final SimpleFeatureType outputType;
    private final List<SortBy> sort;
    private final Set<String> needed;

    /**
     * Translates a query.
     *
     * @param fullType the type with all its attributes
     * @throws InvalidQueryException when the query names what does not exist or can't be understood
     */
    PreparedQuery(TypeSchema schema, SimpleFeatureType fullType, MapillaryAccess access, Query query)
            throws IOException {
        this.schema = schema;
        this.fullType = fullType;
        this.access = access;
        this.query = query;
        FilterTranslator translator = new FilterTranslator(schema, FeatureTypes.lonLat());
        Filter filter = query.getFilter();
        this.translation = translator.translate(filter == null ? Filter.INCLUDE : filter);
        Set<String> output = outputAttributes(translator);
        this.outputType = output.size() == fullType.getAttributeCount() && query.getPropertyNames() == Query.ALL_NAMES
                ? fullType
                : SimpleFeatureTypeBuilder.retype(fullType, output.toArray(String[]::new));
        this.sort = SortKeys.resolved(query, translator);
        this.needed = new LinkedHashSet<>(output);
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        needed.addAll(used.getAttributeNameSet());
        needed.addAll(SortKeys.attributes(sort));
    }

    private Set<String> outputAttributes(FilterTranslator translator) throws InvalidQueryException {
        Set<String> names = new LinkedHashSet<>();
        if (query.getPropertyNames() == Query.ALL_NAMES) {
            fullType.getAttributeDescriptors().forEach(descriptor -> names.add(descriptor.getLocalName()));
            return names;
        }
        for (String name : query.getPropertyNames()) {
            names.add(translator.attributeNamed(name));
        }
        return names;
    }

    private RequestPlan plan() throws IOException {
        return access.planner()
                .plan(
                        schema,
                        translation.condition(),
                        translation.region(),
                        wanted(),
                        RenderingHints.grain(query, translation.region()));
    }

    Explanation explain() throws IOException {
        return Explanation.of(plan(), ECQL.toCQL(translation.filter()));
    }

    private Projection wanted() {
        return new Projection(needed, needsGeometry());
    }

    /** The features asked for, in the order asked for, with the attributes asked for. */
    QueryReader read() throws IOException {
        boolean sorted = !sort.isEmpty();
        boolean limited = query.getMaxFeatures() != Query.DEFAULT_MAX;
        Delivery delivery = new Delivery(wanted(), SortKeys.isNatural(query), limited && !sorted);
        RowStream rows = access.runner().run(plan(), delivery);
        return new QueryReader(outputType, rows, () -> pipeline(rows), offset(), query.getMaxFeatures());
    }

    private SimpleFeatureReader pipeline(RowStream rows) throws IOException {
        SimpleFeatureReader features =
                new MatchingFeatures(rows, new RowFeatures(schema, fullType), translation.filter());
        if (!sort.isEmpty()) {
            features = new SortedFeatureReader(
                    features, sort.toArray(SortBy[]::new), SortedFeatureReader.getMaxFeaturesInMemory(query));
        }
        return outputType == fullType ? features : new Retyped(new ReTypeFeatureReader(features, outputType, false));
    }

    private boolean needsGeometry() {
        return schema.geometry() == GeometryKind.LINES || needed.contains(TypeSchema.GEOMETRY);
    }

    /** How many features the query has, offset and limit applied; builds none where the condition alone decides. */
    int count() throws IOException {
        long most =
                query.getMaxFeatures() == Query.DEFAULT_MAX ? Long.MAX_VALUE : (long) query.getMaxFeatures() + offset();
        RequestPlan plan = plan();
        boolean decidedByCondition =
                translation.exact() && plan instanceof TileScan && schema.geometry() == GeometryKind.POINT;
        Projection projection = decidedByCondition ? Projection.ID_ONLY : wanted();
        long found = 0;
        try (RowStream rows = access.runner().run(plan, new Delivery(projection, false, most != Long.MAX_VALUE))) {
            if (decidedByCondition) {
                while (found < most && rows.next() != null) {
                    found++;
                }
            } else {
                MatchingFeatures features =
                        new MatchingFeatures(rows, new RowFeatures(schema, fullType), translation.filter());
                for (; found < most && features.hasNext(); found++) {
                    features.next();
                }
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, found - offset()));
    }

    /** A box that holds every feature of the answer, known without a request. */
    ReferencedEnvelope bounds() {
        if (schema.geometry() == GeometryKind.NONE) {
            return new ReferencedEnvelope();
        }
        return ReferencedEnvelope.envelope(
                access.planner().reach(schema, translation.condition(), translation.region()),
                fullType.getCoordinateReferenceSystem());
    }

    private int offset() {
        Integer start = query.getStartIndex();
        return start == null ? 0 : start;
    }
}
