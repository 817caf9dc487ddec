package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * The tiles of one zoom that a region touches.
 *
 * <p>A tile owns its western and northern edge, because positions in a tile run from 0 to extent - 1. The neighbours own the
 * other two edges. So a box that ends exactly where a tile begins touches that tile. A box that begins exactly where a tile ends does
 * not touch it.
 *
 * @param count how many tiles there are
 * @param tiles the tiles in natural order; empty if there are more than the limit
 */
public record TileCover(long count, List<TileId> tiles) {

    /**
     * How much of a tile's side is left out along the two edges that it does not own. Positions are whole fractions 1/extent of a
     * tile; no extent comes near a million.
     */
    private static final double OPEN_EDGE = 1e-6;

    /** A margin in degrees beyond the edges that a tile owns. It absorbs the rounding of a latitude computed from a tile and back. */
    private static final double ROUNDING = 1e-11;

    public TileCover {
        tiles = List.copyOf(tiles);
    }

    /**
     * Finds the tiles that a region touches.
     *
     * @param region in degrees; places beyond the edges of the Web Mercator world touch no tile
     * @param zoom 0 to 24
     * @param most the limit on tiles; more tiles than this are counted but not listed
     * @return the tiles that the region touches
     */
    public static TileCover of(Region region, int zoom, long most) {
        Search search = new Search(zoom, most);
        if (region.unbounded()) {
            search.takeAll(0, 0, 0);
        } else {
            search.descend(
                    0,
                    0,
                    0,
                    region.parts().stream()
                            .map(PreparedGeometryFactory::prepare)
                            .toList());
        }
        Collections.sort(search.tiles);
        return new TileCover(search.count, search.count > most ? List.of() : search.tiles);
    }

    /** Descends the tile pyramid from the whole world to one zoom, through the tiles that the region touches. */
    private static final class Search {
        private final GeometryFactory factory = new GeometryFactory();
        private final int zoom;
        private final long most;
        private final List<TileId> tiles = new ArrayList<>();
        private long count;

        Search(int zoom, long most) {
            this.zoom = zoom;
            this.most = most;
        }

        void descend(int z, int x, int y, List<PreparedGeometry> candidates) {
            Envelope owned = owned(z, x, y);
            Geometry square = factory.toGeometry(owned);
            List<PreparedGeometry> touching = candidates.stream()
                    .filter(part -> part.getGeometry().getEnvelopeInternal().intersects(owned))
                    .filter(part -> part.intersects(square))
                    .toList();
            if (touching.isEmpty()) {
                return;
            }
            if (z == zoom || touching.stream().anyMatch(part -> part.covers(square))) {
                takeAll(z, x, y);
                return;
            }
            for (int quadrant = 0; quadrant < 4; quadrant++) {
                descend(z + 1, 2 * x + (quadrant & 1), 2 * y + (quadrant >> 1), touching);
            }
        }

        void takeAll(int z, int x, int y) {
            int depth = zoom - z;
            long side = 1L << depth;
            count += side * side;
            if (count > most) {
                tiles.clear();
                return;
            }
            for (int column = 0; column < side; column++) {
                for (int row = 0; row < side; row++) {
                    tiles.add(new TileId(zoom, (x << depth) + column, (y << depth) + row));
                }
            }
        }

        /** The degrees that the tiles of the search's zoom below this one own. */
        private Envelope owned(int z, int x, int y) {
            double side = 1.0 / (1L << z);
            double leftOut = OPEN_EDGE / (1L << zoom);
            return new Envelope(
                    WebMercator.lon(x * side) - ROUNDING,
                    WebMercator.lon((x + 1) * side - leftOut),
                    WebMercator.lat((y + 1) * side - leftOut),
                    WebMercator.lat(y * side) + ROUNDING);
        }
    }

    /**
     * Extends a box by the whole of the tiles at its rim. Every piece of a line in the tiles of the box lies in the result.
     *
     * @param box longitudes as x, latitudes as y, in degrees
     * @param zoom the zoom of the tiles, 0 to 24
     * @return the extended box
     */
    public static Envelope reach(Envelope box, int zoom) {
        Envelope reach = new Envelope(box);
        GeometryFactory factory = new GeometryFactory();
        for (Coordinate corner :
                List.of(new Coordinate(box.getMinX(), box.getMinY()), new Coordinate(box.getMaxX(), box.getMaxY()))) {
            // a corner on an edge may touch the tiles on either side of it
            of(Region.of(factory.createPoint(corner)), zoom, 4)
                    .tiles()
                    .forEach(tile -> reach.expandToInclude(bounds(tile).toEnvelope()));
        }
        return reach;
    }

    /**
     * Finds the neighbours of a tile that a position on one of its edges also belongs to: none for a position inside, one on an edge,
     * three in a corner. The first and last columns of the world are neighbours; its first and last rows are not.
     *
     * @param tile the tile
     * @param position a position in the tile, edges included, in degrees
     * @return the neighbours
     */
    public static Set<TileId> acrossEdge(TileId tile, Coordinate position) {
        Bbox box = bounds(tile);
        int toEast = side(position.x, box.west(), box.east());
        int toSouth = -side(position.y, box.south(), box.north());
        int last = (1 << tile.zoom()) - 1;
        Set<TileId> neighbours = new LinkedHashSet<>();
        for (int dx : new int[] {0, toEast}) {
            for (int dy : new int[] {0, toSouth}) {
                int y = tile.y() + dy;
                if (y >= 0 && y <= last) {
                    neighbours.add(new TileId(tile.zoom(), (tile.x() + dx) & last, y));
                }
            }
        }
        neighbours.remove(tile);
        return neighbours;
    }

    /** Returns -1 at the lower bound, 1 at the upper bound, 0 between them. */
    private static int side(double value, double lower, double upper) {
        double edge = (upper - lower) * OPEN_EDGE;
        return value <= lower + edge ? -1 : value >= upper - edge ? 1 : 0;
    }

    /**
     * Returns the box of a tile.
     *
     * @param tile the tile
     * @return its edges in degrees
     */
    public static Bbox bounds(TileId tile) {
        double side = 1.0 / (1L << tile.zoom());
        return new Bbox(
                WebMercator.lon(tile.x() * side),
                WebMercator.lat((tile.y() + 1) * side),
                WebMercator.lon((tile.x() + 1) * side),
                WebMercator.lat(tile.y() * side));
    }
}
