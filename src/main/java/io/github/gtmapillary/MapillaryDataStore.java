package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FetchSettings;
import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.client.ApiClients;
import io.github.gtmapillary.http.wire.ImageHost;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.store.MapillaryContentStore;
import io.github.gtmapillary.store.MapillaryFeatureSource;
import io.github.gtmapillary.store.StoreServices;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.geotools.api.data.DataStoreFactorySpi;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.Name;
import org.geotools.data.store.DecoratingDataStore;
import org.geotools.feature.NameImpl;
import org.jspecify.annotations.Nullable;

/**
 * Mapillary's images, sequences, map features, detections and organizations as GeoTools feature types, read-only:
 *
 * <pre>{@code
 * DataStore store = DataStoreFinder.getDataStore(Map.of("dbtype", "mapillary", "access_token", token));
 * }</pre>
 *
 * <p>{@link MapillaryDataStoreFactory} makes stores. A store is safe for many threads; each reader is for one thread. All geometries
 * are WGS 84, longitude first, in degrees. Dispose of a store after use: it holds connections, threads and a part of the disk cache.
 */
public final class MapillaryDataStore extends DecoratingDataStore {
    private final MapillaryContentStore content;
    private final Health health;
    private final HealthRegistration registration;
    private final ApiClient client;
    private final ThumbnailSource thumbnails;

    /**
     * Makes a store that closes its client.
     *
     * @param health receives the client's counts
     * @param namespace the URI of the types' names, null for names without one
     */
    MapillaryDataStore(
            ConnectionSettings settings,
            Health health,
            ApiClient client,
            DataStoreFactorySpi factory,
            @Nullable String namespace) {
        this(settings, health, client, new MapillaryContentStore(services(settings, client), factory, namespace));
    }

    private MapillaryDataStore(
            ConnectionSettings settings, Health health, ApiClient client, MapillaryContentStore content) {
        super(content);
        this.content = content;
        this.health = health;
        this.client = client;
        this.registration = HealthRegistration.of(health, settings.api().tilesUrl());
        this.thumbnails = new ThumbnailSource(
                this,
                () -> new ImageHost(settings.api().timeout(), settings.api().allowHttp()));
    }

    /** Makes a store for these settings. */
    static MapillaryDataStore connect(
            ConnectionSettings settings, DataStoreFactorySpi factory, @Nullable String namespace) {
        Health health = new Health();
        ApiClient client = ApiClients.connect(settings.api(), settings.cache(), settings.limits(), health);
        return new MapillaryDataStore(settings, health, client, factory, namespace);
    }

    private static StoreServices services(ConnectionSettings settings, ApiClient client) {
        PlanRunner runner = new PlanRunner(
                client,
                new FetchSettings(
                        settings.api().connections(),
                        settings.failedTiles(),
                        settings.plans().graphLimit()),
                System::nanoTime,
                InstantSource.system());
        return new StoreServices(
                MapillaryTypes.CATALOG, new QueryPlanner(settings.plans()), runner, InstantSource.system());
    }

    @Override
    public MapillaryFeatureSource getFeatureSource(String typeName) throws IOException {
        return getFeatureSource(new NameImpl(typeName));
    }

    @Override
    public MapillaryFeatureSource getFeatureSource(Name typeName) throws IOException {
        return content.featureSource(typeName, this);
    }

    @Override
    public SimpleFeatureType getSchema(String typeName) throws IOException {
        return getFeatureSource(typeName).getSchema();
    }

    @Override
    public SimpleFeatureType getSchema(Name typeName) throws IOException {
        return getFeatureSource(typeName.getLocalPart()).getSchema();
    }

    @Override
    public FeatureReader<SimpleFeatureType, SimpleFeature> getFeatureReader(Query query, Transaction transaction)
            throws IOException {
        return query.getTypeName() == null
                ? super.getFeatureReader(query, transaction)
                : getFeatureSource(query.getTypeName()).reader(query);
    }

    /**
     * Explains how the store will answer a query: the plan, its requests, which conditions are tested where, and why. Sends no request.
     *
     * @param query a query with a type name
     * @return the explanation
     * @throws IOException if the query can't be answered, with the message that reading it would give
     */
    public QueryExplanation explain(Query query) throws IOException {
        return QueryExplanation.of(getFeatureSource(query.getTypeName()).explain(query));
    }

    /**
     * Names the ids in a query's filter that no feature of its type can have, because of their form. Makes no request.
     *
     * @param query a query with a type name
     * @return one sentence for each such id, empty if every id may match
     * @throws IOException if there is no such type
     */
    public List<String> unmatchableIds(Query query) throws IOException {
        return UnmatchableIds.in(query.getFilter(), content.schema(query.getTypeName()));
    }

    /** {@return the store's state and its counts so far, as JMX shows them} Sends no request. */
    public StoreHealth health() {
        return StoreHealth.of(health.report());
    }

    /**
     * Registers a listener for queries that begin to stand still for some seconds: they wait for the pace, a limit of Mapillary's or a
     * repetition, and nothing arrives meanwhile. {@code max_wait_seconds} limits the wait.
     *
     * @param listener called on any thread with the cause of the wait and its expected end; it must return quickly
     */
    public void whenStandingStill(BiConsumer<String, Instant> listener) {
        health.listen(listener::accept);
    }

    /**
     * Fetches the picture of an image: asks the Graph API for its signed URL, then downloads it from there without a token.
     *
     * @param imageId the {@code id} of an image
     * @param size the width of the picture
     * @return the bytes of the picture's file, mostly JPEG
     * @throws IOException if there is no such image, if it has no picture of this size, or if the download fails; the message says
     *     which
     */
    public byte[] thumbnail(String imageId, ThumbnailSize size) throws IOException {
        return thumbnails.bytes(imageId, size);
    }

    /** Closes connections and threads; open readers end with an error. Further calls do nothing. */
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
