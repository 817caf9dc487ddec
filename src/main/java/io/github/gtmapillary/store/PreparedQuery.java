package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.filter.Translation;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.plan.PlanningQuery;
import io.github.gtmapillary.plan.RenderingGrain;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.FilterAttributeExtractor;

/**
 * One query on one type, translated and checked. The classes that answer it take what they need from here: {@link FeatureRead},
 * {@link FeatureCount}, {@link TimeExtremes}, {@link FeatureBounds} and {@link ExplainedQuery}.
 */
final class PreparedQuery {
    private final TypeSchema schema;
    private final SimpleFeatureType fullType;
    private final StoreServices services;
    private final Query query;
    private final FilterTranslator translator;
    private final Translation translation;
    private final SimpleFeatureType outputType;
    private final List<SortBy> sort;
    private final Set<String> tested;
    private final Set<String> needed;

    /**
     * Translates a query.
     *
     * @param fullType the type with all its attributes
     * @throws InvalidQueryException if the query names an attribute that the type does not have, or has another mistake
     */
    PreparedQuery(TypeSchema schema, SimpleFeatureType fullType, StoreServices services, Query query)
            throws IOException {
        this.schema = schema;
        this.fullType = fullType;
        this.services = services;
        this.query = query;
        String geometry = schema.defaultGeometry(services.positions());
        FilterTranslator exact = new FilterTranslator(schema, FeatureTypes.lonLat(), geometry);
        this.translator = InstantMeaning.of(query).map(exact::withInstantsAs).orElse(exact);
        this.translation = translator.translate(filter(query, geometry));
        Set<String> output = outputAttributes();
        // GeoServer lists all attributes where other programs list none
        this.outputType = List.copyOf(output).equals(allAttributes())
                ? fullType
                : SimpleFeatureTypeBuilder.retype(fullType, output.toArray(String[]::new));
        this.sort = SortKeys.resolved(query, translator, schema);
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        this.tested = Set.copyOf(used.getAttributeNameSet());
        this.needed = new LinkedHashSet<>(output);
        needed.addAll(tested);
        needed.addAll(SortKeys.attributes(sort));
    }

    private static Filter filter(Query query, String geometry) throws IOException {
        Filter filter = query.getFilter();
        return filter == null ? Filter.INCLUDE : MapArea.narrowed(query, filter, geometry);
    }

    private List<String> allAttributes() {
        return fullType.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private Set<String> outputAttributes() throws InvalidQueryException {
        if (query.getPropertyNames() == Query.ALL_NAMES) {
            return new LinkedHashSet<>(allAttributes());
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : query.getPropertyNames()) {
            names.add(translator.attributeNamed(name));
        }
        return names;
    }

    TypeSchema schema() {
        return schema;
    }

    /** The type with all its attributes. */
    SimpleFeatureType fullType() {
        return fullType;
    }

    /** The type with the attributes that the query asks for, in its order. */
    SimpleFeatureType outputType() {
        return outputType;
    }

    StoreServices services() {
        return services;
    }

    /** The query as the caller made it. */
    Query query() {
        return query;
    }

    FilterTranslator translator() {
        return translator;
    }

    Translation translation() {
        return translation;
    }

    /** The keys to sort by after reading; empty for no or natural order. */
    List<SortBy> sort() {
        return List.copyOf(sort);
    }

    /** The attributes that the filter uses. */
    Set<String> tested() {
        return tested;
    }

    /** How fine the map is that the features are for; empty if they are for no map. */
    Optional<RenderingGrain> grain() {
        return RenderingHints.grain(query, translation.region());
    }

    /** Plans to read the features with all attributes that are {@link #wanted()}. */
    RequestPlan plan() throws IOException {
        return plan(wanted());
    }

    /**
     * Plans to read the features.
     *
     * @param projection the attributes that rows have to hold
     */
    RequestPlan plan(Projection projection) throws IOException {
        return services.planner().plan(planningQuery(mostRows(), projection));
    }

    /** The query for planners if all features are read. */
    PlanningQuery unlimited() throws IOException {
        return planningQuery(OptionalLong.empty(), wanted());
    }

    private PlanningQuery planningQuery(OptionalLong most, Projection projection) throws IOException {
        Map<Positions, List<Disjunct>> disjuncts = new LinkedHashMap<>();
        for (Map.Entry<String, Positions> place :
                schema.places(services.positions()).entrySet()) {
            disjuncts.put(place.getValue(), translation.disjuncts(place.getKey()));
        }
        return new PlanningQuery(schema, disjuncts, projection, tested, grain(), most);
    }

    /** The number of features after which reading may stop; empty if all are needed, as for a sort. */
    OptionalLong mostRows() {
        return sort.isEmpty() && isLimited()
                ? OptionalLong.of((long) query.getMaxFeatures() + offset())
                : OptionalLong.empty();
    }

    /** Whether the query limits the number of features. */
    boolean isLimited() {
        return query.getMaxFeatures() != Query.DEFAULT_MAX;
    }

    /** The attributes that the output, the filter and the sort need. */
    Projection wanted() {
        Set<String> decisive = new LinkedHashSet<>(tested);
        decisive.addAll(SortKeys.attributes(sort));
        return new Projection(needed, needed.contains(TypeSchema.GEOMETRY), decisive, named(decisive));
    }

    /** A query for all attributes names none in particular: GeoServer lists all of them where other programs list none. */
    private Set<String> named(Set<String> decisive) {
        return outputType == fullType ? decisive : needed;
    }

    /**
     * The features of rows that the whole filter accepts.
     *
     * @param made the type of the features: the full type, or the output type where nothing after the filter needs more
     */
    MatchingFeatures matching(RequestPlan plan, RowStream rows, SimpleFeatureType made) {
        RowFeatures full = new RowFeatures(schema, fullType);
        return new MatchingFeatures(
                rows,
                isDecidedByCondition(plan) ? Filter.INCLUDE : translation.filter(),
                full,
                made == fullType ? full : new RowFeatures(schema, made),
                plan.mayRepeat());
    }

    /**
     * Whether the condition, which was tested while rows were decoded, has decided about each of them: the filter need not be evaluated
     * again. The condition tests points; the region alone, not the condition, decides about lines.
     */
    boolean isDecidedByCondition(RequestPlan plan) {
        return translation.exact() && plan.testsRows() && schema.geometry() == GeometryKind.POINT;
    }

    /** The number of features to skip. */
    int offset() {
        Integer start = query.getStartIndex();
        return start == null ? 0 : start;
    }
}
