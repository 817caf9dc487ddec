package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;

/**
 * Reads the answer to a query feature by feature, to write or to count it.
 *
 * @param report gets the reader after its last feature, while it is still open
 */
record FeatureCopy(DataStore store, Query query, Progress progress, Consumer<FeatureReader<?, ?>> report) {

    /** Writes every feature of the answer; whatever the stream holds after a failure is not a whole result. */
    void write(OutputFormat format, OutputStream out) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = reader()) {
            FeatureOutput output = format.begin(reader.getFeatureType(), out);
            long count = 0;
            while (reader.hasNext()) {
                output.write(reader.next());
                progress.features(++count);
            }
            output.finish();
            report.accept(reader);
        } finally {
            progress.end();
        }
    }

    /** The number of features, by the store's own count if it has one. */
    long count() throws IOException {
        int known = store.getFeatureSource(query.getTypeName()).getCount(query);
        return known >= 0 ? known : countByReading();
    }

    private long countByReading() throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = reader()) {
            long count = 0;
            while (reader.hasNext()) {
                reader.next();
                progress.features(++count);
            }
            report.accept(reader);
            return count;
        } finally {
            progress.end();
        }
    }

    private FeatureReader<SimpleFeatureType, SimpleFeature> reader() throws IOException {
        return store.getFeatureReader(query, Transaction.AUTO_COMMIT);
    }
}
