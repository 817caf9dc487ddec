package io.github.gtmapillary.sandbox.world;

import java.util.List;

/**
 * A polygon on an image. 4096 pixels span the image's width and its height; x points right, y down.
 *
 * @param rings the outer one, clockwise as seen, and then its holes, counterclockwise; each ends where it starts
 */
public record PixelPolygon(List<List<Pixel>> rings) {

    public PixelPolygon {
        rings = rings.stream().map(List::copyOf).toList();
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("a polygon needs a ring");
        }
        for (List<Pixel> ring : rings) {
            if (ring.size() < 4 || !ring.get(0).equals(ring.get(ring.size() - 1))) {
                throw new IllegalArgumentException("not a closed ring: " + ring);
            }
        }
    }

    static PixelPolygon box(long left, long top, long right, long bottom) {
        Pixel first = new Pixel(left, top);
        return new PixelPolygon(List.of(
                List.of(first, new Pixel(right, top), new Pixel(right, bottom), new Pixel(left, bottom), first)));
    }
}
