package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Branch;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.plan.RequestPlan.CoveredScan;
import io.github.gtmapillary.plan.RequestPlan.TilePlan;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.plan.RequestPlan.Union;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans for who wants a little of anything and does not say where or which. */
final class UnboundedPlanner {
    /** Most features that are searched for all over the world. */
    private static final int SMALL_LIMIT = 1000;

    /**
     * Tiles that are looked into for anything of some time, those of the overview counted in. GeoServer refuses a map when none is found,
     * so these are many: whatever is asked of times that are rare is answered by the caches after that.
     */
    private static final int ENOUGH_TO_KNOW = 100;

    /** The same for times before {@link MapillaryTypes#EARLIEST}, of which there is hardly anything. */
    private static final int ENOUGH_TO_KNOW_BEFORE = 8;

    private final PlanSettings settings;
    private final PlacePlanner places;

    UnboundedPlanner(PlanSettings settings, PlacePlanner places) {
        this.settings = settings;
        this.places = places;
    }

    /** Empty when all features are wanted, or more than a few. */
    Optional<RequestPlan> plan(Question question, Positions positions, Branch branch) {
        if (question.most().isEmpty() || question.most().getAsLong() > SMALL_LIMIT) {
            return Optional.empty();
        }
        if (!asksWhetherTimesExist(question)) {
            return streamed(question, positions, branch, settings.maxTiles(), false);
        }
        int enough = Math.min(settings.maxTiles(), enoughToKnow(question, branch));
        Optional<TypeSchema> shown = MapillaryTypes.sampleOf(question.schema())
                .filter(type ->
                        MapillaryTypes.OVERVIEW.everything().attributes().containsAll(question.tested()));
        if (shown.isEmpty()) {
            return streamed(question, positions, branch, enough, true);
        }
        String reason = "whether there is anything of a time is told by samples of the world, or else by up to "
                + enough + " tiles where they show images, one after the other";
        if (question.schema().tiles().isPresent()) {
            return Optional.of(covered(question.schema(), shown, positions, branch.condition(), enough, true, reason));
        }
        return streamed(question, positions, branch, enough, true)
                .map(inTiles -> new Union(
                        question.schema(),
                        List.of(sampled(shown.get(), positions, branch.condition()), inTiles),
                        reason));
    }

    /** What GeoServer asks before it draws a map of some time: is there anything of that time? Only a single time comes back. */
    private static boolean asksWhetherTimesExist(Question question) {
        Set<String> times = question.schema().attributes().stream()
                .filter(attribute -> attribute.kind() == AttributeKind.TIME)
                .map(Attribute::name)
                .collect(Collectors.toSet());
        return question.most().getAsLong() == 1
                && !question.wanted().geometry()
                && !question.wanted().attributes().isEmpty()
                && times.containsAll(question.wanted().attributes());
    }

    private static int enoughToKnow(Question question, Branch branch) {
        boolean before = question.wanted().attributes().stream()
                .map(time -> SearchParameters.times(branch.condition(), time))
                .anyMatch(range -> range.isPresent() && range.get().to() < MapillaryTypes.EARLIEST.toEpochMilli());
        return before ? ENOUGH_TO_KNOW_BEFORE : ENOUGH_TO_KNOW;
    }

    /** The overview of the whole world, in one tile. */
    RequestPlan sampled(TypeSchema schema, Positions positions, Condition condition) {
        return new TileScan(
                schema,
                schema.tileSet(positions),
                0,
                List.of(new TileId(0, 0, 0)),
                condition,
                "the overview samples the times of the whole world in one tile");
    }

    private Optional<RequestPlan> streamed(
            Question question, Positions positions, Branch branch, int maxTiles, boolean sample) {
        TypeSchema schema = question.schema();
        String reason = "nothing says where; a few features are looked for in up to " + maxTiles
                + " tiles where the overview shows images, one after the other";
        if (schema.tiles().isPresent()) {
            return Optional.of(
                    covered(schema, Optional.empty(), positions, branch.condition(), maxTiles, sample, reason));
        }
        Condition inTiles = TileConditions.of(schema).widened(branch.condition());
        List<TilePlan> scans = MapillaryTypes.tileTypesOf(schema).stream()
                .<TilePlan>map(
                        holder -> covered(holder, Optional.empty(), positions, inTiles, maxTiles, sample, reason))
                .toList();
        return scans.isEmpty()
                ? Optional.empty()
                : Optional.of(places.entityScan(question, scans, "tiles where images are hold ids"));
    }

    private static CoveredScan covered(
            TypeSchema schema,
            Optional<TypeSchema> shown,
            Positions positions,
            Condition condition,
            int maxTiles,
            boolean sample,
            String reason) {
        return new CoveredScan(
                schema,
                MapillaryTypes.OVERVIEW.tileSet(positions),
                schema.tileSet(positions),
                shown,
                condition,
                maxTiles,
                sample,
                reason);
    }
}
