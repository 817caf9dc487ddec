package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Disjunct;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.IdTiles;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.SearchEndpoint;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.GeometryFactory;

/** Plans that start from places. */
final class PlacePlanner {
    private static final Region WORLD = Region.of(new GeometryFactory().toGeometry(Bbox.WORLD.toEnvelope()));

    /**
     * The zoom that samples the world for a finer map. Such a map does not show the world, which would be more than 1024 pixels wide: a
     * rendering transformation has widened its box. This zoom has 16 tiles.
     */
    private static final int ZOOM_OF_THE_WORLD = 2;

    /** The tiles of one zoom that a region touches. */
    private record Touched(int zoom, TileCover cover) {}

    private final PlanSettings settings;
    private final TileCovers covers;

    PlacePlanner(PlanSettings settings, TileCovers covers) {
        this.settings = settings;
        this.covers = covers;
    }

    /**
     * Tells whether a plan can start from the places of features: a region bounds them, or a sample of the world answers.
     *
     * @param positions which position of images says where they are
     */
    boolean canStart(PlanningQuery query, Positions positions, Disjunct disjunct) {
        TypeSchema schema = query.schema();
        boolean unbounded = disjunct.region().unbounded();
        if (schema.tiles().isEmpty()) {
            return !unbounded && !namesIds(schema, disjunct.condition()) && canBeFoundByPlace(schema, positions);
        }
        return !unbounded || schema.layer().thinned() || (query.grain().isPresent() && hasSimplerMaps(schema));
    }

    /**
     * Plans one way of being accepted.
     *
     * @param positions the position of images that places are compared with
     * @return empty if the disjunct names no place
     */
    Optional<RequestPlan> plan(PlanningQuery query, Positions positions, Disjunct disjunct) throws IOException {
        return canStart(query, positions, disjunct)
                ? Optional.of(startingFrom(query, positions, disjunct))
                : Optional.empty();
    }

    private RequestPlan startingFrom(PlanningQuery query, Positions positions, Disjunct disjunct) throws IOException {
        TypeSchema schema = query.schema();
        if (schema.tiles().isEmpty()) {
            return entities(query, positions, disjunct);
        }
        if (schema.layer().thinned()) {
            return orOutside(schema, sampled(schema, positions, disjunct, query.grain(), ""));
        }
        return query.grain().isPresent() && hasSimplerMaps(schema)
                ? forMap(schema, query.grain().get(), positions, disjunct)
                : full(schema, positions, disjunct);
    }

    /** Whether a map needs no more than it can show; the maps of other types need all features. */
    private static boolean hasSimplerMaps(TypeSchema schema) {
        return schema.geometry() == GeometryKind.LINES || schema.sample().isPresent();
    }

    /** A filter that names ids or owners needs no place, and a search might miss some of its features. */
    private static boolean namesIds(TypeSchema schema, Condition condition) {
        Stream<String> owners = schema.entity().stream()
                .flatMap(source -> source.owners().stream())
                .map(Owner::attribute);
        return Stream.concat(Stream.of(Attribute.ID), owners)
                .anyMatch(name -> condition.requiredTexts(name).isPresent());
    }

    private RequestPlan full(TypeSchema schema, Positions positions, Disjunct disjunct) throws TooManyTilesException {
        Touched touched = touched(disjunct, schema.layer().maxZoom());
        if (!settings.completeSequences() || schema.geometry() != GeometryKind.LINES) {
            return orOutside(schema, scan(schema, positions, disjunct, touched, ofZoom(touched)));
        }
        String reason = ofZoom(touched) + "; then come the tiles that their sequences continue in, until each is whole";
        Following lines = new Following(disjunct.region(), settings.maxTiles());
        return orOutside(
                schema, scan(schema, positions, disjunct, touched, reason).map(scan -> scan.following(lines)));
    }

    private static String ofZoom(Touched touched) {
        return "the tiles of zoom " + touched.zoom + " that the filter's geometry touches";
    }

