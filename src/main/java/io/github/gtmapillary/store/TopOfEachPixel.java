package io.github.gtmapillary.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Keeps, of the features in one pixel of a sorted map, the one that the map draws last and so on top. The features come out in no
 * particular order, so sorting comes after.
 *
 * <p>A pixel is a cell of a grid that begins at longitude and latitude 0, so that neighbouring maps leave out the same features. A
 * feature that is larger than a pixel is always kept. The features of a limited number of pixels wait in memory; when there are
 * more, those that wait are handed out, and a pixel may then have several features. That is slower to draw, but never wrong.
 */
final class TopOfEachPixel implements SimpleFeatureReader {
    private final SimpleFeatureReader features;
    private final Envelope pixel;
    private final Comparator<SimpleFeature> order;
    private final int most;
    private final Map<Cell, SimpleFeature> top = new HashMap<>();
    private final Queue<SimpleFeature> ready = new ArrayDeque<>();

    private record Cell(long column, long row) {}

    /**
     * Thins the features of a map.
     *
     * @param pixel as wide and as high as a pixel, in degrees
     * @param order that the map draws in
     * @param most how many pixels may wait in memory
     */
    TopOfEachPixel(SimpleFeatureReader features, Envelope pixel, Comparator<SimpleFeature> order, int most) {
        this.features = features;
        this.pixel = pixel;
        this.order = order;
        this.most = most;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return features.getFeatureType();
    }

    @Override
    public boolean hasNext() throws IOException {
        while (ready.isEmpty() && features.hasNext()) {
            take(features.next());
            if (top.size() >= most) {
                handOut();
            }
        }
        if (ready.isEmpty()) {
            handOut();
        }
        return !ready.isEmpty();
    }

    private void take(SimpleFeature feature) {
        Cell cell = cell(feature);
        if (cell == null) {
            ready.add(feature);
        } else {
            top.merge(cell, feature, (lower, other) -> order.compare(lower, other) <= 0 ? other : lower);
        }
    }

    private void handOut() {
        ready.addAll(top.values());
        top.clear();
    }

    /** Null for a geometry that is larger than a pixel or has no position. */
    private @Nullable Cell cell(SimpleFeature feature) {
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry) || geometry.isEmpty()) {
            return null;
        }
        Envelope box = geometry.getEnvelopeInternal();
        if (box.getWidth() >= pixel.getWidth() || box.getHeight() >= pixel.getHeight()) {
            return null;
        }
        Coordinate centre = box.centre();
        return new Cell(
                (long) Math.floor(centre.x / pixel.getWidth()), (long) Math.floor(centre.y / pixel.getHeight()));
    }

    @Override
    public SimpleFeature next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more features");
        }
        return ready.remove();
    }

    @Override
    public void close() throws IOException {
        features.close();
    }
}
