package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.RequestPlan.DetectionLookup;
import io.github.gtmapillary.plan.RequestPlan.DetectionLookup.Owner;
import io.github.gtmapillary.plan.RequestPlan.EntityLookup;
import io.github.gtmapillary.plan.RequestPlan.EntityScan;
import io.github.gtmapillary.plan.RequestPlan.Nothing;
import io.github.gtmapillary.plan.RequestPlan.SequenceLookup;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntityKind;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Chooses the requests that answer a query. */
public final class QueryPlanner {
    private static final String SEQUENCE_ID = "sequence_id";
    private static final Region WORLD = Region.of(new GeometryFactory().toGeometry(Bbox.WORLD.toEnvelope()));

    private final Positions positions;
    private final int maxTiles;
    private final int maxGraphRequests;

    /**
     * Makes a planner.
     *
     * @param positions which position of images counts
     * @param maxTiles most tiles that one query may ask for, at least 1
     * @param maxGraphRequests most requests to the Graph API that one query may make, at least 1
     */
    public QueryPlanner(Positions positions, int maxTiles, int maxGraphRequests) {
        this.positions = positions;
        this.maxTiles = maxTiles;
        this.maxGraphRequests = maxGraphRequests;
    }

    /**
     * Plans a query: ids before sequences before tiles.
     *
     * @param condition every feature of the answer fulfils it
     * @param region every feature of the answer touches it
     * @param wanted what rows have to hold
     * @param grain how fine the map is that rows are for; empty when they are not for a map, and everything is wanted
     * @throws TooManyTilesException when it needs more than {@code max_tiles}
     * @throws TooManyRequestsException when it needs more than {@code max_graph_requests}
     * @throws InvalidQueryException when nothing bounds it
     */
    public RequestPlan plan(
            TypeSchema schema, Condition condition, Region region, Projection wanted, Optional<RenderingGrain> grain)
            throws IOException {
        if (condition.equals(Condition.NEVER) || region.isNowhere()) {
            return new Nothing(schema, "nothing can fulfil the filter");
        }
        Optional<RequestPlan> lookup = lookup(schema, condition, region, wanted);
        if (lookup.isPresent()) {
            return lookup.get();
        }
        if (schema.tiles().isEmpty()) {
            return byPlace(schema, condition, region, wanted);
        }
        if (schema.equals(MapillaryTypes.OVERVIEW)) {
            return sampled(schema, condition, region, grain);
        }
        if (grain.isPresent() && schema.geometry() == GeometryKind.LINES) {
            int zoom = grain.get().zoomOf(schema.layer());
            return scan(schema, zoom, condition, region, "zoom " + zoom + " is as fine as the map");
        }
        if (grain.isPresent() && schema.equals(MapillaryTypes.IMAGES) && isSmallScale(grain.get(), region)) {
            return sampled(MapillaryTypes.IMAGES_OF_OVERVIEW, condition, region, grain);
        }
        if (region.unbounded()) {
            throw unbounded(schema);
        }
        int zoom = schema.layer().maxZoom();
        return scan(
                schema, zoom, condition, region, "the tiles of zoom " + zoom + " that the filter's geometry touches");
    }

    /** Below the zooms at which Mapillary has images, and where there would be too many tiles, a map shows the overview. */
    private boolean isSmallScale(RenderingGrain grain, Region region) {
        return grain.mapZoom() <= MapillaryTypes.OVERVIEW.layer().maxZoom()
                || region.unbounded()
                || TileCover.of(region, MapillaryTypes.FULL_ZOOM, maxTiles).count() > maxTiles;
    }

    /** Every zoom of the overview is a sample of the whole: the finest that may be asked for answers. */
    private RequestPlan sampled(TypeSchema schema, Condition condition, Region region, Optional<RenderingGrain> grain)
            throws TooManyTilesException {
        if (region.covers(WORLD)) {
            return scan(schema, schema.layer().minZoom(), condition, region, "the whole world is sampled by one tile");
        }
        int finest = Math.min(
                schema.layer().maxZoom(), grain.map(RenderingGrain::mapZoom).orElse(Integer.MAX_VALUE));
        int zoom = finest;
        while (zoom > schema.layer().minZoom()
                && TileCover.of(region, zoom, maxTiles).count() > maxTiles) {
            zoom--;
        }
        String reason = zoom == finest
                ? "the tiles of zoom " + zoom + " that the filter's geometry touches"
                : "a coarser sample, of zoom " + zoom + ", as max_tiles=" + maxTiles + " allows no finer one";
        return scan(schema, zoom, condition, region, reason);
    }

