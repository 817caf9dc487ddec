package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;

/**
 * Chooses the requests that answer a query: of all plans that hold every feature of the answer the one with the fewest requests, of
 * equals ids before sequences before places.
 */
public final class QueryPlanner {

    /** What requests can start from, in the order in which equals are preferred. */
    private enum Access {
        ID,
        SEQUENCE,
        OWNER,
        PLACE,
        CREATOR
    }

    private final PlanSettings settings;
    private final LookupPlanner lookups;
    private final PlacePlanner places;
    private final UnboundedPlanner unbounded;

    /** A planner that follows these settings. */
    public QueryPlanner(PlanSettings settings) {
        this.settings = settings;
        this.lookups = new LookupPlanner(settings);
        this.places = new PlacePlanner(settings);
        this.unbounded = new UnboundedPlanner(settings, places);
    }

    /**
     * Plans a query. One that touches more tiles than allowed is still answered where it wants a few features only.
     *
     * @throws TooManyTilesException when it needs more than {@code max_tiles}
     * @throws TooManyRequestsException when it needs more than {@code max_graph_requests}
     * @throws UnboundedQueryException when nothing bounds it
     */
    public RequestPlan plan(Question question) throws IOException {
        Optional<RequestPlan> bounded;
        try {
            bounded = planBounded(question);
        } catch (TooManyTilesException | TooManyRequestsException e) {
            Optional<RequestPlan> few = within(question);
            if (few.isEmpty()) {
                throw e;
            }
            return few.get();
        }
        return bounded.isPresent() ? bounded.get() : anywhere(question);
    }

    /** The reading that says where is the one to follow. */
    private Optional<RequestPlan> within(Question question) {
        return question.disjuncts().entrySet().stream()
                .flatMap(entry -> unbounded.planWithin(question, entry.getKey(), joined(entry.getValue())).stream())
                .findFirst();
    }

    /** Plans a query that says where or which; empty for others. Throws as {@link #plan} does. */
    public Optional<RequestPlan> planBounded(Question question) throws IOException {
        Candidates candidates = new Candidates();
        for (Map.Entry<Positions, List<Disjunct>> entry : question.disjuncts().entrySet()) {
            candidates.consider(() -> bounded(question, entry.getKey(), entry.getValue()));
        }
        return candidates.cheapest();
    }

    /** The features of all branches at once, or some branches by one way and some by another. */
    private Optional<RequestPlan> bounded(Question question, Positions positions, List<Disjunct> disjuncts)
            throws IOException {
        if (disjuncts.isEmpty()) {
            return Optional.of(nothing(question.schema()));
        }
        Candidates candidates = new Candidates();
        candidates.consider(() -> together(question, positions, disjuncts));
        if (disjuncts.size() > 1) {
            candidates.consider(() -> apart(question, positions, disjuncts));
        }
        return candidates.cheapest();
    }

    private Optional<RequestPlan> together(Question question, Positions positions, List<Disjunct> disjuncts)
            throws IOException {
        Candidates candidates = new Candidates();
        for (Access access : Access.values()) {
            candidates.consider(() -> by(access, question, positions, disjuncts));
        }
        return candidates.cheapest();
    }

