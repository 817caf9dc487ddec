package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/** Explains how a data store will answer a query, and reports how it did. */
interface Explainer {

    /** Explains how the store will answer a query. It sends no request. */
    Explanation explain(DataStore store, Query query) throws IOException;

    /** Returns the report of a reader so far as text, or an empty text if it keeps none. */
    Optional<String> report(FeatureReader<?, ?> reader);

    /** Returns whether the answers to a reader so far are marked as those of a sandbox. */
    boolean isMadeData(FeatureReader<?, ?> reader);

    /** Returns one sentence for each condition of a query that no feature of its type can meet. */
    List<String> unmatchable(DataStore store, Query query) throws IOException;

    /**
     * One explanation in two forms.
     *
     * @param requests that would go to Mapillary, those in the cache left out
     */
    record Explanation(String text, String json, int requests) {}
}
