package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Generates the polygons of a detection: a box for a traffic sign, segments for every other class. */
final class DetectionShapes {

    private static final int EXTENT = 4096;
    private static final int MOST_PARTS = 3;
    private static final int SMALLEST_RADIUS = 60;

    private DetectionShapes() {}

    static List<PixelPolygon> random(SplittableRandom random, String value) {
        if (value.equals("nature--sky")) {
            return List.of(PixelPolygon.box(0, 0, EXTENT, random.nextInt(200, 1500)));
        }
        return isSegmented(value) ? parts(random) : List.of(box(random));
    }

    static boolean isSegmented(String value) {
        return value.startsWith("object--")
                || value.startsWith("construction--")
                || value.startsWith("marking--")
                || value.startsWith("nature--");
    }

    private static PixelPolygon box(SplittableRandom random) {
        int left = random.nextInt(EXTENT - 300);
        int top = random.nextInt(EXTENT - 300);
        return PixelPolygon.box(left, top, left + random.nextInt(20, 300), top + random.nextInt(20, 300));
    }

    /** Places the polygons side by side, each in a strip of its own, so that they never touch. */
    private static List<PixelPolygon> parts(SplittableRandom random) {
        int count = random.nextDouble() < 0.7 ? 1 : random.nextInt(2, MOST_PARTS + 1);
        List<PixelPolygon> parts = new ArrayList<>(count);
        int strip = EXTENT / count;
        for (int i = 0; i < count; i++) {
            int radius = random.nextInt(SMALLEST_RADIUS, strip / 2);
            int x = i * strip + random.nextInt(radius, strip - radius);
            int y = random.nextInt(radius, EXTENT - radius);
            parts.add(star(random, new Pixel(x, y), radius));
        }
        return parts;
    }

    private static PixelPolygon star(SplittableRandom random, Pixel centre, int radius) {
        int corners = random.nextInt(5, 12);
        double[] reach = random.doubles(corners, 0.5, 1).toArray();
        List<Pixel> outer = ring(centre, radius, reach);
        if (random.nextDouble() >= 0.25) {
            return new PixelPolygon(List.of(outer));
        }
        // far enough inside that rounding cannot move a hole over the outer ring
        List<Pixel> hole = ring(centre, radius * 0.4, reach);
        Collections.reverse(hole);
        return new PixelPolygon(List.of(outer, hole));
    }

    /** Returns a ring that is clockwise on screen, because y points down. */
    private static List<Pixel> ring(Pixel centre, double radius, double[] reach) {
        List<Pixel> ring = new ArrayList<>(reach.length + 1);
        for (int i = 0; i < reach.length; i++) {
            double angle = 2 * Math.PI * i / reach.length;
            long x = centre.x() + Math.round(radius * reach[i] * Math.cos(angle));
            long y = centre.y() + Math.round(radius * reach[i] * Math.sin(angle));
            ring.add(new Pixel(x, y));
        }
        ring.add(ring.get(0));
        return ring;
    }
}
