package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/** Tells what a data store will do for a query, and what it did. */
interface Explainer {

    /** What the store is going to do for a query, found out without a request. */
    Explanation explain(DataStore store, Query query) throws IOException;

    /** What a reader really did so far, as text; empty when it keeps no report. */
    Optional<String> report(FeatureReader<?, ?> reader);

    /** Whether a sandbox has answered a reader so far, as its answers say. */
    boolean isMadeData(FeatureReader<?, ?> reader);

    /** What in a query can match no feature of its type, one sentence for each. */
    List<String> unmatchable(DataStore store, Query query) throws IOException;

    /**
     * One explanation in both of its forms.
     *
     * @param requests that would go to Mapillary, those in the cache left out
     */
    record Explanation(String text, String json, int requests) {}
}
