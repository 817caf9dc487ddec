package io.github.gtmapillary;

import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of the cache's parameters on a data store. */
@Timeout(60)
class CachedStoreTest {
    private static final String TILE = "/maps/vtp/mly1_public/2/14/8782/5134";
    private static final String INSIDE_TILE = "BBOX(geometry, 12.97, 55.596, 12.975, 55.598)";
    private static final Query MALMO = SandboxStore.query("images", "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)");
    private static final Query ENTITY = SandboxStore.query("image_entities", INSIDE_TILE);

    private static final Query ENTITIES =
            SandboxStore.query("image_entities", "BBOX(geometry, 12.975, 55.595, 12.9845, 55.6045)");

    @TempDir
    private Path folder;

    private SandboxStore sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = SandboxStore.open(cached());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Map<String, Object> cached() {
        return Map.of("cache_dir", folder.toString(), "cache_size_mb", 8, "memory_cache_mb", 8);
    }

    private MapillaryDataStore another(Map<String, ?> parameters) throws IOException {
        Map<String, Object> all =
                new HashMap<>(SandboxStore.parametersFor(sandbox.sandbox().url()));
        all.putAll(parameters);
        return SandboxStore.find(all);
    }

    private record Reading(List<String> fids, QueryReport report) {}

    private static Reading read(MapillaryDataStore store, Query query) throws IOException {
        List<String> fids = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                fids.add(reader.next().getID());
            }
            return new Reading(fids, QueryReport.of(reader).orElseThrow());
        }
    }

    @Test
    void theSecondQueryGoesNowhereAndSaysSo() throws IOException {
        Reading first = read(sandbox.store(), MALMO);
        int requests = sandbox.takeRequests().size();
        Reading second = read(sandbox.store(), MALMO);

        assertThat(sandbox.takeRequests()).isEmpty();
        assertThat(second.fids).isNotEmpty().isEqualTo(first.fids);
        assertThat(first.report.cacheHits()).isZero();
        assertThat(second.report.requests()).isEqualTo(requests);
        assertThat(second.report.cacheHits()).isEqualTo(requests);
        assertThat(second.report.bytes()).isZero();
        assertThat(second.report.staleTiles()).isEmpty();
        assertThat(second.report.text()).startsWith(requests + " requests (" + requests + " from the cache), 0 bytes");
    }

    @Test
    void theFirstQueryAfterARestartGoesNowhereEither() throws IOException {
        Reading before = read(sandbox.store(), MALMO);
        sandbox.store().dispose();
        sandbox.takeRequests();
        MapillaryDataStore restarted = another(cached());
        try {
            assertThat(read(restarted, MALMO).fids).isEqualTo(before.fids);
            assertThat(sandbox.takeRequests()).isEmpty();
        } finally {
            restarted.dispose();
        }
    }

    @Test
    void entitiesAreCachedToo() throws IOException {
        Reading first = read(sandbox.store(), ENTITY);
        sandbox.takeRequests();
        Reading second = read(sandbox.store(), ENTITY);
        assertThat(second.fids).isNotEmpty().isEqualTo(first.fids);
        assertThat(sandbox.takeRequests()).isEmpty();
        assertThat(second.report.cacheHits())
                .isEqualTo(second.report.requests())
                .isGreaterThan(1);
    }

    /** GeoServer asks for a page and for the count of all; a page that begins behind the first feature has an order, the first has none. */
    @Test
    void theSecondPageOfEntitiesAsksForNoneOfTheFirstAgain() throws IOException {
        List<String> expected = read(another(Map.of()), ENTITIES).fids;
        assertThat(expected).hasSizeGreaterThan(200);
        sandbox.takeRequests();

        List<String> paged = new ArrayList<>(read(sandbox.store(), page(0, 100)).fids);
        assertThat(idsAskedFor(sandbox.takeRequests())).hasSizeGreaterThanOrEqualTo(100);
        assertThat(sandbox.count(ENTITIES)).isEqualTo(expected.size());
        assertThat(idsAskedFor(sandbox.takeRequests()))
                .as("the count needs the places alone")
                .isNotEmpty()
                .doesNotContainAnyElementsOf(ids(paged));
        for (int start = 100; start < expected.size(); start += 100) {
            List<String> page = read(sandbox.store(), page(start, 100)).fids;
            // what was read ahead for the page before and given up may be asked for again
            assertThat(idsAskedFor(sandbox.takeRequests())).doesNotContainAnyElementsOf(ids(paged));
            paged.addAll(page);
        }

        assertThat(paged).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sandbox.count(ENTITIES)).isEqualTo(expected.size());
        assertThat(read(sandbox.store(), ENTITIES).fids).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sandbox.takeRequests()).isEmpty();
    }

    private static List<String> ids(List<String> fids) {
        return fids.stream().map(fid -> fid.replaceFirst(".*\\.", "")).toList();
    }

    /** As ContentFeatureSource gets it from GeoServer. */
    private static Query page(int start, int count) {
        Query page = new Query(ENTITIES);
        page.setMaxFeatures(count);
        if (start > 0) {
            page.setStartIndex(start);
        }
        return page;
    }

    private static List<String> idsAskedFor(List<String> requests) {
        return requests.stream()
                .filter(request -> request.contains("ids="))
                .flatMap(
                        request -> List.of(request.replaceAll(".*[?&]ids=([^&]*).*", "$1")
                                        .replace("%2C", ",")
                                        .split(",", -1))
                                .stream())
                .toList();
    }

    @Test
    void onlyWhatIsNewIsAskedFor() throws IOException {
        read(sandbox.store(), SandboxStore.query("images", INSIDE_TILE));
        sandbox.takeRequests();
        assertThat(sandbox.store().explain(MALMO).cached()).isEqualTo(1);
        Reading wider = read(sandbox.store(), MALMO);
        assertThat(wider.report.cacheHits()).isEqualTo(1);
        assertThat(sandbox.takeRequests()).hasSize(wider.report.requests() - 1).doesNotContain(TILE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void explainSaysHowManyRequestsAreInTheCache(boolean ofEntities) throws IOException {
        Query query = ofEntities ? ENTITY : MALMO;
        QueryExplanation before = sandbox.store().explain(query);
        read(sandbox.store(), query);
        sandbox.takeRequests();
        QueryExplanation after = sandbox.store().explain(query);

        assertThat(sandbox.takeRequests()).isEmpty();
        assertThat(before.cached()).isZero();
        assertThat(before.json()).contains("\"cached\":0");
        int requests = after.requests().size();
        assertThat(after.cached()).isEqualTo(requests).isPositive();
        // the requests for entities depend on the ids in the tile
        String range = ofEntities ? "1 to 2001" : String.valueOf(requests);
        assertThat(after.text()).contains("requests    " + range + ", of which " + requests + " in the cache\n");
        assertThat(after.json()).contains("\"cached\":" + requests + ",");
    }

    @Test
    void queriesAtTheSameTimeShareRequests() throws Exception {
        int requests = sandbox.store().explain(MALMO).requests().size();
        MapillaryDataStore uncached = another(Map.of());
        List<String> expected = read(uncached, MALMO).fids;
        uncached.dispose();
        sandbox.takeRequests();
        var threads = Executors.newFixedThreadPool(6);
        try {
            for (var reading : threads.invokeAll(Collections.nCopies(
                    6, (Callable<List<String>>) () -> read(sandbox.store(), MALMO).fids))) {
                assertThat(reading.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(sandbox.takeRequests()).hasSize(requests).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"cache_ttl_minutes\":0}", "{\"cache_size_mb\":0,\"memory_cache_mb\":0}"})
    void zeroSwitchesTheCachesOff(String off) throws IOException {
        Map<String, Object> parameters = new HashMap<>(cached());
        for (String key : List.of("cache_ttl_minutes", "cache_size_mb", "memory_cache_mb")) {
            if (off.contains(key)) {
                parameters.put(key, 0);
            }
        }
        MapillaryDataStore store = another(parameters);
        try {
            read(store, MALMO);
            int requests = sandbox.takeRequests().size();
            assertThat(read(store, MALMO).report.cacheHits()).isZero();
            assertThat(sandbox.takeRequests()).hasSize(requests);
            assertThat(folder).isEmptyDirectory();
        } finally {
            store.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences"})
    void aTileThatCannotBeDecodedIsAskedForAgain(String typeName) throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(server.url()));
            parameters.putAll(cached());
            MapillaryDataStore store = SandboxStore.find(parameters);
            Query query = SandboxStore.query(typeName, INSIDE_TILE);
            byte[] good = tile(new MadeLayer("image").point(2000, 2000, "id", 1L));
            server.give(TILE, Answer.tile(new byte[] {0x1a, 0x7f, 0x01}));
            assertThatIOException()
                    .isThrownBy(() -> read(store, query))
                    .withMessageContaining("14/8782/5134 can't be decoded");
            assertThat(store.explain(query).cached()).isZero();

            server.give(TILE, Answer.tile(good));
            read(store, query);
            read(store, query);

            // the first time it was asked for twice
            assertThat(server.requests()).containsExactly(TILE, TILE, TILE);
            store.dispose();
        }
    }

    @Test
    void anAnswerOfTheGraphApiThatCannotBeReadIsAskedForAgain() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(server.url()));
            parameters.putAll(cached());
            MapillaryDataStore store = SandboxStore.find(parameters);
            Query query = SandboxStore.query("organizations", "IN ('7')");
            server.give("/", new Answer(200, Map.of(), "{\"7\":{}}".getBytes(StandardCharsets.UTF_8)));
            assertThatIOException().isThrownBy(() -> read(store, query));
            server.give("/", new Answer(200, Map.of(), "{\"7\":{\"id\":\"7\"}}".getBytes(StandardCharsets.UTF_8)));
            assertThat(read(store, query).fids).containsExactly("organizations.7");
            assertThat(read(store, query).report.cacheHits()).isEqualTo(1);
            assertThat(server.requests()).hasSize(3);
            store.dispose();
        }
    }

    @Test
    void theCacheTellsWhatIsInItAndIsClearedOnceNobodyUsesIt() throws IOException {
        read(sandbox.store(), MALMO);
        MapillaryCache cache = MapillaryCache.of(cached());
        MapillaryCache.Status full = cache.status();
        assertThat(full.folder()).isEqualTo(folder);
        assertThat(full.entries()).isEqualTo(9);
        assertThat(full.bytes()).isBetween(10_000L, 8L << 20);
        assertThat(full.mostBytes()).isEqualTo(8L << 20);
        assertThat(full.text())
                .contains("folder      " + folder + "\n")
                .contains("answers     9\n")
                .containsPattern("size        \\d+\\.\\d MB of 8\\.0 MB\n")
                .contains("age         1440 minutes at most\n");
        assertThatIOException().isThrownBy(cache::clear).withMessageContaining("in use");

        sandbox.store().dispose();
        cache.clear();
        assertThat(cache.status().entries()).isZero();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(file -> file.toString().endsWith(".lock"));
        }
    }

    @Test
    void aCacheThatIsSwitchedOffSaysSo() throws IOException {
        assertThat(MapillaryCache.of(Map.of("cache_dir", folder.toFile(), "cache_size_mb", 0))
                        .status()
                        .text())
                .contains("switched off");
    }

    @Test
    void aWrongParameterOfTheCacheIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> MapillaryCache.of(Map.of("cache_size_mb", -3)))
                .withMessageContaining("cache_size_mb=-3");
    }
}
