package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.filter.Translation;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.plan.Explanation;
import io.github.gtmapillary.plan.Question;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestCount;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.plan.TooManyTilesException;
import io.github.gtmapillary.plan.UnboundedQueryException;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.data.ReTypeFeatureReader;
import org.geotools.data.sort.SortedFeatureReader;
import org.geotools.data.util.ScreenMap;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;
import org.geotools.util.logging.Logging;

/** One query on one type, translated and checked. Reading it goes: translate, plan, run, filter, sort, retype, skip and limit. */
final class PreparedQuery {
    private static final Logger LOGGER = Logging.getLogger(PreparedQuery.class);

    private final TypeSchema schema;
    private final SimpleFeatureType fullType;
    private final MapillaryAccess access;
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
     * @throws InvalidQueryException when the query names what does not exist or can't be understood
     */
    PreparedQuery(TypeSchema schema, SimpleFeatureType fullType, MapillaryAccess access, Query query)
            throws IOException {
        this.schema = schema;
        this.fullType = fullType;
        this.access = access;
        this.query = query;
        this.translator =
                new FilterTranslator(schema, FeatureTypes.lonLat(), schema.defaultGeometry(access.positions()));
        this.translation = translator.translate(filter(query, schema.defaultGeometry(access.positions())));
        Set<String> output = outputAttributes();
        // GeoServer names all attributes where others say nothing
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

    private RequestPlan plan() throws IOException {
        return access.planner().plan(question(mostRows()));
    }

    /** What the filter needs, and nothing for the output. A single feature keeps its geometry: its question is not for a time alone. */
    private Projection counted() {
        boolean geometry = tested.contains(TypeSchema.GEOMETRY) || isLimited();
        return new Projection(tested, geometry, tested, tested);
    }

    private Question question(OptionalLong most) throws IOException {
        return question(most, wanted());
    }

    private Question question(OptionalLong most, Projection wanted) throws IOException {
        Map<Positions, List<Disjunct>> disjuncts = new LinkedHashMap<>();
        for (Map.Entry<String, Positions> place :
                schema.places(access.positions()).entrySet()) {
            disjuncts.put(place.getValue(), translation.disjuncts(place.getKey()));
        }
        return new Question(schema, disjuncts, wanted, tested, RenderingHints.grain(query, translation.region()), most);
    }

    /** How many features have to be found, if that is known before all are: who sorts needs all. */
    private OptionalLong mostRows() {
        return sort.isEmpty() && isLimited()
                ? OptionalLong.of((long) query.getMaxFeatures() + offset())
                : OptionalLong.empty();
    }

    private boolean isLimited() {
        return query.getMaxFeatures() != Query.DEFAULT_MAX;
    }

    ExplainedQuery explain() throws IOException {
        RequestPlan plan = plan();
        OptionalLong rows = query.getMaxFeatures() == 0 ? OptionalLong.of(0) : mostRows();
        RequestCount requests =
                RequestCount.of(plan, rows, access.planner().settings().maxGraphRequests());
        Explanation explanation = Explanation.of(plan, requests, text(translation.filter()));
        return new ExplainedQuery(explanation, access.runner().countCached(plan));
    }

    /** Filters that programs make need not have a CQL, such as those that compare with null; GeoTools has several ways to say so. */
    private static String text(Filter filter) {
        try {
            return ECQL.toCQL(filter);
        } catch (RuntimeException e) {
            return filter.toString();
        }
    }

    private Projection wanted() {
        Set<String> decisive = new LinkedHashSet<>(tested);
        decisive.addAll(SortKeys.attributes(sort));
        return new Projection(needed, needed.contains(TypeSchema.GEOMETRY), decisive, named(decisive));
    }

    /** GeoServer names all attributes where others say nothing, so all of them are as good as none. */
    private Set<String> named(Set<String> decisive) {
        return outputType == fullType ? decisive : needed;
    }

    /** The features asked for, in the order asked for, with the attributes asked for. */
    QueryReader read() throws IOException {
        RequestPlan plan = plan();
        ReadOptions options =
                new ReadOptions(wanted(), inNaturalOrder(), mostRows().isPresent());
        RowStream rows = access.runner().run(plan, options);
        return new QueryReader(
                outputType, rows, () -> pipeline(plan, rows), this::tellWhere, offset(), query.getMaxFeatures());
    }

    /** A map without features is nothing special. */
    private void tellWhere() {
        if (RenderingHints.grain(query, translation.region()).isEmpty()) {
            EmptyPlace.of(translation.region()).ifPresent(place -> place.tell(schema.name()));
        }
    }

    /**
     * Also with a limit alone: GeoServer asks for the first page of a list without an order and for all others in the natural one, and
     * the pages have to add up.
     */
    private boolean inNaturalOrder() {
        return SortKeys.isNatural(query) || (sort.isEmpty() && isLimited());
    }

    private SimpleFeatureReader pipeline(RequestPlan plan, RowStream rows) throws IOException {
        SimpleFeatureReader features = matching(plan, rows);
        if (query.getHints().get(Hints.SCREENMAP) instanceof ScreenMap screen && !MapArea.isTransformed(query)) {
            features = new OneToAPixel(features, screen);
        }
        if (!sort.isEmpty()) {
            features = new SortedFeatureReader(
                    features, sort.toArray(SortBy[]::new), RenderingHints.sortedInMemory(query));
        }
        return outputType == fullType ? features : new Retyped(new ReTypeFeatureReader(features, outputType, false));
    }

    private MatchingFeatures matching(RequestPlan plan, RowStream rows) {
        return new MatchingFeatures(rows, new RowFeatures(schema, fullType), translation.filter(), plan.mayRepeat());
    }

    /**
     * Counts the features of the query, offset and limit applied; builds none where the condition alone decides.
     *
     * @return empty if reading the query is refused, since it takes too many requests or since nothing bounds it
     * @throws IOException if a query is refused that has a limit but no start index. GeoServer asks so for the number of features
     *     that it is about to write, and fails on a null where that is unknown; with a start index it writes "unknown".
     */
    OptionalInt count() throws IOException {
        Projection counted = counted();
        RequestPlan plan;
        try {
            plan = access.planner().plan(question(mostRows(), counted));
        } catch (UnboundedQueryException | TooManyTilesException | TooManyRequestsException e) {
            if (isLimited() && query.getStartIndex() == null) {
                throw e;
            }
            LOGGER.log(Level.FINE, "The number of features is not counted: {0}", e.getMessage());
            return OptionalInt.empty();
        }
        return OptionalInt.of(counted(plan, counted));
    }

    private int counted(RequestPlan plan, Projection counted) throws IOException {
        long most = isLimited() ? (long) query.getMaxFeatures() + offset() : Long.MAX_VALUE;
        boolean decidedByCondition = translation.exact() && plan.testsRows() && schema.geometry() == GeometryKind.POINT;
        Projection projection = decidedByCondition ? Projection.ID_ONLY : counted;
        long found = 0;
        try (RowStream rows = access.runner().run(plan, new ReadOptions(projection, false, isLimited()))) {
            if (decidedByCondition) {
                while (found < most && rows.next() != null) {
                    found++;
                }
            } else {
                MatchingFeatures features = matching(plan, rows);
                for (; found < most && features.hasNext(); found++) {
                    features.next();
                }
            }
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, found - offset()));
    }

