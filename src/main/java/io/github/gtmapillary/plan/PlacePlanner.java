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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geotools.util.logging.Logging;
import org.locationtech.jts.geom.GeometryFactory;

/** Plans that start from where features are. */
final class PlacePlanner {
    private static final Region WORLD = Region.of(new GeometryFactory().toGeometry(Bbox.WORLD.toEnvelope()));

    /**
     * The zoom that samples the world for a map that is finer. Such a map does not show the world, as that is more than 1024 pixels wide:
     * a rendering transformation has widened its box. These are 16 tiles.
     */
    private static final int ZOOM_OF_THE_WORLD = 2;

    private static final Logger LOGGER = Logging.getLogger(PlacePlanner.class);

    private final PlanSettings settings;
    private final AtomicBoolean toldOfMaxTiles = new AtomicBoolean();

    PlacePlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /**
     * Plans one way of being accepted.
     *
     * @param positions which position of images says where they are
     * @return empty where nothing says where
     */
    Optional<RequestPlan> plan(Question question, Positions positions, Disjunct disjunct) throws IOException {
        TypeSchema schema = question.schema();
        if (schema.tiles().isEmpty()) {
            return namesIds(schema, disjunct.condition()) || disjunct.region().unbounded()
                    ? Optional.empty()
                    : entities(question, positions, disjunct);
        }
        if (schema.layer().thinned()) {
            return Optional.of(sampled(schema, positions, disjunct, question.grain(), ""));
        }
        if (question.grain().isPresent()) {
            Optional<RequestPlan> drawn = forMap(schema, question.grain().get(), positions, disjunct);
            if (drawn.isPresent()) {
                return drawn;
            }
        }
        return disjunct.region().unbounded() ? Optional.empty() : Optional.of(full(schema, positions, disjunct));
    }

    /** A filter that gives ids or owners needs no place, and a search might miss some of its features. */
    private static boolean namesIds(TypeSchema schema, Condition condition) {
        Stream<String> owners = schema.entity().stream()
                .flatMap(source -> source.owners().stream())
                .map(Owner::attribute);
        return Stream.concat(Stream.of(Attribute.ID), owners)
                .anyMatch(name -> condition.requiredTexts(name).isPresent());
    }

    private RequestPlan full(TypeSchema schema, Positions positions, Disjunct disjunct) throws TooManyTilesException {
        int zoom = schema.layer().maxZoom();
        String reason = "the tiles of zoom " + zoom + " that the filter's geometry touches";
        return settings.completeSequences() && schema.geometry() == GeometryKind.LINES
                ? scan(
                        schema,
                        positions,
                        zoom,
                        disjunct,
                        Optional.of(new Following(disjunct.region(), settings.maxTiles())),
                        reason + "; then follow those that their sequences go on in, until each is whole")
                : scan(schema, positions, zoom, disjunct, reason);
    }

    /** What a map can't show need not be read; empty where nothing can be spared. */
    private Optional<RequestPlan> forMap(
            TypeSchema schema, RenderingGrain grain, Positions positions, Disjunct disjunct)
            throws TooManyTilesException {
        if (schema.geometry() == GeometryKind.LINES) {
            int zoom = grain.zoomOf(schema.layer());
            return Optional.of(scan(schema, positions, zoom, disjunct, "zoom " + zoom + " is as fine as the map"));
        }
        if (schema.sample().isEmpty()) {
            return Optional.empty();
        }
        TypeSchema sample = schema.sample().get().type();
        if (isSmallScale(grain, sample, disjunct.region())) {
            return Optional.of(sampled(sample, positions, disjunct, Optional.of(grain), ""));
        }
        int fullZoom = schema.layer().maxZoom();
        if (TileCover.of(disjunct.region(), fullZoom, settings.maxTiles()).count() <= settings.maxTiles()) {
            return Optional.empty();
        }
        tellOfMaxTiles();
        return Optional.of(sampled(
                sample,
                positions,
                disjunct,
                Optional.of(grain),
                ", of the overview, as those of zoom " + fullZoom + " would be more than max_tiles="
                        + settings.maxTiles()));
    }

    private void tellOfMaxTiles() {
        if (!toldOfMaxTiles.getAndSet(true)) {
            LOGGER.log(
                    Level.INFO,
                    "Maps of images show the overview, a sample, where they would need more than max_tiles={0} tiles of"
                            + " zoom {1}; a smaller map or a greater max_tiles shows all. This is told once",
                    new Object[] {String.valueOf(settings.maxTiles()), MapillaryTypes.FULL_ZOOM});
        }
    }

    /** A map that is no finer than the sample shows the sample. */
    private static boolean isSmallScale(RenderingGrain grain, TypeSchema sample, Region region) {
        return grain.mapZoom() <= sample.layer().maxZoom() || region.unbounded();
    }

