package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the requests that answer a query. Of all plans that hold every feature of the answer it takes the one with the fewest requests.
 * Of equal plans, it prefers ids to sequences, and sequences to places.
 */
public final class QueryPlanner {

    private final PlanSettings settings;
    private final LookupPlanner lookups;
    private final PlacePlanner places;
    private final UnboundedPlanner unbounded;

    /** A planner that follows these settings. */
    public QueryPlanner(PlanSettings settings) {
        this(settings, TileCover::of);
    }

    /** A planner with another way to find tiles. */
    QueryPlanner(PlanSettings settings, TileCovers covers) {
        this.settings = settings;
        this.lookups = new LookupPlanner(settings);
        this.places = new PlacePlanner(settings, covers);
        this.unbounded = new UnboundedPlanner(settings, places, covers);
    }

    /**
     * Plans a query. A query that touches more tiles than allowed is still answered if it wants only a few features.
     *
     * @throws TooManyTilesException if it needs more than {@code max_tiles}
     * @throws TooManyRequestsException if it needs more than {@code max_graph_requests}
     * @throws UnboundedQueryException if nothing bounds it
     */
    public RequestPlan plan(PlanningQuery query) throws IOException {
        Optional<RequestPlan> bounded;
        try {
            bounded = planBounded(query);
        } catch (TooManyTilesException | TooManyRequestsException e) {
            Optional<RequestPlan> few = within(query);
            if (few.isEmpty()) {
                throw e;
            }
            return few.get();
        }
        return bounded.isPresent() ? bounded.get() : anywhere(query);
    }

    /** The first position whose disjuncts name places or ids is used. */
    private Optional<RequestPlan> within(PlanningQuery query) {
        return query.disjuncts().entrySet().stream()
                .flatMap(entry ->
                        unbounded.planWithin(query, entry.getKey(), BoundedPlanner.joined(entry.getValue())).stream())
                .findFirst();
    }

    /**
     * Tells whether a query says where its features are or which they are, so that they can be read. Makes no plan. Such a query may
     * still need more requests than allowed.
     */
    public boolean isBounded(PlanningQuery query) {
        return query.disjuncts().entrySet().stream()
                .anyMatch(entry -> bounded(query, entry.getKey()).isBounded(entry.getValue()));
    }

    /** Plans a query that is bounded; empty for others. Throws as {@link #plan} does. */
    Optional<RequestPlan> planBounded(PlanningQuery query) throws IOException {
        Candidates candidates = new Candidates(settings.graphLimit());
        for (Map.Entry<Positions, List<Disjunct>> entry : query.disjuncts().entrySet()) {
            candidates.consider(() -> bounded(query, entry.getKey()).plan(entry.getValue()));
        }
        return candidates.cheapest();
    }

    private BoundedPlanner bounded(PlanningQuery query, Positions positions) {
        return new BoundedPlanner(settings, lookups, places, query, positions);
    }

    private RequestPlan anywhere(PlanningQuery query) throws UnboundedQueryException {
        Map.Entry<Positions, List<Disjunct>> preferred =
                query.disjuncts().entrySet().iterator().next();
        return unbounded
                .plan(query, preferred.getKey(), BoundedPlanner.joined(preferred.getValue()))
                .orElseThrow(() -> UnboundedQueryException.of(query.schema(), UnboundedPlanner.lastPage(query)));
    }

    /** The settings that plans follow. */
    public PlanSettings settings() {
        return settings;
    }
}
