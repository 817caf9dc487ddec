package io.github.gtmapillary;

import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.ImageHost;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.store.AccessibleDataStore;
import io.github.gtmapillary.store.MapillaryAccess;
import io.github.gtmapillary.store.MapillaryFeatureSource;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.geotools.api.data.Query;
import org.geotools.api.feature.type.Name;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.feature.NameImpl;

/**
 * Mapillary's images, sequences and map features as GeoTools feature types, read-only. Made by {@link MapillaryDataStoreFactory};
 * safe for many threads.
 */
public final class MapillaryDataStore extends AccessibleDataStore {
    private final Health health = new Health();
    private final HealthRegistration registration;
    private final ApiClient client;
    private final MapillaryAccess access;
    private final ThumbnailSource thumbnails;

    MapillaryDataStore(ConnectionSettings settings) {
        this(settings, health -> ApiClient.connect(settings.api(), settings.cache(), settings.transport(), health));
    }

    /** @param connection makes the client, given what it is to tell what happens; the store closes it */
    MapillaryDataStore(ConnectionSettings settings, Function<Health, ApiClient> connection) {
        this.client = connection.apply(health);
        this.access = new MapillaryAccess(
                new QueryPlanner(settings.plans()),
                new PlanRunner(
                        client,
                        settings.api().connections(),
                        settings.skipFailedTiles(),
                        settings.plans().maxGraphRequests(),
                        System::nanoTime,
                        InstantSource.system()),
                InstantSource.system());
        this.registration = HealthRegistration.of(health, settings.api().tilesUrl());
        this.thumbnails = new ThumbnailSource(
                this,
                () -> new ImageHost(settings.api().timeout(), settings.api().allowHttp()));
    }

    @Override
    protected List<Name> createTypeNames() {
        return MapillaryTypes.ALL.stream()
                .<Name>map(type -> new NameImpl(getNamespaceURI(), type.name()))
                .toList();
    }

    @Override
    protected ContentFeatureSource createFeatureSource(ContentEntry entry) throws IOException {
        String name = entry.getName().getLocalPart();
        if (MapillaryTypes.named(name).isEmpty()) {
            throw new IOException("There is no feature type '" + name + "': there are " + MapillaryTypes.names());
        }
        return new MapillaryFeatureSource(entry, Query.ALL);
    }

    @Override
    protected MapillaryAccess access() {
        return access;
    }

    /**
     * Tells what a query will do: the plan, every request, what is tested where, and why. Makes no request.
     *
     * @param query with the type name
     * @throws IOException when the query can't be answered, for the reason that reading it would give
     */
    public QueryExplanation explain(Query query) throws IOException {
        if (!(getFeatureSource(query.getTypeName()) instanceof MapillaryFeatureSource source)) {
            throw new IllegalStateException("the feature sources of this store are its own");
        }
        return QueryExplanation.of(source.explain(query));
    }

    /**
     * Names the ids in a query's filter that no feature of its type can have, because of their form. Makes no request.
     *
     * @param query with the type name
     * @return one sentence for each, empty if every id may match
     * @throws IOException if there is no such type
     */
    public List<String> unmatchableIds(Query query) throws IOException {
        TypeSchema schema = MapillaryTypes.named(query.getTypeName())
                .orElseThrow(() -> new IOException("There is no feature type '" + query.getTypeName() + "'"));
        return UnmatchableIds.in(query.getFilter(), schema);
    }

    /** How the store is and what it has done so far; the same is in JMX. Makes no request. */
    public StoreHealth health() {
        return StoreHealth.of(health.report());
    }

    /**
     * Tells from now on that a query begins to stand still for some seconds: it waits for the pace, a limit of Mapillary's or a
     * repetition, and nothing arrives meanwhile. {@code max_wait_seconds} bounds the wait.
     *
     * @param listener called on any thread, with what the query waits for and when it is expected to go on; it has to be short
     */
    public void whenStandingStill(BiConsumer<String, Instant> listener) {
        health.listen(listener::accept);
    }

    /**
     * The picture of an image as the bytes of its file, mostly JPEG: asks for its signed URL, and fetches
     * it from there without a token.
     *
     * @throws IOException if there is no such image, it has no picture of this size, or the picture can't be had; the message says
     *     which
     */
    public byte[] thumbnail(String imageId, ThumbnailSize size) throws IOException {
        return thumbnails.bytes(imageId, size);
    }

    /** Lets go of connections and threads; readers that are still open end with an error. May be called more than once. */
    @Override
    public void dispose() {
        try {
            registration.end();
            client.close();
        } finally {
            thumbnails.close();
            super.dispose();
        }
    }
}
