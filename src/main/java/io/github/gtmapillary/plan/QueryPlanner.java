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

    private final PlanSettings settings;
    private final LookupPlanner lookups;
    private final PlacePlanner places;
    private final UnboundedPlanner unbounded;

    /** A planner that follows these settings. */
    public QueryPlanner(PlanSettings settings) {
        this(settings, TileCover::of);
    }

    /** A planner that finds tiles in another way. */
    QueryPlanner(PlanSettings settings, TileCovers covers) {
        this.settings = settings;
        this.lookups = new LookupPlanner(settings);
        this.places = new PlacePlanner(settings, covers);
        this.unbounded = new UnboundedPlanner(settings, places, covers);
    }

    /**
     * Plans a query. One that touches more tiles than allowed is still answered where it wants a few features only.
     *
     * @throws TooManyTilesException when it needs more than {@code max_tiles}
     * @throws TooManyRequestsException when it needs more than {@code max_graph_requests}
     * @throws UnboundedQueryException when nothing bounds it
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

    /** The first position whose disjuncts say where is the one that is used. */
    private Optional<RequestPlan> within(PlanningQuery query) {
        return query.disjuncts().entrySet().stream()
                .flatMap(entry ->
                        unbounded.planWithin(query, entry.getKey(), BoundedPlanner.joined(entry.getValue())).stream())
                .findFirst();
    }

    /** Plans a query that says where or which; empty for others. Throws as {@link #plan} does. */
    public Optional<RequestPlan> planBounded(PlanningQuery query) throws IOException {
        Candidates candidates = new Candidates(settings.graphLimit());
        for (Map.Entry<Positions, List<Disjunct>> entry : query.disjuncts().entrySet()) {
            candidates.consider(
                    () -> new BoundedPlanner(settings, lookups, places, query, entry.getKey()).plan(entry.getValue()));
        }
        return candidates.cheapest();
    }

    private RequestPlan anywhere(PlanningQuery query) throws UnboundedQueryException {
        Map.Entry<Positions, List<Disjunct>> preferred =
                query.disjuncts().entrySet().iterator().next();
        return unbounded
                .plan(query, preferred.getKey(), BoundedPlanner.joined(preferred.getValue()))
                .orElseThrow(() -> new UnboundedQueryException(
                        (query.schema().tiles().isPresent() ? needsPlace(query.schema()) : needsIds(query.schema()))
                                + UnboundedPlanner.lastPage(query)));
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

    private static String needsPlace(TypeSchema schema) {
        return "Nothing in the query on " + schema.name()
                + " says where: add a condition that bounds it, such as "
                + InvalidQueryException.EXAMPLE_BOX + ", to every branch of the filter";
    }

    private static String needsIds(TypeSchema schema) {
        Optional<EntitySource> entity = schema.entity();
        Optional<String> sequence = entity.flatMap(EntitySource::sequence);
        List<Owner> owners = entity.map(EntitySource::owners).orElse(List.of());
        return "Nothing in the query on " + schema.name()
                + " says which: it answers by ids, as in \"id\" = '123'"
                + sequence.map(name -> ", by sequences, as in " + name + " = 'abc',")
                        .orElse("")
                + (owners.isEmpty() ? "" : ", by " + alternatives(owners) + ",")
                + (schema.geometry() == GeometryKind.NONE
                        ? ""
                        : " and by place, as in " + InvalidQueryException.EXAMPLE_BOX)
                + (schema.computedGeometry().isPresent()
                        ? "; where a filter has branches, every one of them, and by the same geometry"
                        : "");
    }

    /** Their attributes, as in "a, b or c". */
    private static String alternatives(List<Owner> owners) {
        String names = owners.stream().map(Owner::attribute).collect(Collectors.joining(", "));
        return names.replaceFirst(", (?=[^,]*$)", " or ");
    }
}
