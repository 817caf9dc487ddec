package io.github.gtmapillary;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A data store over a sandbox, got as any program gets it. Registered as an extension it is open for all tests of a class, and each
 * begins with no requests made: with another sandbox and another store, should the test before have left requests under way.
 */
public final class SandboxStore implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
    private final SearchLimits limits;
    private final Map<String, ?> parameters;
    private Sandbox sandbox;
    private MapillaryDataStore store;
    private long sentBefore;

    /** Requests that have come to the sandbox and that it has been told to forget. */
    private long arrivedBefore;

    private SandboxStore(SearchLimits limits, Map<String, ?> parameters) throws IOException {
        this.limits = limits;
        this.parameters = parameters;
        start();
    }

    public static SandboxStore open(Map<String, ?> parameters) {
        return open(SearchLimits.STANDARD, parameters);
    }

    public static SandboxStore open(SearchLimits limits, Map<String, ?> parameters) {
        try {
            return new SandboxStore(limits, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() throws IOException {
        sandbox = Sandbox.start(0, SandboxWorld.standard(), limits);
        Map<String, Object> all = new HashMap<>(parametersFor(sandbox.url()));
        all.putAll(parameters);
        store = find(all);
        sentBefore = 0;
        arrivedBefore = 0;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public MapillaryDataStore store() {
        return store;
    }

    public static Map<String, Object> parametersFor(String url) {
        return Map.of(
                "dbtype",
                "mapillary",
                "access_token",
                Sandbox.ACCESS_TOKEN,
                "tiles_url",
                url,
                "graph_url",
                url,
                "cache_size_mb",
                0,
                "memory_cache_mb",
                0,
                "tiles_per_minute",
                Integer.MAX_VALUE,
                "tiles_per_day",
                Integer.MAX_VALUE,
                "graph_per_minute",
                Integer.MAX_VALUE);
    }

    public static MapillaryDataStore find(Map<String, ?> parameters) throws IOException {
        if (DataStoreFinder.getDataStore(parameters) instanceof MapillaryDataStore store) {
            return store;
        }
        throw new IOException("DataStoreFinder found no store for " + parameters.keySet());
    }

    public static Query query(String typeName, String cql) {
        try {
            return new Query(typeName, ECQL.toFilter(cql));
        } catch (CQLException e) {
            throw new IllegalArgumentException(cql, e);
        }
    }

    public List<SimpleFeature> read(Query query) throws IOException {
        return read(store, query);
    }

    public static List<SimpleFeature> read(MapillaryDataStore store, Query query) throws IOException {
        List<SimpleFeature> features = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                features.add(reader.next());
            }
        }
        return features;
    }

    /** The features' ids, without the name of their type. */
    public List<String> ids(Query query) throws IOException {
        return read(query).stream()
                .map(feature -> feature.getID().substring(query.getTypeName().length() + 1))
                .toList();
    }

    public int count(Query query) throws IOException {
        return store.getFeatureSource(query.getTypeName()).getCount(query);
    }

    /** The requests since the last call. After a reader that was closed early, {@link #sent()} is more reliable. */
    public List<String> takeRequests() {
        List<String> requests = sandbox.requests();
        sandbox.clearRequests();
        arrivedBefore += requests.size();
        sentBefore = store.health().requests();
        return requests;
    }

    /**
     * How many requests have been sent since the last call of {@link #takeRequests()}. Those of a reader that was closed early count
     * when they are sent; they may come to the sandbox later, or never.
     */
    public long sent() {
        return store.health().requests() - sentBefore;
    }

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        takeRequests();
        // what was sent and cancelled may still come, among the requests of this test
        if (store.health().requests() != arrivedBefore) {
            close();
            start();
        }
    }

    @Override
    public void afterAll(ExtensionContext testClass) {
        close();
    }

    @Override
    public void close() {
        store.dispose();
        sandbox.close();
    }
}
