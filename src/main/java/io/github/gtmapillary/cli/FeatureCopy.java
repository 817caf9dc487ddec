package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.output.FeatureOutput;
import io.github.gtmapillary.cli.output.Origin;
import io.github.gtmapillary.cli.output.OutputFormat;
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
 * Reads the answer to a query feature by feature, and writes or counts the features.
 *
 * @param known the known origin of every answer of the store
 * @param explainer tells whether a sandbox turned out to answer
 * @param report gets the reader after its last feature, while it is still open
 */
record FeatureCopy(
        DataStore store,
        Query query,
        Origin known,
        Explainer explainer,
        Progress progress,
        Consumer<FeatureReader<?, ?>> report) {

    /**
     * The counts of a read.
     *
     * @param features how many
     * @param origin where they come from
     */
    record Answer(long features, Origin origin) {}

    /** Writes every feature of the answer; after a failure the stream holds a part of the result. */
    Answer write(OutputFormat format, OutputStream out) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = reader()) {
            // the first feature has been asked for before anything is written, so its origin is known
            boolean any = reader.hasNext();
            Origin origin = origin(reader);
            FeatureOutput output = format.begin(reader.getFeatureType(), origin, out);
            long count = 0;
            while (any) {
                output.write(reader.next());
                progress.features(++count);
                any = reader.hasNext();
            }
            if (origin(reader) != origin) {
                throw new IOException("The API began to answer with made data of a sandbox in the middle of the query:"
                        + " check tiles_url and graph_url, and clear the cache");
            }
            output.finish();
            report.accept(reader);
            return new Answer(count, origin);
        } finally {
            progress.end();
        }
    }

    /** The number of features, by the store's own count if it has one. */
    Answer count() throws IOException {
        int counted = store.getFeatureSource(query.getTypeName()).getCount(query);
        return counted >= 0 ? new Answer(counted, known) : countByReading();
    }

    private Answer countByReading() throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = reader()) {
            long count = 0;
            while (reader.hasNext()) {
                reader.next();
                progress.features(++count);
            }
            report.accept(reader);
            return new Answer(count, origin(reader));
        } finally {
            progress.end();
        }
    }

    private Origin origin(FeatureReader<?, ?> reader) {
        return explainer.isMadeData(reader) ? Origin.SANDBOX : known;
    }

    private FeatureReader<SimpleFeatureType, SimpleFeature> reader() throws IOException {
        return store.getFeatureReader(query, Transaction.AUTO_COMMIT);
    }
}
