package io.github.gtmapillary;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Which tiles a geometry touches, found by trying each. */
final class TouchedTiles {
    private static final int TILES = 1 << 14;

    private TouchedTiles() {}

    /** As {@code x/y} at zoom 14. A tile's eastern and southern edges belong to its neighbours. */
    static Set<String> of(List<Geometry> geometries) {
        Set<String> touched = new TreeSet<>();
        for (Geometry whole : geometries) {
            for (int i = 0; i < whole.getNumGeometries(); i++) {
                addTouched(whole.getGeometryN(i), touched);
            }
        }
        return touched;
    }

    private static void addTouched(Geometry geometry, Set<String> touched) {
        if (geometry.isEmpty()) {
            return;
        }
        Envelope box = geometry.getEnvelopeInternal();
        for (int x = column(box.getMinX()); x <= column(box.getMaxX()); x++) {
            for (int y = row(box.getMaxY()); y <= row(box.getMinY()); y++) {
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

    private static int column(double lon) {
        return Math.min(TILES - 1, (int) Math.floor((lon + 180) / 360 * TILES));
    }

    private static int row(double lat) {
        double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2));
        return (int) Math.floor((1 - y / Math.PI) / 2 * TILES);
    }

    private static double lon(double x) {
        return x / TILES * 360 - 180;
    }

    private static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / TILES))));
    }
}
