package io.github.gtmapillary.tile;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * A line, cut at the edges of its tile. Recorded lines end there by themselves. In tiles with a buffer, lines go on beyond the edge, and
 * the next tile holds the same piece too, so it would be there twice.
 */
final class LineInTile {
    private final PixelGrid grid;
    private final List<Coordinate[]> parts;
    private List<Coordinate> part = new ArrayList<>();
    private boolean begun;
    private long x;
    private long y;

    /** @param parts receives each part that lies in the tile */
    LineInTile(PixelGrid grid, List<Coordinate[]> parts) {
        this.grid = grid;
        this.parts = parts;
    }

    /** Begins at a pixel, or continues to it. */
    void goTo(long nextX, long nextY) {
        boolean inside = isInside(nextX, nextY);
        if (begun && !(inside && isInside(x, y))) {
            goAcrossEdge(nextX, nextY);
        } else if (inside) {
            if (begun && part.isEmpty()) {
                part.add(grid.position(x, y));
            }
            part.add(grid.position(nextX, nextY));
        }
        begun = true;
        x = nextX;
        y = nextY;
    }

    void end() {
        if (part.size() > 1) {
            parts.add(part.toArray(Coordinate[]::new));
        }
        part = new ArrayList<>();
    }

    private boolean isInside(long pixelX, long pixelY) {
        return pixelX >= 0 && pixelX <= grid.extent() && pixelY >= 0 && pixelY <= grid.extent();
    }

    /** Clips one stretch to the tile as Liang and Barsky do. */
    private void goAcrossEdge(long nextX, long nextY) {
        double[] shares = {0, 1};
        boolean meets = clip(x, nextX - x, shares) && clip(y, nextY - y, shares) && shares[0] < shares[1];
        if (!meets) {
            end();
            return;
        }
        if (shares[0] > 0) {
            end();
        }
        if (part.isEmpty()) {
            part.add(at(shares[0], nextX, nextY));
        }
        part.add(at(shares[1], nextX, nextY));
        if (shares[1] < 1) {
            end();
        }
    }

    /** Narrows the share of a stretch that lies in the tile, along one axis; false if no share does. */
    private boolean clip(long from, long step, double[] shares) {
        if (step == 0) {
            return from >= 0 && from <= grid.extent();
        }
        double one = (double) -from / step;
        double other = (double) (grid.extent() - from) / step;
        shares[0] = Math.max(shares[0], Math.min(one, other));
        shares[1] = Math.min(shares[1], Math.max(one, other));
        return shares[0] <= shares[1];
    }

    /** Rounds to a whole pixel, so that the next tile gets the same one. */
    private Coordinate at(double share, long nextX, long nextY) {
        return grid.position(x + Math.round(share * (nextX - x)), y + Math.round(share * (nextY - y)));
    }
}