    private RequestPlan forMap(TypeSchema schema, RenderingGrain grain, Positions positions, Disjunct disjunct)
            throws TooManyTilesException {
        if (schema.geometry() == GeometryKind.LINES) {
            Touched touched = touched(disjunct, grain.zoomOf(schema.layer()));
            String reason = "zoom " + touched.zoom + " is as fine as the map";
            return orOutside(schema, scan(schema, positions, disjunct, touched, reason));
        }
        TypeSchema sample = schema.sample().orElseThrow().type();
        if (isSmallScale(grain, sample, disjunct.region())) {
            return orOutside(schema, sampled(sample, positions, disjunct, Optional.of(grain), ""));
        }
        Touched touched = touched(disjunct, schema.layer().maxZoom());
        if (isAllowed(touched)) {
            return orOutside(schema, scan(schema, positions, disjunct, touched, ofZoom(touched)));
        }
        String because = ", of the overview, because those of zoom " + touched.zoom + " would be more than max_tiles="
                + settings.maxTiles();
        return orOutside(
                schema,
                sampled(sample, positions, disjunct, Optional.of(grain), because)
                        .map(scan -> scan.noting(noteOfSample(schema, touched.zoom))));
    }

    private PlanNote noteOfSample(TypeSchema schema, int zoom) {
        return new PlanNote("Maps of " + schema.name()
                + " show the overview, a sample, if they would need more than max_tiles=" + settings.maxTiles()
                + " tiles of zoom " + zoom
                + "; a smaller map or a greater max_tiles shows all. This message appears once");
    }

    /** A map that is no finer than the sample shows the sample. */
    private static boolean isSmallScale(RenderingGrain grain, TypeSchema sample, Region region) {
        return grain.mapZoom() <= sample.layer().maxZoom() || region.unbounded();
    }

    /**
     * Every zoom of the overview is a sample of the whole, so the finest allowed one answers.
     *
     * @param because why the overview answers; may be empty
     */
    private Optional<TileScan> sampled(
            TypeSchema schema, Positions positions, Disjunct disjunct, Optional<RenderingGrain> grain, String because)
            throws TooManyTilesException {
        boolean widened = grain.filter(map -> map.mapZoom() > ZOOM_OF_THE_WORLD).isPresent();
        boolean world = disjunct.region().covers(WORLD);
        if (world && !widened) {
            Touched touched = touched(disjunct, schema.layer().minZoom());
            return scan(schema, positions, disjunct, touched, "the whole world is sampled by one tile");
        }
        int finest = world
                ? ZOOM_OF_THE_WORLD
                : Math.min(
                        schema.layer().maxZoom(),
                        grain.map(RenderingGrain::mapZoom).orElse(Integer.MAX_VALUE));
        Touched touched = touched(disjunct, finest);
        while (touched.zoom > schema.layer().minZoom() && !isAllowed(touched)) {
            touched = touched(disjunct, touched.zoom - 1);
        }
        String reason = world ? "a sample of the whole world, of zoom " + touched.zoom : ofZoom(touched);
        if (touched.zoom < finest) {
            reason = "a coarser sample, of zoom " + touched.zoom + ", as max_tiles=" + settings.maxTiles()
                    + " allows no finer one";
        }
        return scan(schema, positions, disjunct, touched, reason + because);
    }

    private Touched touched(Disjunct disjunct, int zoom) {
        return new Touched(zoom, covers.of(disjunct.region(), zoom, settings.maxTiles()));
    }

    private boolean isAllowed(Touched touched) {
        return touched.cover.count() <= settings.maxTiles();
    }

    /** Empty if the region touches no tile. */
    private Optional<TileScan> scan(
            TypeSchema schema, Positions positions, Disjunct disjunct, Touched touched, String reason)
            throws TooManyTilesException {
        if (!isAllowed(touched)) {
            throw new TooManyTilesException(schema.name(), touched.cover.count(), touched.zoom, settings.maxTiles());
        }
        return touched.cover.count() == 0
                ? Optional.empty()
                : Optional.of(new TileScan(
                        schema,
                        schema.tileSet(positions),
                        touched.zoom,
                        touched.cover.tiles(),
                        disjunct.condition(),
                        reason));
    }

