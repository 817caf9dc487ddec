package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.IdTiles;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.Sample;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans for a few features from anywhere, or from an area that is too large to read. */
final class UnboundedPlanner {
    /** The most features that are looked for in the whole world. */
    private static final int SMALL_LIMIT = 1000;

    /**
     * The most tiles that are searched for a feature of some time, including those of the overview. GeoServer refuses a map if none is
     * found, so the number is high: the caches answer later questions about rare times.
     */
    private static final int ENOUGH_TO_KNOW = 100;

    /** The same for times before {@link MapillaryTypes#EARLIEST}, which hardly any feature has. */
    private static final int ENOUGH_TO_KNOW_BEFORE = 8;

    /**
     * The most tiles of the finest overview with which a search begins at once. A search in a larger area begins in the overview of the
     * world.
     */
    private static final int FEW_PARTS = 4;

    private final PlanSettings settings;
    private final PlacePlanner places;
    private final TileCovers covers;

    UnboundedPlanner(PlanSettings settings, PlacePlanner places, TileCovers covers) {
        this.settings = settings;
        this.places = places;
        this.covers = covers;
    }

    /**
     * Plans for a few features from anywhere.
     *
     * @return empty if all features are wanted, or more than a few
     */
    Optional<RequestPlan> plan(PlanningQuery query, Positions positions, Disjunct disjunct) {
        if (!wantsFew(query)) {
            return Optional.empty();
        }
        if (!asksWhetherTimesExist(query)) {
            return streamed(
                    query,
                    positions,
                    disjunct,
                    settings.maxTiles(),
                    Shortfall.FAIL,
                    "the query names no place; a few features are looked for in up to " + settings.maxTiles()
                            + " tiles where the overview shows images, one after the other");
        }
        int enough = Math.min(settings.maxTiles(), enoughToKnow(query, disjunct));
        String reason = "a feature of that time is looked for in samples of the world, or else in up to " + enough
                + " tiles where they show images, one after the other";
        Optional<TypeSchema> shown = query.schema()
                .sample()
                .filter(sample -> sample.has(query.tested()))
                .map(Sample::type);
        if (shown.isEmpty()) {
            return streamed(query, positions, disjunct, enough, Shortfall.ACCEPT, reason);
        }
        if (query.schema().tiles().isPresent()) {
            return Optional.of(guided(query, positions, disjunct, enough, reason)
                    .scan(query.schema(), shown, disjunct.condition(), Shortfall.ACCEPT));
        }
        return streamed(query, positions, disjunct, enough, Shortfall.ACCEPT, reason)
                .map(inTiles -> new Union(
                        query.schema(),
                        List.of(WorldTimes.sampled(shown.get(), positions, disjunct.condition()), inTiles),
                        reason));
    }

    /**
     * Plans for a few features from an area that is in more tiles than may be asked for.
     *
     * @return empty if all features are wanted, or more than a few, or if nothing bounds the area
     */
    Optional<RequestPlan> planWithin(PlanningQuery query, Positions positions, Disjunct disjunct) {
        return wantsFew(query) && !disjunct.region().unbounded()
                ? streamed(
                        query,
                        positions,
                        disjunct,
                        settings.maxTiles(),
                        Shortfall.FAIL,
                        "the filter's geometry touches more tiles than allowed; a few features are looked for in"
                                + " up to " + settings.maxTiles()
                                + " of them where the overview shows images, one after the other")
                : Optional.empty();
    }

    /** Whether the query wants a few features of a type in the tiles that the overview leads to. */
    private static boolean wantsFew(PlanningQuery query) {
        return isLedTo(query) && query.most().isPresent() && query.most().getAsLong() <= SMALL_LIMIT;
    }

    private static boolean isLedTo(PlanningQuery query) {
        return query.schema()
                .tiles()
                .map(source -> source.layer().maxZoom() == MapillaryTypes.FULL_ZOOM)
                .orElse(true);
    }

    /** The end of a refusal: the pages that a list without a place has. Empty for a query without a limit. */
    static String lastPage(PlanningQuery query) {
        return isLedTo(query) && query.most().isPresent()
                ? ". Without it only the first " + SMALL_LIMIT
                        + " features are found; offset and limit of this query reach "
                        + query.most().getAsLong()
                : "";
    }