    /**
     * Every zoom of the overview is a sample of the whole: the finest that may be asked for answers.
     *
     * @param because why it is the overview that answers, where that needs a word
     */
    private RequestPlan sampled(
            TypeSchema schema, Positions positions, Disjunct disjunct, Optional<RenderingGrain> grain, String because)
            throws TooManyTilesException {
        boolean widened = grain.filter(map -> map.mapZoom() > ZOOM_OF_THE_WORLD).isPresent();
        boolean world = disjunct.region().covers(WORLD);
        if (world && !widened) {
            return scan(
                    schema, positions, schema.layer().minZoom(), disjunct, "the whole world is sampled by one tile");
        }
        int finest = world
                ? ZOOM_OF_THE_WORLD
                : Math.min(
                        schema.layer().maxZoom(),
                        grain.map(RenderingGrain::mapZoom).orElse(Integer.MAX_VALUE));
        int zoom = finest;
        while (zoom > schema.layer().minZoom()
                && TileCover.of(disjunct.region(), zoom, settings.maxTiles()).count() > settings.maxTiles()) {
            zoom--;
        }
        String touched = world
                ? "a sample of the whole world, of zoom " + zoom
                : "the tiles of zoom " + zoom + " that the filter's geometry touches";
        String reason = zoom == finest
                ? touched
                : "a coarser sample, of zoom " + zoom + ", as max_tiles=" + settings.maxTiles()
                        + " allows no finer one";
        return scan(schema, positions, zoom, disjunct, reason + because);
    }

    private RequestPlan scan(TypeSchema schema, Positions positions, int zoom, Disjunct disjunct, String reason)
            throws TooManyTilesException {
        return scan(schema, positions, zoom, disjunct, Optional.empty(), reason);
    }

    private RequestPlan scan(
            TypeSchema schema,
            Positions positions,
            int zoom,
            Disjunct disjunct,
            Optional<Following> following,
            String reason)
            throws TooManyTilesException {
        TileCover cover = TileCover.of(disjunct.region(), zoom, settings.maxTiles());
        if (cover.count() > settings.maxTiles()) {
            throw new TooManyTilesException(schema.name(), cover.count(), zoom, settings.maxTiles());
        }
        return cover.count() == 0
                ? outside(schema)
                : new TileScan(
                        schema,
                        schema.tileSet(positions),
                        zoom,
                        cover.tiles(),
                        disjunct.condition(),
                        following,
                        reason);
    }

    private static Nothing outside(TypeSchema schema) {
        return new Nothing(schema, "the filter's geometry lies outside of the mapped world");
    }

    private Optional<RequestPlan> entities(Question question, Positions positions, Disjunct disjunct)
            throws IOException {
        EntitySource entity = question.schema().entity().orElseThrow();
        Optional<IdTiles> ids = entity.idTiles();
        if (ids.isPresent() && (settings.search() == EntitySearch.TILES || isComputed(question.schema(), positions))) {
            return Optional.of(idsFromTiles(question, positions, disjunct, ids.get()));
        }
        return entity.search().isPresent()
                ? Optional.of(search(question, disjunct, entity.search().get()))
                : Optional.empty();
    }

    /** Nobody recorded which position the Graph API's search goes by; tiles of computed positions go by these. */
    private static boolean isComputed(TypeSchema schema, Positions positions) {
        return positions == Positions.COMPUTED && schema.computedGeometry().isPresent();
    }

    /** Tiles hold every image and map feature, the Graph API's own search does not find them all. */
    private RequestPlan idsFromTiles(Question question, Positions positions, Disjunct disjunct, IdTiles ids)
            throws IOException {
        TypeSchema schema = question.schema();
        List<TypeSchema> holders = ids.types();
        TileCover cover =
                TileCover.of(disjunct.region(), MapillaryTypes.FULL_ZOOM, settings.maxTiles() / holders.size());
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
                : entityScan(question, scans, "tiles hold the ids of everything in a place");
    }

    /** The entities of ids that tiles hold. */
    EntityScan entityScan(Question question, List<TilePlan> scans, String reason) {
        return new EntityScan(
                question.schema(),
                scans,
                EntityFields.of(question.schema(), question.wanted(), settings.positions()),
                settings.positions(),
                reason + "; then follows one request for each " + ApiLimits.BATCH + " of them");
    }

    private RequestPlan search(Question question, Disjunct disjunct, SearchEndpoint endpoint) throws IOException {
        TypeSchema schema = question.schema();
        List<SearchCell> cells = SearchCell.of(disjunct.region(), settings.maxGraphRequests());
        if (cells.size() > settings.maxGraphRequests()) {
            throw TooManyRequestsException.uncounted(schema.name(), settings.maxGraphRequests());
        }
        return cells.isEmpty()
                ? outside(schema)
                : new GraphSearch(
                        schema,
                        endpoint.name(),
                        cells,
                        SearchParameters.of(schema, disjunct.condition()),
                        EntityFields.of(schema, question.wanted(), settings.positions()),
                        settings.positions(),
                        "the Graph API's own search, which may leave some out where there are many; a cell that"
                                + " answers " + ApiLimits.FULL_ANSWER + " or more is asked for again in four");
    }
}
