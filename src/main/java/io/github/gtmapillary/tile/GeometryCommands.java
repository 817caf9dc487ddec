package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Steps through a feature's geometry as the Mapbox Vector Tile specification 2.1 writes it (section 4.3): command integers with a
 * count, each followed by that many pairs of zigzag-encoded moves.
 */
final class GeometryCommands {
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;

    private final int[] integers;
    private final int count;
    private int next;
    private long x;
    private long y;

    /** @param count how many of the integers are the geometry */
    GeometryCommands(int[] integers, int count) {
        this.integers = integers;
        this.count = count;
    }

    static GeometryCommands of(Feature feature) {
        int[] integers = new int[feature.getGeometryCount()];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = feature.getGeometry(i);
        }
        return new GeometryCommands(integers, integers.length);
    }

    /**
     * Goes to the position of a point feature.
     *
     * @return false if the feature has several points; the position is then that of the last one
     */
    boolean toPoint() throws InvalidProtocolBufferException {
        int count = command(MOVE_TO);
        for (int i = 0; i < count; i++) {
            move();
        }
        if (hasMore()) {
            throw new InvalidProtocolBufferException("a point goes on after its position.");
        }
        return count == 1;
    }

    /**
     * Reads the parts of a line feature that lie in the tile, edges included. Parts with a single position have no length and are
     * left out.
     *
     * @throws InvalidProtocolBufferException if the geometry is malformed, or the line goes farther from the tile than any buffer
     *     around a tile does, which may be outside the world
     */
    List<Coordinate[]> toLines(PixelGrid grid) throws InvalidProtocolBufferException {
        List<Coordinate[]> lines = new ArrayList<>(1);
        while (hasMore()) {
            if (command(MOVE_TO) != 1) {
                throw new InvalidProtocolBufferException("a line begins more than once.");
            }
            LineInTile line = new LineInTile(grid, lines);
            goOn(grid, line);
            int count = hasMore() && !comes(MOVE_TO) ? command(LINE_TO) : 0;
            for (int i = 0; i < count; i++) {
                goOn(grid, line);
            }
            line.end();
        }
        return lines;
    }

    long x() {
        return x;
    }

    long y() {
        return y;
    }

    private void goOn(PixelGrid grid, LineInTile line) throws InvalidProtocolBufferException {
        move();
        if (!grid.reaches(x, y)) {
            throw new InvalidProtocolBufferException("a line goes more than a tile's side beyond its tile.");
        }
        line.goTo(x, y);
    }

    private boolean hasMore() {
        return next < count;
    }

    private boolean comes(int command) {
        return (integers[next] & 7) == command;
    }

    /** Reads a command that must be of one kind. */
    private int command(int expected) throws InvalidProtocolBufferException {
        int command = integer();
        int count = command >>> 3;
        if ((command & 7) != expected || count == 0) {
            throw new InvalidProtocolBufferException(
                    "a geometry has the command " + (command & 7) + " with count " + count);
        }
        if (count > (this.count - next) / 2) {
            throw new InvalidProtocolBufferException("a geometry ends too early.");
        }
        return count;
    }

    private void move() throws InvalidProtocolBufferException {
        x += zigzag(integer());
        y += zigzag(integer());
    }

    private int integer() throws InvalidProtocolBufferException {
        if (!hasMore()) {
            throw new InvalidProtocolBufferException("a geometry ends too early.");
        }
        return integers[next++];
    }

    static int zigzag(int encoded) {
        return (encoded >>> 1) ^ -(encoded & 1);
    }
}