    /**
     * Answers a visitor that asks for times of the whole world, where nothing in the query says where. The first and the last time
     * are those between which all times lie: no feature is older than {@link MapillaryTypes#EARLIEST} or newer than now, and the
     * query may narrow that. In place of all different times there are the starts of the years between them. The nearest time comes
     * from the overview, which is a sample; for types that it does not show, from the span.
     *
     * @return false when features have to be read for it
     * @throws InvalidQueryException when it wants all different values in the world of anything but a time
     */
    boolean visitTimes(FeatureVisitor visitor) throws IOException {
        Question question = question(OptionalLong.empty());
        Optional<TimeVisitor> times = TimeVisitor.of(visitor, translator, schema);
        if (access.planner().planBounded(question).isPresent()) {
            return false;
        }
        if (times.isEmpty()) {
            if (visitor instanceof UniqueVisitor) {
                throw new InvalidQueryException("The different values of " + schema.name()
                        + " in the whole world can't be told: add a condition that bounds the query, such as "
                        + InvalidQueryException.EXAMPLE_BOX);
            }
            return false;
        }
        Optional<RequestPlan> sample = times.get().asksForNearest()
                ? access.planner().sample(schema, translation.condition())
                : Optional.empty();
        if (sample.isPresent()) {
            visitAll(sample.get(), visitor);
        } else {
            setSpan(times.get());
        }
        return true;
    }

    private void setSpan(TimeVisitor times) {
        TimeRange asked = access.planner().times(translation.condition(), times.attribute());
        times.setBetween(
                Instant.ofEpochMilli(Math.max(asked.from(), MapillaryTypes.EARLIEST.toEpochMilli())),
                Instant.ofEpochMilli(
                        Math.min(asked.to(), access.clock().instant().toEpochMilli())));
    }

    private void visitAll(RequestPlan plan, FeatureVisitor visitor) throws IOException {
        try (RowStream rows = access.runner().run(plan, new ReadOptions(wanted(), false, false));
                MatchingFeatures features = matching(plan, rows)) {
            while (features.hasNext()) {
                visitor.visit(features.next());
            }
        }
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
