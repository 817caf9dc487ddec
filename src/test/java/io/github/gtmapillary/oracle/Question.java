package io.github.gtmapillary.oracle;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * A query together with its answer, which brute force has found.
 *
 * @param kind of way to the answer, for people
 * @param query to a store
 * @param fids of all features that the query asks for, limit apart
 */
public record Question(String kind, Query query, Set<String> fids) {
    public Question {
        fids = Set.copyOf(fids);
    }

    public static Question of(String kind, String typeName, String cql, Set<String> fids) {
        return new Question(kind, SandboxStore.query(typeName, cql), fids);
    }

    /** The same with a limit. */
    public Question limited(int most) {
        Query limited = new Query(query);
        limited.setMaxFeatures(most);
        return new Question(kind + ", limited", limited, fids);
    }

    /** Asks a store and reads a number of the features, or all. */
    public List<String> fidsFrom(MapillaryDataStore store, int most) throws IOException {
        List<String> fids = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (fids.size() < most && reader.hasNext()) {
                fids.add(reader.next().getID());
            }
        }
        return fids;
    }

    public List<String> fidsFrom(MapillaryDataStore store) throws IOException {
        return fidsFrom(store, Integer.MAX_VALUE);
    }

    /** Whether this is what the query asks for: all of it, or as much as its limit lets through, and nothing twice. */
    public boolean isAnsweredBy(List<String> found) {
        int expected = Math.min(query.getMaxFeatures(), fids.size());
        return found.size() == expected && new HashSet<>(found).size() == expected && fids.containsAll(found);
    }

    @Override
    public String toString() {
        return kind + ": " + query.getTypeName() + " where " + query.getFilter();
    }
}