    private static RequestPlan orOutside(TypeSchema schema, Optional<TileScan> scan) {
        return scan.<RequestPlan>map(found -> found).orElseGet(() -> outside(schema));
    }

    private static Nothing outside(TypeSchema schema) {
        return new Nothing(schema, "the filter's geometry lies outside of the mapped world");
    }

    private boolean canBeFoundByPlace(TypeSchema schema, Positions positions) {
        return idTiles(schema, positions).isPresent()
                || schema.entity().flatMap(EntitySource::search).isPresent();
    }

    private RequestPlan entities(PlanningQuery query, Positions positions, Disjunct disjunct) throws IOException {
        TypeSchema schema = query.schema();
        Optional<IdTiles> ids = idTiles(schema, positions);
        return ids.isPresent()
                ? idsFromTiles(query, positions, disjunct, ids.get())
                : search(
                        query,
                        disjunct,
                        schema.entity().flatMap(EntitySource::search).orElseThrow());
    }

    /** The tiles that the ids of entities are taken from; empty where the Graph API is to search for them. */
    private Optional<IdTiles> idTiles(TypeSchema schema, Positions positions) {
        return schema.entity()
                .flatMap(EntitySource::idTiles)
                .filter(ids -> settings.search() == EntitySearch.TILES || isComputed(schema, positions));
    }

    /** The position that the Graph API's search compares is not recorded; tiles of computed positions compare the computed one. */
    private static boolean isComputed(TypeSchema schema, Positions positions) {
        return positions == Positions.COMPUTED && schema.computedGeometry().isPresent();
    }

    /** Tiles hold every image and map feature; the Graph API's own search does not find all of them. */
    private RequestPlan idsFromTiles(PlanningQuery query, Positions positions, Disjunct disjunct, IdTiles ids)
            throws IOException {
        TypeSchema schema = query.schema();
        List<TypeSchema> holders = ids.types();
        TileCover cover = covers.of(disjunct.region(), MapillaryTypes.FULL_ZOOM, settings.maxTiles() / holders.size());
        if (cover.count() * holders.size() > settings.maxTiles()) {
            throw new TooManyTilesException(
                    schema.name(), cover.count() * holders.size(), MapillaryTypes.FULL_ZOOM, settings.maxTiles());
        }
        Condition inTiles = new TileConditions(ids.names()).widened(disjunct.condition());
        List<TilePlan> scans = holders.stream()
                .<TilePlan>map(holder -> new TileScan(
                        holder,
                        holder.tileSet(positions),
                        MapillaryTypes.FULL_ZOOM,
                        cover.tiles(),
                        inTiles,
                        "they hold the ids"))
                .toList();
        return cover.count() == 0
                ? outside(schema)
                : entityScan(query, scans, "tiles hold the ids of everything in a place");
    }

    /** The entities of the ids in tiles. */
    EntityScan entityScan(PlanningQuery query, List<TilePlan> scans, String reason) {
        return new EntityScan(
                query.schema(),
                scans,
                EntityFields.of(query.schema(), query.wanted(), settings.positions()),
                settings.positions(),
                reason + "; then comes one request for each " + ApiLimits.BATCH + " of them");
    }

    private RequestPlan search(PlanningQuery query, Disjunct disjunct, SearchEndpoint endpoint) throws IOException {
        TypeSchema schema = query.schema();
        List<SearchCell> cells =
                SearchCell.of(disjunct.region(), settings.graphLimit().most());
        settings.graphLimit().checkCounted(schema.name(), cells.size());
        return cells.isEmpty()
                ? outside(schema)
                : new GraphSearch(
                        schema,
                        endpoint.name(),
                        cells,
                        SearchParameters.of(schema, disjunct.condition()),
                        EntityFields.of(schema, query.wanted(), settings.positions()),
                        settings.positions(),
                        "the Graph API's own search, which may leave features out where there are many; a cell that"
                                + " answers " + ApiLimits.FULL_ANSWER + " or more is requested again in four quarters");
    }
}