    /** A box that holds every feature of the answer: of a line that is read from tiles, what these hold; by its id, all of it. */
    public Envelope reach(TypeSchema schema, Condition condition, Region region) {
        if (schema.geometry() == GeometryKind.LINES
                && condition.requiredTexts(Attribute.ID).isPresent()) {
            return Bbox.WORLD.toEnvelope();
        }
        Envelope box = region.envelope().intersection(Bbox.WORLD.toEnvelope());
        return schema.geometry() == GeometryKind.POINT || box.isNull()
                ? box
                : TileCover.reach(box, schema.layer().maxZoom());
    }

    private Optional<RequestPlan> lookup(TypeSchema schema, Condition condition, Region region, Projection wanted)
            throws IOException {
        if (schema.equals(MapillaryTypes.DETECTIONS)) {
            Optional<RequestPlan> byOwner = byOwner(schema, condition, wanted);
            if (byOwner.isPresent()) {
                return byOwner;
            }
        }
        Optional<Set<String>> ids = condition.requiredTexts(Attribute.ID);
        if (schema.equals(MapillaryTypes.SEQUENCES) && ids.isPresent()) {
            return Optional.of(bySequence(schema, ids.get(), everythingOf(MapillaryTypes.SEQUENCES_OF_IMAGES)));
        }
        if (schema.entity().isPresent() && ids.isPresent()) {
            return Optional.of(byId(schema, ids.get(), wanted));
        }
        Optional<Set<String>> sequences = condition.requiredTexts(SEQUENCE_ID);
        boolean cheaperByTiles = schema.tiles().isPresent() && !region.unbounded();
        boolean images = schema.entity().filter(EntityKind.IMAGE::equals).isPresent();
        return images && !cheaperByTiles
                ? sequences.map(found -> bySequence(schema, found, EntityFields.of(schema, wanted, positions)))
                : Optional.empty();
    }

    /** Only who asks by a map feature or a sequence learns which it is, so a filter that names one decides by what to ask. */
    private Optional<RequestPlan> byOwner(TypeSchema schema, Condition condition, Projection wanted)
            throws IOException {
        Optional<Set<String>> mapFeatures = condition.requiredTexts(MapillaryTypes.MAP_FEATURE_ID);
        Optional<Set<String>> sequences = condition.requiredTexts(SEQUENCE_ID);
        if (mapFeatures.isPresent() && sequences.isPresent()) {
            throw new InvalidQueryException("detections can be asked by map feature or by sequence, not by both:"
                    + " leave map_feature_id or sequence_id out of the filter");
        }
        if (mapFeatures.isPresent()) {
            return Optional.of(detections(schema, Owner.MAP_FEATURE, mapFeatures.get(), wanted));
        }
        return sequences.isPresent()
                ? Optional.of(detections(schema, Owner.SEQUENCE, sequences.get(), wanted))
                : condition.requiredTexts("image_id").map(images -> detections(schema, Owner.IMAGE, images, wanted));
    }

    private RequestPlan detections(TypeSchema schema, Owner owner, Set<String> owners, Projection wanted) {
        return owners.isEmpty()
                ? new Nothing(schema, "nothing can fulfil the filter")
                : new DetectionLookup(
                        schema,
                        owner,
                        sorted(owners),
                        EntityFields.of(schema, wanted, positions),
                        maxGraphRequests,
                        owner == Owner.SEQUENCE
                                ? "the filter names sequences; then follows one request for each of their images"
                                : "the filter names what they were found in");
    }

