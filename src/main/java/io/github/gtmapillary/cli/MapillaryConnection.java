package io.github.gtmapillary.cli;

import io.github.gtmapillary.MapillaryCache;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.ThumbnailSize;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/** The one place where the command meets the data store's own classes and the sandbox. */
final class MapillaryConnection {

    private MapillaryConnection() {}

    static StoreOpener storeOpener() {
        return new FactoryStoreOpener();
    }

    static CacheOpener cacheOpener() {
        return parameters -> {
            new FactoryStoreOpener().check(parameters);
            MapillaryCache cache = MapillaryCache.of(parameters);
            return new CacheOpener.Cache() {
                @Override
                public String status() throws IOException {
                    return cache.status().text();
                }

                @Override
                public void clear() throws IOException {
                    cache.clear();
                }

                @Override
                public String unblock() throws IOException {
                    List<String> hosts = cache.unblock();
                    return hosts.isEmpty()
                            ? "no host blocks this address, as far as "
                                    + cache.status().folder() + " knows\n"
                            : "asked again from now on: " + String.join(", ", hosts) + "\n";
                }
            };
        };
    }

    static SandboxStarter sandboxStarter() {
        return (address, port) -> {
            Sandbox sandbox = Sandbox.start(address, port);
            return new SandboxStarter.RunningSandbox(sandbox.url(), Sandbox.ACCESS_TOKEN, sandbox::close);
        };
    }

    /** @throws IOException if there is no such picture, or the store is not a Mapillary store */
    static byte[] thumbnail(DataStore store, String imageId, ThumbnailSize size) throws IOException {
        if (!(store instanceof MapillaryDataStore mapillary)) {
            throw new IOException("Only Mapillary's own data store has pictures");
        }
        return mapillary.thumbnail(imageId, size);
    }

    /** Reports what the store's queries wait for; stores of other kinds report nothing. */
    static void whenStandingStill(DataStore store, BiConsumer<String, Instant> listener) {
        if (store instanceof MapillaryDataStore mapillary) {
            mapillary.whenStandingStill(listener);
        }
    }

    static Explainer explainer() {
        return new Explainer() {
            @Override
            public Explanation explain(DataStore store, Query query) throws IOException {
                if (!(store instanceof MapillaryDataStore mapillary)) {
                    throw new IOException("Only Mapillary's own data store explains queries");
                }
                QueryExplanation explanation = mapillary.explain(query);
                return new Explanation(
                        explanation.text(),
                        explanation.json(),
                        explanation.requests().size() - explanation.cached());
            }

            @Override
            public Optional<String> report(FeatureReader<?, ?> reader) {
                return QueryReport.of(reader).map(QueryReport::text);
            }

            @Override
            public boolean isMadeData(FeatureReader<?, ?> reader) {
                return QueryReport.of(reader).filter(QueryReport::madeData).isPresent();
            }

            @Override
            public List<String> unmatchable(DataStore store, Query query) throws IOException {
                return store instanceof MapillaryDataStore mapillary ? mapillary.unmatchableIds(query) : List.of();
            }
        };
    }
}