    private Optional<RequestPlan> apart(Question question, Positions positions, List<Disjunct> disjuncts)
            throws IOException {
        Map<Access, List<Disjunct>> byAccess = new EnumMap<>(Access.class);
        IOException failure = null;
        for (Disjunct disjunct : disjuncts) {
            try {
                Optional<Access> best = bestAccess(question, positions, disjunct);
                if (best.isEmpty()) {
                    return Optional.empty();
                }
                byAccess.computeIfAbsent(best.get(), access -> new ArrayList<>())
                        .add(disjunct);
            } catch (IOException e) {
                // a branch that nothing bounds is worse: no setting would help
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        List<RequestPlan> parts = new ArrayList<>();
        for (Map.Entry<Access, List<Disjunct>> group : byAccess.entrySet()) {
            parts.addAll(byOne(group.getKey(), question, positions, group.getValue()));
        }
        parts.removeIf(RequestPlan::isNothing);
        if (parts.isEmpty()) {
            return Optional.of(nothing(question.schema()));
        }
        Union union = new Union(question.schema(), parts, "the branches of an OR start from different things");
        checkRequests(union);
        return Optional.of(union);
    }

    /** All branches at once where that can be. */
    private List<RequestPlan> byOne(Access access, Question question, Positions positions, List<Disjunct> disjuncts)
            throws IOException {
        Optional<RequestPlan> all = by(access, question, positions, disjuncts);
        if (all.isPresent()) {
            return List.of(all.get());
        }
        List<RequestPlan> each = new ArrayList<>();
        for (Disjunct disjunct : disjuncts) {
            by(access, question, positions, List.of(disjunct)).ifPresent(each::add);
        }
        return each;
    }

    private Optional<Access> bestAccess(Question question, Positions positions, Disjunct disjunct) throws IOException {
        Candidates candidates = new Candidates();
        Map<Access, RequestPlan> plans = new EnumMap<>(Access.class);
        for (Access access : Access.values()) {
            candidates.consider(() -> {
                Optional<RequestPlan> plan = by(access, question, positions, List.of(disjunct));
                plan.ifPresent(found -> plans.put(access, found));
                return plan;
            });
        }
        return candidates
                .cheapest()
                .flatMap(cheapest -> plans.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(cheapest))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    private Optional<RequestPlan> by(Access access, Question question, Positions positions, List<Disjunct> disjuncts)
            throws IOException {
        if (!nameTheSameOwners(question.schema(), disjuncts)) {
            return Optional.empty();
        }
        Disjunct disjunct = joined(disjuncts);
        Optional<RequestPlan> plan = switch (access) {
            case ID -> lookups.byId(question, disjunct.condition());
            case SEQUENCE -> lookups.bySequence(question, disjunct.condition());
            case OWNER -> lookups.byOwner(question, disjunct.condition());
            case PLACE -> places.plan(question, positions, disjunct);
            case CREATOR -> lookups.byCreator(question, disjunct.condition());
        };
        if (plan.isPresent()) {
            checkRequests(plan.get());
        }
        return plan;
    }

    /** The requests that follow on answers are counted when they are made. */
    private void checkRequests(RequestPlan plan) throws TooManyRequestsException {
        int requests = plan.graphRequests().size();
        if (requests > settings.maxGraphRequests()) {
            throw new TooManyRequestsException(plan.schema().name(), requests, settings.maxGraphRequests());
        }
    }

    /** What was asked by a map feature does not know its sequence, nor the other way round: such branches can't be gone together. */
    private static boolean nameTheSameOwners(TypeSchema schema, List<Disjunct> disjuncts) {
        return disjuncts.stream()
                        .map(disjunct -> LookupPlanner.ownersNamed(schema, disjunct.condition()))
                        .distinct()
                        .count()
                <= 1;
    }

    private static Disjunct joined(List<Disjunct> disjuncts) {
        return disjuncts.size() == 1
                ? disjuncts.get(0)
                : new Disjunct(
                        Condition.anyOf(
                                disjuncts.stream().map(Disjunct::condition).toList()),
                        Region.union(disjuncts.stream().map(Disjunct::region).toList()));
    }

    private RequestPlan anywhere(Question question) throws UnboundedQueryException {
        Map.Entry<Positions, List<Disjunct>> preferred =
                question.disjuncts().entrySet().iterator().next();
        return unbounded
                .plan(question, preferred.getKey(), joined(preferred.getValue()))
                .orElseThrow(() -> question.schema().tiles().isPresent()
                        ? unbounded(question.schema())
                        : needsIds(question.schema()));
    }

    /**
     * Plans to look at times all over the world.
     *
     * @return empty for types that the overview has no sample of
     */
    public Optional<RequestPlan> sample(TypeSchema schema, Condition condition) {
        return schema.sample().map(sample -> unbounded.sampled(sample.type(), settings.positions(), condition));
    }

    /** The span in which a condition lets a time lie. */
    public TimeRange times(Condition condition, String attribute) {
        return SearchParameters.times(condition, attribute).orElse(new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** The settings that plans follow. */
    public PlanSettings settings() {
        return settings;
    }

    /**
     * A box that holds every feature of the answer: of a line that is read from tiles, what these hold; of one that is followed or
     * asked for by its id, all of it.
     */
    public Envelope reach(TypeSchema schema, Condition condition, Region region) {
        if (schema.geometry() == GeometryKind.LINES
                && (settings.completeSequences()
                        || condition.requiredTexts(Attribute.ID).isPresent())) {
            return Bbox.WORLD.toEnvelope();
        }
        Envelope box = region.envelope().intersection(Bbox.WORLD.toEnvelope());
        return schema.geometry() == GeometryKind.POINT || box.isNull()
                ? box
                : TileCover.reach(box, schema.layer().maxZoom());
    }

    private static Nothing nothing(TypeSchema schema) {
        return new Nothing(schema, "nothing can fulfil the filter");
    }

    private static UnboundedQueryException unbounded(TypeSchema schema) {
        return new UnboundedQueryException("Nothing in the query on " + schema.name()
                + " says where: add a condition that bounds it, such as "
                + InvalidQueryException.EXAMPLE_BOX + ", to every branch of the filter");
    }

    private static UnboundedQueryException needsIds(TypeSchema schema) {
        Optional<EntitySource> entity = schema.entity();
        Optional<String> sequence = entity.flatMap(EntitySource::sequence);
        List<Owner> owners = entity.map(EntitySource::owners).orElse(List.of());
        return new UnboundedQueryException("Nothing in the query on " + schema.name()
                + " says which: it answers by ids, as in \"id\" = '123'"
                + sequence.map(name -> ", by sequences, as in " + name + " = 'abc',")
                        .orElse("")
                + (owners.isEmpty() ? "" : ", by " + alternatives(owners) + ",")
                + (schema.geometry() == GeometryKind.NONE
                        ? ""
                        : " and by place, as in " + InvalidQueryException.EXAMPLE_BOX)
                + (schema.computedGeometry().isPresent()
                        ? "; where a filter has branches, every one of them, and by the same geometry"
                        : ""));
    }

    /** Their attributes, as in "a, b or c". */
    private static String alternatives(List<Owner> owners) {
        String names = owners.stream().map(Owner::attribute).collect(Collectors.joining(", "));
        return names.replaceFirst(", (?=[^,]*$)", " or ");
    }
}
