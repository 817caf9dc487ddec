package io.github.gtmapillary.geoserver.plugin;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** A program that asks for features as any does: run by tests on class paths of their own, and called by them. */
final class PluginQueries {
    private PluginQueries() {}

    /** Takes the base URL of the API, a token, and pairs of type name and filter. */
    public static void main(String... arguments) throws IOException, CQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DataStore store = open(arguments[0], arguments[1]);
        out.println(store.getClass().getProtectionDomain().getCodeSource().getLocation());
        for (int i = 2; i < arguments.length; i += 2) {
            print(store, new Query(arguments[i], ECQL.toFilter(arguments[i + 1])), out);
        }
        store.dispose();
    }

    static DataStore open(String url, String token) throws IOException {
        return DataStoreFinder.getDataStore(Map.of(
                "dbtype",
                "mapillary",
                "access_token",
                token,
                "tiles_url",
                url,
                "graph_url",
                url,
                "cache_size_mb",
                "0",
                "tiles_per_day",
                String.valueOf(Integer.MAX_VALUE))); // nothing is counted, and the user's cache folder left alone
    }

    static void print(DataStore store, Query query, PrintStream out) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                SimpleFeature feature = reader.next();
                out.println(feature.getID() + " " + feature.getDefaultGeometry());
            }
        }
    }
}