    /** GeoServer's probe before it draws a map of some time: does any feature have that time? Returns that time. */
    private static boolean asksWhetherTimesExist(PlanningQuery query) {
        Set<String> times = query.schema().attributes().stream()
                .filter(attribute -> attribute.kind() == AttributeKind.TIME)
                .map(Attribute::name)
                .collect(Collectors.toSet());
        return query.most().getAsLong() == 1
                && !query.wanted().geometry()
                && !query.wanted().attributes().isEmpty()
                && times.containsAll(query.wanted().attributes());
    }

    private static int enoughToKnow(PlanningQuery query, Disjunct disjunct) {
        boolean before = query.wanted().attributes().stream()
                .map(time -> SearchParameters.times(disjunct.condition(), time))
                .anyMatch(range -> range.isPresent() && range.get().to() < MapillaryTypes.EARLIEST.toEpochMilli());
        return before ? ENOUGH_TO_KNOW_BEFORE : ENOUGH_TO_KNOW;
    }

    private Optional<RequestPlan> streamed(
            PlanningQuery query,
            Positions positions,
            Disjunct disjunct,
            int maxTiles,
            Shortfall shortfall,
            String reason) {
        TypeSchema schema = query.schema();
        if (schema.tiles().isPresent()) {
            return Optional.of(guided(query, positions, disjunct, maxTiles, reason)
                    .scan(schema, Optional.empty(), disjunct.condition(), shortfall));
        }
        return schema.entity()
                .flatMap(EntitySource::idTiles)
                .map(ids -> streamedEntities(query, positions, disjunct, ids, maxTiles, shortfall, reason));
    }

    private RequestPlan streamedEntities(
            PlanningQuery query,
            Positions positions,
            Disjunct disjunct,
            IdTiles ids,
            int maxTiles,
            Shortfall shortfall,
            String reason) {
        List<TypeSchema> holders = ids.types();
        Guided each = guided(query, positions, disjunct, Math.max(1, maxTiles / holders.size()), reason);
        Condition inTiles = new TileConditions(ids.names()).widened(disjunct.condition());
        List<TilePlan> scans = new ArrayList<>();
        for (TypeSchema holder : holders) {
            boolean last = scans.size() == holders.size() - 1;
            scans.add(each.scan(
                    holder,
                    Optional.empty(),
                    inTiles,
                    last || shortfall == Shortfall.ACCEPT ? shortfall : Shortfall.GO_ON));
        }
        return places.entityScan(query, scans, reason);
    }

    private Guided guided(PlanningQuery query, Positions positions, Disjunct disjunct, int maxTiles, String reason) {
        boolean wholeLines = settings.completeSequences() || query.tested().contains(TypeSchema.GEOMETRY);
        return new Guided(covers, positions, disjunct, wholeLines, maxTiles, reason);
    }

    /**
     * Makes the scans of one query.
     *
     * @param wholeLines whether lines, if there are any, must be whole
     * @param maxTiles most tiles of each
     */
    private record Guided(
            TileCovers covers,
            Positions positions,
            Disjunct disjunct,
            boolean wholeLines,
            int maxTiles,
            String reason) {

        OverviewGuidedScan scan(
                TypeSchema schema, Optional<TypeSchema> shown, Condition condition, Shortfall shortfall) {
            return new OverviewGuidedScan(
                    schema,
                    MapillaryTypes.OVERVIEW.tileSet(positions),
                    schema.tileSet(positions),
                    shown,
                    disjunct.region(),
                    parts(disjunct.region()),
                    condition,
                    wholeLines && schema.geometry() == GeometryKind.LINES,
                    maxTiles,
                    shortfall,
                    reason);
        }

        private List<TileId> parts(Region area) {
            TileCover cover = covers.of(area, MapillaryTypes.OVERVIEW.layer().maxZoom(), FEW_PARTS);
            return cover.count() < maxTiles ? cover.tiles() : List.of();
        }
    }
}
