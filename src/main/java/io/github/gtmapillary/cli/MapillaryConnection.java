package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.Optional;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/** The one place where the command meets the data store's own classes and the sandbox. */
final class MapillaryConnection {

    private MapillaryConnection() {}

    static StoreOpener storeOpener() {
        return new FactoryStoreOpener();
    }

    static SandboxStarter sandboxStarter() {
        return port -> {
            throw new IOException("This build has no sandbox; give -P token_file=FILE or set MAPILLARY_ACCESS_TOKEN");
        };
    }

    static Explainer explainer() {
        return new Explainer() {
            @Override
            public Explanation explain(DataStore store, Query query) throws IOException {
                throw new IOException("This build's data store explains no queries; leave out --explain");
            }

            @Override
            public Optional<String> report(FeatureReader<?, ?> reader) {
                return Optional.empty();
            }
        };
    }
}