    private RequestPlan byId(TypeSchema schema, Set<String> ids, Projection wanted) throws TooManyRequestsException {
        EntityLookup lookup = new EntityLookup(
                schema, sorted(ids), EntityFields.of(schema, wanted, positions), positions, "the filter names the ids");
        int requests = lookup.batches().size();
        if (requests > maxGraphRequests) {
            throw new TooManyRequestsException(schema.name(), requests, maxGraphRequests);
        }
        return ids.isEmpty() ? new Nothing(schema, "no id can fulfil the filter") : lookup;
    }

    private RequestPlan bySequence(TypeSchema schema, Set<String> sequences, String fields) {
        return sequences.isEmpty()
                ? new Nothing(schema, "no sequence can fulfil the filter")
                : new SequenceLookup(
                        schema,
                        sorted(sequences),
                        fields,
                        positions,
                        maxGraphRequests,
                        "the filter names the sequences; then follows one request for each " + RequestPlan.BATCH
                                + " of their images");
    }

    /** In one order whatever the filter's, so that pages add up. */
    private static List<String> sorted(Set<String> ids) {
        return ids.stream().sorted().toList();
    }

    private String everythingOf(TypeSchema schema) {
        Set<String> names = schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet());
        return EntityFields.of(schema, new Projection(names, true), positions);
    }

    /** Tiles hold every image and map feature, the Graph API's own search does not find them all. */
    private RequestPlan byPlace(TypeSchema schema, Condition condition, Region region, Projection wanted)
            throws IOException {
        List<TypeSchema> holders = MapillaryTypes.tileTypesOf(schema);
        if (holders.isEmpty() || region.unbounded()) {
            throw needsIds(schema);
        }
        Condition inTiles = new TileConditions(MapillaryTypes.tileNamesOf(schema)).widened(condition);
        TileCover cover = TileCover.of(region, MapillaryTypes.FULL_ZOOM, maxTiles / holders.size());
        if (cover.count() * holders.size() > maxTiles) {
            throw new TooManyTilesException(
                    schema.name(), cover.count() * holders.size(), MapillaryTypes.FULL_ZOOM, maxTiles);
        }
        List<TileScan> scans = holders.stream()
                .map(holder -> new TileScan(
                        holder,
                        holder.tileSet(),
                        MapillaryTypes.FULL_ZOOM,
                        cover.tiles(),
                        inTiles,
                        "they hold the ids"))
                .toList();
        return cover.count() == 0
                ? new Nothing(schema, "the filter's geometry lies outside of the mapped world")
                : new EntityScan(
                        schema,
                        scans,
                        EntityFields.of(schema, wanted, positions),
                        positions,
                        maxGraphRequests,
                        "tiles hold the ids of everything in a place; then follows one request for each "
                                + RequestPlan.BATCH + " of them");
    }

    private RequestPlan scan(TypeSchema schema, int zoom, Condition condition, Region region, String reason)
            throws TooManyTilesException {
        TileCover cover = TileCover.of(region, zoom, maxTiles);
        if (cover.count() > maxTiles) {
            throw new TooManyTilesException(schema.name(), cover.count(), zoom, maxTiles);
        }
        return cover.count() == 0
                ? new Nothing(schema, "the filter's geometry lies outside of the mapped world")
                : new TileScan(schema, schema.tileSet(positions), zoom, cover.tiles(), condition, reason);
    }

    private static InvalidQueryException unbounded(TypeSchema schema) {
        return new InvalidQueryException("Nothing in the query on " + schema.name()
                + " says where: add a condition that bounds it, such as BBOX(geometry, 12.98, 55.59, 13.01, 55.61),"
                + " to every branch of the filter");
    }

    private static InvalidQueryException needsIds(TypeSchema schema) {
        boolean image = schema.entity().filter(EntityKind.IMAGE::equals).isPresent();
        return new InvalidQueryException("Nothing in the query on " + schema.name()
                + " says which: it answers by ids, as in \"id\" = '123'"
                + (image ? ", by sequences, as in sequence_id = 'abc'," : "")
                + (schema.equals(MapillaryTypes.DETECTIONS) ? ", and by image_id, map_feature_id or sequence_id" : "")
                + (MapillaryTypes.tileTypesOf(schema).isEmpty()
                        ? ""
                        : " and by place, as in BBOX(geometry, 12.98, 55.59, 13.01, 55.61)"));
    }
}
