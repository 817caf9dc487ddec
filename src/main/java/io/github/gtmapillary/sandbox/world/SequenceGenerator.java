package io.github.gtmapillary.sandbox.world;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Generates sequences along streets, with the gaps and repetitions of real ones. */
final class SequenceGenerator {

    private static final long IMAGE_ID_LIMIT = 50_000_000_000_000_000L;
    private static final int FIRST_YEAR = 2014;
    private static final int YEARS = 13;
    /** A distance from the tile's edge that keeps every computed position inside the tile. */
    private static final int INNER_MARGIN = 64;

    private final SplittableRandom random;
    private final IdSource ids;
    private final People people;
    private int year;

    SequenceGenerator(SplittableRandom random, IdSource ids, People people) {
        this.random = random;
        this.ids = ids;
        this.people = people;
    }

    /**
     * Generates a sequence with a line.
     *
     * @param stop how many images to take on one pixel somewhere along the way, 1 for no stop
     * @param dated whether it has capture times
     */
    SandboxSequence ordinary(StreetGrid streets, int stop, boolean dated) {
        Trip trip = Trip.random(random, ids, people);
        boolean aroundTheBlock = random.nextDouble() < 0.15;
        int count = aroundTheBlock ? random.nextInt(85, 140) : length();
        List<Waypoint> course = streets.course(random, count, trip.spacing(random), aroundTheBlock ? 5 : 0);
        int stopAt = random.nextInt(1, count);
        List<SandboxImage> images = images(trip, withStop(course, stopAt, stop), dated);
        return new SandboxSequence(
                trip.sequenceId(),
                dated ? forgetSomeTimes(images) : images,
                true,
                aroundTheBlock || random.nextDouble() < 0.5);
    }

    /** Generates a sequence without a line. Its original and its computed positions lie in one tile of zoom 14. */
    SandboxSequence withoutLine(StreetGrid streets, int count) {
        Trip trip = Trip.random(random, ids, people);
        List<Waypoint> course;
        do {
            course = streets.course(random, count, trip.spacing(random), 0);
        } while (!liesInsideOneTile(course));
        return new SandboxSequence(trip.sequenceId(), images(trip, course, true), false, false);
    }

    private List<SandboxImage> images(Trip trip, List<Waypoint> course, boolean dated) {
        List<SandboxImage> images = new ArrayList<>(course.size());
        long time = dated ? start() : 0;
        @Nullable Waypoint before = null;
        for (Waypoint waypoint : course) {
            // while the camera stands, position and pixel stay exactly the same
            Position position = waypoint.equals(before) ? last(images).position() : position(trip, waypoint);
            images.add(image(trip, waypoint, position, time));
            time += dated ? trip.interval(random) : 0;
            before = waypoint;
        }
        return images;
    }

    private SandboxImage image(Trip trip, Waypoint waypoint, Position position, long time) {
        boolean computed = trip.computed() && random.nextDouble() >= 0.02;
        Double angle = compassAngle(trip, waypoint);
        return new SandboxImage(
                ids.next(IMAGE_ID_LIMIT),
                trip.sequenceId(),
                time,
                position,
                computed ? computed(trip, position) : null,
                angle,
                computed
                        ? Angles.normalized((angle == null ? waypoint.bearing() : angle) + Trip.within(random, 8))
                        : null,
                trip.pano(),
                trip.organizationId(),
                trip.creatorId(),
                qualityScore(),
                trip.foot());
    }

    private Position position(Trip trip, Waypoint waypoint) {
        // corners get no noise, so that a returning course meets its own line there
        double noise = waypoint.corner() ? 0 : 0.4;
        return Position.wrapped(waypoint.lon(), waypoint.lat())
                .moved(trip.east() + Trip.within(random, noise), trip.north() + Trip.within(random, noise));
    }

    /** Distorts positions smoothly by place, so that lines that meet in original positions still meet. */
    private static Position computed(Trip trip, Position position) {
        double wave = Math.sin(position.lon() * 4000) + Math.cos(position.lat() * 5000);
        return position.moved(trip.computedEast() + wave, trip.computedNorth() - wave);
    }

    private @Nullable Double compassAngle(Trip trip, Waypoint waypoint) {
        double kind = random.nextDouble();
        if (kind < 0.03) {
            return null;
        }
        return kind < 0.04
                ? 0.0
                : Angles.normalized(waypoint.bearing() + trip.lookDirection() + Trip.within(random, 5));
    }

    private @Nullable Double qualityScore() {
        double kind = random.nextDouble();
        if (kind < 0.1) {
            return null;
        }
        return kind < 0.12 ? 0.0 : random.nextDouble();
    }

    private long start() {
        int startYear = FIRST_YEAR + year++ % YEARS;
        long day = LocalDate.of(startYear, 1, 1).toEpochDay() + random.nextInt(300);
        return Duration.ofDays(day).plusHours(5).toMillis()
                + random.nextLong(Duration.ofHours(14).toMillis());
    }

    /** Returns a length that is mostly short. Long sequences cross many tiles. */
    private int length() {
        return random.nextDouble() < 0.08 ? random.nextInt(120, 320) : random.nextInt(10, 80);
    }

    /** Removes a few capture times, but never that of the first image, because it dates the sequence. */
    private List<SandboxImage> forgetSomeTimes(List<SandboxImage> images) {
        List<SandboxImage> result = new ArrayList<>(images);
        for (int i = 1; i < images.size(); i++) {
            if (random.nextDouble() < 0.002) {
                result.set(i, undated(images.get(i)));
            }
        }
        return result;
    }

    private static SandboxImage undated(SandboxImage image) {
        return new SandboxImage(
                image.id(),
                image.sequenceId(),
                0,
                image.position(),
                image.computedPosition(),
                image.compassAngle(),
                image.computedCompassAngle(),
                image.pano(),
                image.organizationId(),
                image.creatorId(),
                image.qualityScore(),
                image.foot());
    }

    private static List<Waypoint> withStop(List<Waypoint> course, int at, int images) {
        List<Waypoint> result = new ArrayList<>(course);
        for (int i = 1; i < images; i++) {
            result.add(at, course.get(at));
        }
        return result;
    }

    private static boolean liesInsideOneTile(List<Waypoint> course) {
        TileCoord tile = grid(course.get(0)).tile();
        return course.stream().map(SequenceGenerator::grid).allMatch(position -> liesInside(tile, position));
    }

    private static boolean liesInside(TileCoord tile, GridPosition position) {
        return isInner(position.x() - tile.left()) && isInner(position.y() - tile.top());
    }

    private static boolean isInner(long offset) {
        return offset >= INNER_MARGIN && offset < TileCoord.EXTENT - INNER_MARGIN;
    }

    private static GridPosition grid(Waypoint waypoint) {
        return GridPosition.of(Position.wrapped(waypoint.lon(), waypoint.lat()));
    }

    private static SandboxImage last(List<SandboxImage> images) {
        return images.get(images.size() - 1);
    }
}
