package io.github.gtmapillary.oracle;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which tiles a geometry touches, found by trying each. */
public final class TouchedTiles {
    private static final int TILES = 1 << 14;

    private TouchedTiles() {}

    /** As {@code x/y} at zoom 14. A tile's eastern and southern edges belong to its neighbours. */
    public static Set<String> of(List<Geometry> geometries) {
        Set<String> touched = new TreeSet<>();
        for (Geometry whole : geometries) {
            for (int i = 0; i < whole.getNumGeometries(); i++) {
                addTouched(whole.getGeometryN(i), touched);
            }
        }
        return touched;
    }

    /** Those of a zoom that a box touches, as {@code zoom/x/y}. */
    public static Set<String> of(Envelope box, int zoom) {
        int tiles = 1 << zoom;
        Set<String> touched = new TreeSet<>();
        for (int x = column(box.getMinX(), tiles); x <= column(box.getMaxX(), tiles); x++) {
            for (int y = row(box.getMaxY(), tiles); y <= row(box.getMinY(), tiles); y++) {
                touched.add(zoom + "/" + x + "/" + y);
            }
        }
        return touched;
    }

    private static void addTouched(Geometry geometry, Set<String> touched) {
        if (geometry.isEmpty()) {
            return;
        }
        Envelope box = geometry.getEnvelopeInternal();
        for (int x = column(box.getMinX(), TILES); x <= column(box.getMaxX(), TILES); x++) {
            for (int y = row(box.getMaxY(), TILES); y <= row(box.getMinY(), TILES); y++) {
                if (geometry.intersects(new GeometryFactory().toGeometry(square(x, y)))) {
                    touched.add(x + "/" + y);
                }
            }
        }
    }

    private static Envelope square(int x, int y) {
        double most = 1 - 1e-6;
        return new Envelope(lon(x), lon(x + most), lat(y + most), lat(y));
    }

    private static int column(double lon, int tiles) {
        return within((lon + 180) / 360, tiles);
    }

    private static int row(double lat, int tiles) {
        double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2));
        return within((1 - y / Math.PI) / 2, tiles);
    }

    private static int within(double fraction, int tiles) {
        return Math.max(0, Math.min(tiles - 1, (int) Math.floor(fraction * tiles)));
    }

    private static double lon(double x) {
        return x / TILES * 360 - 180;
    }

    private static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / TILES))));
    }
}
