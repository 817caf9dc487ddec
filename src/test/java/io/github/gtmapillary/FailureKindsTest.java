package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.failure.Place;
import io.github.gtmapillary.faults.FaultyHost;
import io.github.gtmapillary.faults.WireFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.visitor.CountVisitor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of failure, as a program meets it: a data store, a host that fails, and what the failure tells. */
class FailureKindsTest {
    private static final String MALMO = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)";
    private static final String ONE_TILE = "BBOX(geometry, 13.0001, 55.6001, 13.0002, 55.6002)";

    @RegisterExtension
    static final SandboxStore SANDBOX = SandboxStore.open(Map.of());

    @TempDir
    Path cacheDir;

    @Test
    void anUnknownAttributeIsAMistakeOfTheQuery() throws Exception {
        MapillaryException failure = failureOf(SANDBOX.store(), query("sequences", "nowhere = 1"));
        assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
        assertThat(failure.typeName()).hasValue("sequences");
        assertThat(failure.retryAt()).isEmpty();
    }

    @Test
    void anUnknownTypeIsAMistakeOfTheQuery() {
        MapillaryDataStore store = SANDBOX.store();
        assertThat(failureOf(() -> store.getFeatureSource("roads")).kind()).isEqualTo(FailureKind.QUERY);
        assertThat(failureOf(() -> store.getSchema("roads")).kind()).isEqualTo(FailureKind.QUERY);
        assertThat(failureOf(() -> store.getFeatureReader(new Query("roads"), Transaction.AUTO_COMMIT))
                        .kind())
                .isEqualTo(FailureKind.QUERY);
    }

    @Test
    void aQueryWithoutBoundsIsTooLarge() throws Exception {
        assertThat(failureOf(SANDBOX.store(), new Query("images")).kind()).isEqualTo(FailureKind.QUERY_TOO_LARGE);
    }

    @Test
    void aQueryForTooManyTilesIsTooLarge() throws Exception {
        MapillaryDataStore store = store(SANDBOX.sandbox().url(), Map.of("max_tiles", 1));
        MapillaryException failure = failureOf(store, query("images", "BBOX(geometry, 12, 55, 14, 56)"));
        assertThat(failure.kind()).isEqualTo(FailureKind.QUERY_TOO_LARGE);
        assertThat(failure.typeName()).hasValue("images");
    }

    @Test
    void aWrongParameterIsTheConfiguration() {
        Map<String, Object> parameters =
                new HashMap<>(SandboxStore.parametersFor(SANDBOX.sandbox().url()));
        parameters.put("max_tiles", -1);
        MapillaryException failure = failureOf(() -> DataStoreFinder.getDataStore(parameters));
        assertThat(failure.kind()).isEqualTo(FailureKind.CONFIGURATION);
        assertThat(failure).hasMessageContaining("max_tiles=-1");
    }

    @Test
    void aWrongNamespaceIsTheConfiguration() {
        Map<String, Object> parameters =
                new HashMap<>(SandboxStore.parametersFor(SANDBOX.sandbox().url()));
        parameters.put("namespace", "not a uri");
        assertThat(failureOf(() -> new MapillaryDataStoreFactory().createDataStore(parameters))
                        .kind())
                .isEqualTo(FailureKind.CONFIGURATION);
    }

    @Test
    void aFileOfTheCacheThatCannotBeReadIsTheConfiguration() throws IOException {
        Files.createDirectory(cacheDir.resolve("blocked-hosts"));
        assertThat(failureOf(() -> MapillaryCache.of(Map.of("dbtype", "mapillary", "cache_dir", cacheDir.toFile()))
                                .status())
                        .kind())
                .isEqualTo(FailureKind.CONFIGURATION);
    }

    @Test
    void aLoginWithAWrongClientIsTheConfiguration() {
        assertThat(failureOf(() -> MapillaryLogin.begin(Map.of(), "no number", "secret", cacheDir.resolve("token")))
                        .kind())
                .isEqualTo(FailureKind.CONFIGURATION);
    }

    @Test
    void aCodeThatIsRefusedAsksForAnotherLogin() throws Exception {
        MapillaryLogin login = MapillaryLogin.begin(
                SandboxStore.parametersFor(SANDBOX.sandbox().url()), "1", "secret", cacheDir.resolve("token"));
        assertThat(failureOf(() -> login.finish("no such code", URI.create("http://127.0.0.1/"), false))
                        .kind())
                .isEqualTo(FailureKind.TOKEN);
    }

    @Test
    void aRefusedTokenNamesTheTypeAndThePlaceOfTheTile() throws Exception {
        MapillaryException failure = failureAt(WireFault.TOKEN_REFUSED);
        assertThat(failure.kind()).isEqualTo(FailureKind.TOKEN);
        assertThat(failure.retryAt()).isEmpty();
        assertThat(failure.typeName()).hasValue("images");
        assertThat(failure.place()).hasValueSatisfying(FailureKindsTest::holdsTheQuery);
    }

    private static void holdsTheQuery(Place place) {
        assertThat(place.west()).isBetween(12.97, 13.0001);
        assertThat(place.east()).isBetween(13.0002, 13.03);
        assertThat(place.south()).isBetween(55.58, 55.6001);
        assertThat(place.north()).isBetween(55.6002, 55.62);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"LOGIN_REDIRECT", "WEB_PAGE", "BLOCKED_CODE"})
    void aBlockTellsWhenItIsTriedAgain(WireFault fault) throws Exception {
        MapillaryException failure = failureAt(fault);
        assertThat(failure.kind()).isEqualTo(FailureKind.BLOCKED);
        assertThat(failure.retryAt())
                .hasValueSatisfying(time -> assertThat(time)
                        .isCloseTo(Instant.now().plus(Duration.ofHours(1)), within(1, ChronoUnit.MINUTES)));
        assertThat(failure.place()).isPresent();
    }

    @Test
    void aSpentBudgetTellsWhenTheDayEnds() throws Exception {
        MapillaryDataStore store = store(SANDBOX.sandbox().url(), Map.of("tiles_per_day", 1));
        MapillaryException failure = failureOf(store, query("images", MALMO));
        assertThat(failure.kind()).isEqualTo(FailureKind.DAY_BUDGET);
        assertThat(failure.retryAt())
                .hasValue(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
        assertThat(failure.typeName()).hasValue("images");
    }

    @Test
    void tooManyRequestsTellWhenTheNextMayGo() throws Exception {
        MapillaryException failure = failureAt(WireFault.TOO_MANY_REQUESTS_WAIT);
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMIT);
        assertThat(failure.retryAt()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"RESET_BEFORE_HEAD", "BODY_TOO_SHORT"})
    void aBrokenConnectionIsTheNetwork(WireFault fault) throws Exception {
        MapillaryException failure = failureAt(fault);
        assertThat(failure.kind()).isEqualTo(FailureKind.NETWORK);
        assertThat(failure.place()).hasValueSatisfying(FailureKindsTest::holdsTheQuery);
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"UNAVAILABLE", "SERVER_ERROR", "GRAPH_SERVICE_DOWN"})
    void aFaultOfMapillaryThatPassesIsNoFaultOfTheNetwork(WireFault fault) throws Exception {
        MapillaryException failure = failureAt(fault);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failure.kind().mayPass()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = WireFault.class,
            names = {"BAD_REQUEST", "UNREADABLE"})
    void anAnswerOfAnotherFormIsUnexpected(WireFault fault) throws Exception {
        MapillaryException failure = failureAt(fault);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNEXPECTED_ANSWER);
        assertThat(failure.typeName()).hasValue("images");
        assertThat(failure.place()).hasValueSatisfying(FailureKindsTest::holdsTheQuery);
    }

    @Test
    void aThumbnailOfNoImageIsNotFound() {
        assertThat(failureOf(() -> SANDBOX.store().thumbnail("1", ThumbnailSize.WIDTH_256))
                        .kind())
                .isEqualTo(FailureKind.NOT_FOUND);
    }

    @Test
    void aStoreThatIsDisposedCancelsItsReaders() throws Exception {
        MapillaryDataStore store = store(SANDBOX.sandbox().url(), Map.of());
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query("images", MALMO), Transaction.AUTO_COMMIT)) {
            store.dispose();
            assertThat(failureOf(reader::hasNext).kind()).isEqualTo(FailureKind.CANCELLED);
        }
    }

    @Test
    void anInterruptedThreadCancelsItsCall() throws Exception {
        MapillaryDataStore store = store(SANDBOX.sandbox().url(), Map.of());
        try {
            Thread.currentThread().interrupt();
            assertThat(failureOf(store, query("images", MALMO)).kind()).isEqualTo(FailureKind.CANCELLED);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            store.dispose();
        }
    }

    /** The same failure by every way on which a program can meet it. */
    @Test
    void everyWayToReadTellsTheSameFailure() throws Exception {
        try (FaultyHost host =
                FaultyHost.start(SANDBOX.sandbox().url(), path -> Optional.of(WireFault.TOKEN_REFUSED))) {
            MapillaryDataStore store = store(host.url(), Map.of());
            SimpleFeatureSource source = store.getFeatureSource("images");
            Query query = query("images", ONE_TILE);
            Query projected = new Query(query);
            projected.setCoordinateSystemReproject(CRS.decode("EPSG:3006"));
            for (Action action : new Action[] {
                () -> readAll(source, query),
                () -> readAll(source, projected),
                () -> source.getCount(query),
                () -> source.getFeatures(query).size(),
                () -> source.getFeatures(query).isEmpty(),
                () -> source.getFeatures(query).accepts(new CountVisitor(), null),
                () -> source.getFeatures(projected).accepts(feature -> {}, null),
                () -> store.thumbnail("1", ThumbnailSize.WIDTH_256)
            }) {
                assertThat(failureOf(action).kind()).isEqualTo(FailureKind.TOKEN);
            }
            store.dispose();
        }
    }

    @Test
    void aMistakeOfTheQueryIsToldByEveryWay() throws Exception {
        SimpleFeatureSource source = SANDBOX.store().getFeatureSource("images");
        Query query = query("images", "nowhere = 1");
        for (Action action : new Action[] {
            () -> readAll(source, query),
            () -> source.getCount(query),
            () -> source.getBounds(query),
            () -> source.getFeatures(query).size(),
            () -> source.getFeatures(query).isEmpty(),
            () -> source.getFeatures(query).accepts(new CountVisitor(), null),
            () -> SANDBOX.store().explain(query),
            () -> SANDBOX.store().getFeatureReader(query, Transaction.AUTO_COMMIT)
        }) {
            MapillaryException failure = failureOf(action);
            assertThat(failure.kind()).isEqualTo(FailureKind.QUERY);
            assertThat(failure.typeName()).hasValue("images");
        }
    }

    /** Something that a program does with a store. */
    @FunctionalInterface
    private interface Action {
        void run() throws Exception;
    }

    private static void readAll(SimpleFeatureSource source, Query query) throws IOException {
        try (SimpleFeatureIterator features = source.getFeatures(query).features()) {
            while (features.hasNext()) {
                features.next();
            }
        }
    }

    private static MapillaryException failureOf(Action action) {
        return MapillaryException.in(catchThrowable(action::run)).orElseThrow();
    }

    private static MapillaryException failureOf(MapillaryDataStore store, Query query) throws Exception {
        return failureOf(() -> readAll(store.getFeatureSource(query.getTypeName()), query));
    }

    private MapillaryException failureAt(WireFault fault) throws Exception {
        try (FaultyHost host = FaultyHost.start(SANDBOX.sandbox().url(), path -> Optional.of(fault))) {
            MapillaryDataStore store = store(host.url(), Map.of());
            try {
                return failureOf(store, query("images", ONE_TILE));
            } finally {
                store.dispose();
            }
        }
    }

    private static Query query(String type, String cql) throws Exception {
        return new Query(type, ECQL.toFilter(cql));
    }

    private MapillaryDataStore store(String url, Map<String, ?> more) throws IOException {
        Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(url));
        parameters.put("cache_dir", cacheDir.toFile());
        parameters.put("max_wait_seconds", 1);
        parameters.putAll(more);
        return SandboxStore.find(parameters);
    }
}
