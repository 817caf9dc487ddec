package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.wire.ImageHost;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.jspecify.annotations.Nullable;

/** Fetches pictures of images: reads their signed URLs from a store, and downloads the pictures from there. */
final class ThumbnailSource implements Closeable {
    private static final String TYPE = "image_entities";
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final DataStore store;
    private final Supplier<ImageHost> connector;
    private @Nullable ImageHost host;

    /** @param connector makes the connection for the first picture; most stores never need one */
    ThumbnailSource(DataStore store, Supplier<ImageHost> connector) {
        this.store = store;
        this.connector = connector;
    }

    byte[] bytes(String imageId, ThumbnailSize size) throws IOException {
        ImageHost images = host();
        try {
            return images.fetch(url(imageId, size, size.attribute()));
        } catch (ImageHost.ExpiredUrlException e) {
            // the URL may have been cached for too long: try once more with a new one
            return images.fetch(url(imageId, size, size.attribute(), "captured_at"));
        }
    }

    @Override
    public synchronized void close() {
        if (host != null) {
            host.close();
        }
    }

    private synchronized ImageHost host() {
        if (host == null) {
            host = connector.get();
        }
        return host;
    }

    private String url(String imageId, ThumbnailSize size, String... attributes) throws IOException {
        Query query = new Query(TYPE, FILTERS.equals(FILTERS.property("id"), FILTERS.literal(imageId)), attributes);
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            if (!reader.hasNext()) {
                throw new MapillaryException(
                        FailureKind.NOT_FOUND,
                        "Mapillary has no image " + imageId + ", or not for this token: check the id");
            }
            if (reader.next().getAttribute(size.attribute()) instanceof String url) {
                return url;
            }
            throw new MapillaryException(
                    FailureKind.NOT_FOUND,
                    "Image " + imageId + " has no picture of the size " + size.label()
                            + ": try another of 256, 1024, 2048 and original");
        }
    }
}
