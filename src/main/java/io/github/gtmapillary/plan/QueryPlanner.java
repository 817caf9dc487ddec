package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.RequestPlan.Nothing;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Chooses the requests that answer a query. */
public final class QueryPlanner {
    private static final Region WORLD = Region.of(new GeometryFactory().toGeometry(Bbox.WORLD.toEnvelope()));

    private final Positions positions;
    private final int maxTiles;

    /**
     * Makes a planner.
     *
     * @param positions which position of images counts
     * @param maxTiles most tiles that one query may ask for, at least 1
     */
    public QueryPlanner(Positions positions, int maxTiles) {
        this.positions = positions;
        this.maxTiles = maxTiles;
    }

    /**
     * Plans a query.
     *
     * @param condition every feature of the answer fulfils it
     * @param region every feature of the answer touches it
     * @throws TooManyTilesException when it needs more than {@code max_tiles}
     * @throws InvalidQueryException when nothing bounds it
     */
    public RequestPlan plan(TypeSchema schema, Condition condition, Region region) throws IOException {
        if (condition.equals(Condition.NEVER) || region.isNowhere()) {
            return new Nothing(schema, "nothing can fulfil the filter");
        }
        if (schema.equals(MapillaryTypes.OVERVIEW) && region.covers(WORLD)) {
            return scan(schema, schema.layer().minZoom(), condition, region, "the whole world is sampled by one tile");
        }
        if (region.unbounded()) {
            throw unbounded(schema);
        }
        int zoom = schema.layer().maxZoom();
        return scan(
                schema, zoom, condition, region, "the tiles of zoom " + zoom + " that the filter's geometry touches");
    }

    /** A box that holds every feature that touches a region, as far as the tiles asked for hold it. */
    public Envelope reach(TypeSchema schema, Region region) {
        Envelope box = region.envelope().intersection(Bbox.WORLD.toEnvelope());
        return schema.geometry() == GeometryKind.POINT || box.isNull()
                ? box
                : TileCover.reach(box, schema.layer().maxZoom());
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
}
