package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans one query that names places or ids. It compares plans for all disjuncts at once with plans for groups of them, and plans each group
 * from each starting point once.
 */
final class BoundedPlanner {
    private record Start(StartingPoint point, List<Disjunct> disjuncts) {}

    private final PlanSettings settings;
    private final LookupPlanner lookups;
    private final PlacePlanner places;
    private final PlanningQuery query;
    private final Positions positions;
    private final Map<Start, PlanOrFailure> planned = new HashMap<>();

    /**
     * Makes a planner for one query.
     *
     * @param positions the position of images that places are compared with
     */
    BoundedPlanner(
            PlanSettings settings,
            LookupPlanner lookups,
            PlacePlanner places,
            PlanningQuery query,
            Positions positions) {
        this.settings = settings;
        this.lookups = lookups;
        this.places = places;
        this.query = query;
        this.positions = positions;
    }

    /**
     * Plans the features of all disjuncts at once, or some disjuncts from one starting point and some from another.
     *
     * @param disjuncts those of the filter
     * @return empty if nothing bounds the query
     */
    Optional<RequestPlan> plan(List<Disjunct> disjuncts) throws IOException {
        if (disjuncts.isEmpty()) {
            return Optional.of(nothing());
        }
        Candidates candidates = new Candidates(settings.graphLimit());
        candidates.consider(() -> together(disjuncts));
        if (disjuncts.size() > 1) {
            candidates.consider(() -> apart(disjuncts));
        }
        return candidates.cheapest();
    }

    /**
     * Tells whether {@link #plan} finds a plan, or a reason why there may be none. Makes no plan.
     *
     * @param disjuncts those of the filter
     */
    boolean isBounded(List<Disjunct> disjuncts) {
        return disjuncts.isEmpty()
                || canStart(disjuncts)
                || disjuncts.stream().allMatch(disjunct -> canStart(List.of(disjunct)));
    }

    private boolean canStart(List<Disjunct> disjuncts) {
        return nameTheSameOwners(query.schema(), disjuncts)
                && Arrays.stream(StartingPoint.values()).anyMatch(point -> canStart(point, joined(disjuncts)));
    }

    private boolean canStart(StartingPoint point, Disjunct disjunct) {
        Condition condition = disjunct.condition();
        return switch (point) {
            case ID -> LookupPlanner.ids(query, condition).isPresent();
            case SEQUENCE -> LookupPlanner.sequencesOfImages(query, condition).isPresent();
            case OWNER -> !LookupPlanner.owners(query, condition).isEmpty();
            case PLACE -> places.canStart(query, positions, disjunct);
            case USER -> LookupPlanner.users(query, condition).isPresent();
        };
    }

    private Optional<RequestPlan> together(List<Disjunct> disjuncts) throws IOException {
        Candidates candidates = new Candidates(settings.graphLimit());
        for (StartingPoint point : StartingPoint.values()) {
            candidates.consider(() -> from(point, disjuncts));
        }
        return candidates.cheapest();
    }

    private Optional<RequestPlan> apart(List<Disjunct> disjuncts) throws IOException {
        Map<StartingPoint, List<Disjunct>> groups = new EnumMap<>(StartingPoint.class);
        IOException failure = null;
        for (Disjunct disjunct : disjuncts) {
            try {
                Optional<StartingPoint> best = bestStart(disjunct);
                if (best.isEmpty()) {
                    return Optional.empty();
                }
                groups.computeIfAbsent(best.get(), point -> new ArrayList<>()).add(disjunct);
            } catch (IOException e) {
                // an unbounded disjunct is worse: no setting would help
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        List<RequestPlan> parts = new ArrayList<>();
        for (Map.Entry<StartingPoint, List<Disjunct>> group : groups.entrySet()) {
            parts.addAll(ofGroup(group.getKey(), group.getValue()));
        }
        parts.removeIf(RequestPlan::isNothing);
        if (parts.isEmpty()) {
            return Optional.of(nothing());
        }
        return Optional.of(
                checked(new Union(query.schema(), parts, "the branches of an OR need requests of different kinds")));
    }

    /** One plan for all disjuncts of a group if possible, else one for each. */
    private List<RequestPlan> ofGroup(StartingPoint point, List<Disjunct> disjuncts) throws IOException {
        Optional<RequestPlan> all = from(point, disjuncts);
        if (all.isPresent()) {
            return List.of(all.get());
        }
        List<RequestPlan> each = new ArrayList<>();
        for (Disjunct disjunct : disjuncts) {
            from(point, List.of(disjunct)).ifPresent(each::add);
        }
        return each;
    }

    private Optional<StartingPoint> bestStart(Disjunct disjunct) throws IOException {
        Candidates candidates = new Candidates(settings.graphLimit());
        Map<StartingPoint, RequestPlan> plans = new EnumMap<>(StartingPoint.class);
        for (StartingPoint point : StartingPoint.values()) {
            candidates.consider(() -> {
                Optional<RequestPlan> plan = from(point, List.of(disjunct));
                plan.ifPresent(found -> plans.put(point, found));
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

    private Optional<RequestPlan> from(StartingPoint point, List<Disjunct> disjuncts) throws IOException {
        return planned.computeIfAbsent(
                        new Start(point, List.copyOf(disjuncts)), start -> PlanOrFailure.of(() -> planFrom(start)))
                .get();
    }

    private Optional<RequestPlan> planFrom(Start start) throws IOException {
        if (!nameTheSameOwners(query.schema(), start.disjuncts())) {
            return Optional.empty();
        }
        Disjunct disjunct = joined(start.disjuncts());
        Optional<RequestPlan> plan = switch (start.point()) {
            case ID -> lookups.byId(query, disjunct.condition());
            case SEQUENCE -> lookups.bySequence(query, disjunct.condition());
            case OWNER -> lookups.byOwner(query, disjunct.condition());
            case PLACE -> places.plan(query, positions, disjunct);
            case USER -> lookups.byUser(query, disjunct.condition());
        };
        return plan.isEmpty() ? plan : Optional.of(checked(plan.get()));
    }

    /** The limit counts requests that follow from answers when they are made. */
    private RequestPlan checked(RequestPlan plan) throws TooManyRequestsException {
        settings.graphLimit().check(plan.schema().name(), plan.plannedGraphRequests());
        return plan;
    }

    /**
     * Whether all disjuncts give values for the same attributes of owners. Features requested by one owner have no value for another, so
     * disjuncts with different owners need their own plans.
     */
    private static boolean nameTheSameOwners(TypeSchema schema, List<Disjunct> disjuncts) {
        return disjuncts.stream()
                        .map(disjunct -> LookupPlanner.ownersNamed(schema, disjunct.condition()))
                        .distinct()
                        .count()
                <= 1;
    }

    /** Joins disjuncts by OR. */
    static Disjunct joined(List<Disjunct> disjuncts) {
        return disjuncts.size() == 1
                ? disjuncts.get(0)
                : new Disjunct(
                        Condition.anyOf(
                                disjuncts.stream().map(Disjunct::condition).toList()),
                        Region.union(disjuncts.stream().map(Disjunct::region).toList()));
    }

    private Nothing nothing() {
        return new Nothing(query.schema(), "nothing can fulfil the filter");
    }
}
