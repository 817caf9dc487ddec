package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A slightly irregular grid of streets, a few of them closed. */
final class StreetGrid {

    private static final double BLOCK_METRES = 110;
    private static final double JITTER = 0.2;
    private static final double CLOSED_SHARE = 0.08;

    private final int columns;
    private final int rows;
    private final double[] lon;
    private final double[] lat;
    private final boolean[] openEast;
    private final boolean[] openNorth;

    StreetGrid(Area area, SplittableRandom random) {
        double stepLon = Position.degreesEast(BLOCK_METRES, area.south());
        double stepLat = Position.degreesNorth(BLOCK_METRES);
        columns = (int) Math.floor((area.east() - area.west()) / stepLon) + 1;
        rows = (int) Math.floor((area.north() - area.south()) / stepLat) + 1;
        lon = new double[columns * rows];
        lat = new double[columns * rows];
        openEast = new boolean[columns * rows];
        openNorth = new boolean[columns * rows];
        for (int corner = 0; corner < lon.length; corner++) {
            int row = corner / columns;
            lon[corner] = area.west() + (corner % columns + jitter(random)) * stepLon;
            lat[corner] = area.south() + (row + jitter(random)) * stepLat;
            openEast[corner] = random.nextDouble() >= CLOSED_SHARE;
            openNorth[corner] = random.nextDouble() >= CLOSED_SHARE;
        }
    }

    /**
     * Returns a course from a random corner that mostly goes straight on.
     *
     * @param count number of waypoints
     * @param spacing approximate metres between waypoints
     * @param leftTurns number of first corners at which it turns left; four return it to the first corner
     */
    List<Waypoint> course(SplittableRandom random, int count, double spacing, int leftTurns) {
        List<Waypoint> course = new ArrayList<>(count);
        int corner = random.nextInt(lon.length);
        while (!hasStreet(corner)) {
            corner = random.nextInt(lon.length);
        }
        Heading heading = Heading.values()[random.nextInt(Heading.values().length)];
        for (int turn = 0; course.size() < count; turn++) {
            Heading wish = turn > 0 && turn <= leftTurns ? heading.left() : wish(heading, random);
            heading = open(corner, wish) ? wish : firstOpen(corner, heading);
            int next = neighbour(corner, heading);
            addStreet(course, corner, next, spacing);
            corner = next;
        }
        return course.subList(0, count);
    }

    private void addStreet(List<Waypoint> course, int from, int to, double spacing) {
        double east = (lon[to] - lon[from]) / Position.degreesEast(1, lat[from]);
        double north = (lat[to] - lat[from]) / Position.degreesNorth(1);
        double bearing = Angles.normalized(Math.toDegrees(Math.atan2(east, north)));
        long steps = Math.max(1, Math.round(Math.hypot(east, north) / spacing));
        for (int step = 0; step < steps; step++) {
            double along = (double) step / steps;
            course.add(new Waypoint(
                    lon[from] + along * (lon[to] - lon[from]),
                    lat[from] + along * (lat[to] - lat[from]),
                    bearing,
                    step == 0));
        }
    }

    private static Heading wish(Heading heading, SplittableRandom random) {
        double choice = random.nextDouble();
        if (choice < 0.72) {
            return heading;
        }
        return choice < 0.86 ? heading.left() : heading.left().back();
    }

    private Heading firstOpen(int corner, Heading heading) {
        Heading left = heading.left();
        for (Heading candidate : List.of(heading, left, left.back(), heading.back())) {
            if (open(corner, candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no street leaves corner " + corner);
    }

    private boolean hasStreet(int corner) {
        for (Heading heading : Heading.values()) {
            if (open(corner, heading)) {
                return true;
            }
        }
        return false;
    }

    private boolean open(int corner, Heading heading) {
        return switch (heading) {
            case EAST -> corner % columns < columns - 1 && openEast[corner];
            case WEST -> corner % columns > 0 && openEast[corner - 1];
            case NORTH -> corner / columns < rows - 1 && openNorth[corner];
            case SOUTH -> corner / columns > 0 && openNorth[corner - columns];
        };
    }

    private int neighbour(int corner, Heading heading) {
        return switch (heading) {
            case EAST -> corner + 1;
            case WEST -> corner - 1;
            case NORTH -> corner + columns;
            case SOUTH -> corner - columns;
        };
    }

    private static double jitter(SplittableRandom random) {
        return (2 * random.nextDouble() - 1) * JITTER;
    }

    private enum Heading {
        EAST,
        NORTH,
        WEST,
        SOUTH;

        Heading left() {
            return switch (this) {
                case EAST -> NORTH;
                case NORTH -> WEST;
                case WEST -> SOUTH;
                case SOUTH -> EAST;
            };
        }

        Heading back() {
            return left().left();
        }
    }
}
