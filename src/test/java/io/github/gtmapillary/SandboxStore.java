package io.github.gtmapillary;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.SandboxWorld;
import io.github.gtmapillary.sandbox.SearchLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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
 * begins with no requests made.
 */
record SandboxStore(Sandbox sandbox, MapillaryDataStore store, AtomicLong sentBefore)
        implements AutoCloseable, BeforeEachCallback, AfterAllCallback {

    static SandboxStore open(Map<String, ?> parameters) {
        return open(SearchLimits.STANDARD, parameters);
    }

    static SandboxStore open(SearchLimits limits, Map<String, ?> parameters) {
        try {
            return over(Sandbox.start(0, SandboxWorld.standard(), limits), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more store over a sandbox that is there. */
    static SandboxStore over(Sandbox sandbox, Map<String, ?> parameters) throws IOException {
        Map<String, Object> all = new HashMap<>(parametersFor(sandbox.url()));
        all.putAll(parameters);
        return new SandboxStore(sandbox, find(all), new AtomicLong());
    }

    static Map<String, Object> parametersFor(String url) {
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

    static MapillaryDataStore find(Map<String, ?> parameters) throws IOException {
        if (DataStoreFinder.getDataStore(parameters) instanceof MapillaryDataStore store) {
            return store;
        }
        throw new IOException("DataStoreFinder found no store for " + parameters.keySet());
    }

    static Query query(String typeName, String cql) {
        try {
            return new Query(typeName, ECQL.toFilter(cql));
        } catch (CQLException e) {
            throw new IllegalArgumentException(cql, e);
        }
    }

    List<SimpleFeature> read(Query query) throws IOException {
        return read(store, query);
    }

    static List<SimpleFeature> read(MapillaryDataStore store, Query query) throws IOException {
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
    List<String> ids(Query query) throws IOException {
        return read(query).stream()
                .map(feature -> feature.getID().substring(query.getTypeName().length() + 1))
                .toList();
    }

    int count(Query query) throws IOException {
        return store.getFeatureSource(query.getTypeName()).getCount(query);
    }

    /** What has been asked since the last call. */
    List<String> takeRequests() {
        List<String> requests = sandbox.requests();
        sandbox.clearRequests();
        sentBefore.set(store.health().requests());
        return requests;
    }

    /**
     * How many requests have been sent since the last call of {@link #takeRequests()}. Those of a reader that was closed early count
     * when they are sent; they may come to the sandbox later, or never.
     */
    long sent() {
        return store.health().requests() - sentBefore.get();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        takeRequests();
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
