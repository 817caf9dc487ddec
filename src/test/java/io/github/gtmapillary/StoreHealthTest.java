package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.NotCompliantMBeanException;
import javax.management.ObjectName;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {
    private static final String MALMO = "BBOX(geometry, 12.99, 55.6, 12.991, 55.601)";
    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    @TempDir
    Path cacheDir;

    @Test
    void jmxShowsEachStoreAsLongAsItIsOpen() throws Exception {
        Set<ObjectName> before = names();
        try (SandboxStore one = SandboxStore.open(Map.of());
                SandboxStore two = SandboxStore.open(Map.of())) {
            one.read(SandboxStore.query("images", MALMO));

            StoreHealthMXBean first = bean(one.sandbox().url());
            StoreHealthMXBean second = bean(two.sandbox().url());
            assertThat(first.getRequests())
                    .isEqualTo(one.sandbox().requests().size())
                    .isPositive();
            assertThat(first.getBytes()).isPositive();
            assertThat(first.getRetries()).isZero();
            assertThat(first.getWaiting()).isZero();
            assertThat(first.getFailures()).isEmpty();
            assertThat(first.getTilesLeftToday()).isNull();
            assertThat(first.getTilesBlockedUntil()).isNull();
            assertThat(first.getGraphBlockedUntil()).isNull();
            assertThat(second.getRequests()).isZero();
            one.store().dispose();
            one.store().dispose();
            assertThat(names()).hasSize(before.size() + 1);
        }
        assertThat(names()).isEqualTo(before);
    }

    @Test
    void jmxThatRefusesLeavesTheStoreAlone() {
        MBeanServer refusing = (MBeanServer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MBeanServer.class}, (proxy, method, arguments) -> {
                    throw new NotCompliantMBeanException("refused");
                });
        HealthRegistration registration = HealthRegistration.in(refusing, new Health(), "http://127.0.0.1");
        assertThat(registration.name()).isNull();
        registration.end();
    }

    @Test
    void theDaysTilesAreCountedInTheCacheFolderOverRestartsAndStores() throws IOException {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(sandbox.url()));
            parameters.putAll(Map.of("tiles_per_day", 2, "cache_dir", cacheDir.toFile()));
            Query query = SandboxStore.query("images", MALMO);
            for (long left = 1; left >= 0; left--) {
                MapillaryDataStore store = SandboxStore.find(parameters);
                SandboxStore.read(store, query);
                assertThat(store.health().tilesLeftToday()).hasValue(left);
                store.dispose();
            }
            String host = sandbox.url().substring("http://".length());
            MapillaryCache.Today today = MapillaryCache.of(parameters).status().today();
            assertThat(today.tiles()).isEqualTo(Map.of(host, 2L));
            assertThat(today.tilesLeft(host)).hasValue(0L);
            assertThat(today.requests()).isEqualTo(2);
            assertThat(today.bytes()).isPositive();
            assertThat(today.failures()).isEmpty();
            sandbox.clearRequests();
            MapillaryDataStore store = SandboxStore.find(parameters);

            assertThatIOException()
                    .isThrownBy(() -> SandboxStore.read(store, query))
                    .matches(e -> e instanceof MapillaryException failure && failure.kind() == FailureKind.DAY_BUDGET)
                    .withMessageContaining("tiles_per_day=2");

            assertThat(sandbox.requests()).isEmpty();
            assertThat(store.health().failures()).isEqualTo(Map.of(FailureKind.DAY_BUDGET, 1L));
            assertThat(store.health().text())
                    .isEqualTo(
                            "0 requests, 0 of them repeated, 0 answered by the cache, 0 bytes, 0 waiting\nfailed: 1 DAY_BUDGET\n"
                                    + "tiles left today: 0");
            store.dispose();
            assertThat(MapillaryCache.of(parameters).status().text())
                    .contains("today       2 tiles from " + host + ", 0 of 2 left\n")
                    .contains("            2 requests, 0 of them repeated, 0 answered by the cache, ")
                    .contains("            failed: 1 DAY_BUDGET\n");
        }
    }

    @Test
    void aBlockShowsInTheHealth() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(server.url()));
            parameters.put("cache_dir", cacheDir.toFile());
            MapillaryDataStore store = SandboxStore.find(parameters);
            server.give(
                    "/maps/vtp/mly1_public/2/14/8783/5134",
                    new LocalServer.Answer(302, Map.of("Location", "https://www.mapillary.com/login/"), new byte[0]));
            assertThatIOException().isThrownBy(() -> SandboxStore.read(store, SandboxStore.query("images", MALMO)));
            assertThat(store.health().tilesBlockedUntil()).isPresent();
            assertThat(store.health().text()).contains("tiles: blocks this address, tried again at 2");
            MapillaryCache cache = MapillaryCache.of(parameters);
            String host = server.url().replace("http://", "tiles:");
            assertThat(cache.status().blockedUntil()).containsOnlyKeys(host);
            assertThat(cache.status().text()).contains("blocked     " + host + ", tried again at 2");

            bean(server.url()).unblock();

            assertThat(store.health().tilesBlockedUntil()).isEmpty();
            assertThat(cache.status().blockedUntil()).isEmpty();
            assertThat(cache.unblock()).isEmpty();
            store.dispose();
        }
    }

    private StoreHealthMXBean bean(String tilesUrl) {
        return names().stream()
                .map(name -> JMX.newMXBeanProxy(jmx, name, StoreHealthMXBean.class))
                .filter(bean -> bean.getTilesUrl().equals(tilesUrl))
                .findFirst()
                .orElseThrow();
    }

    private Set<ObjectName> names() {
        try {
            return jmx.queryNames(new ObjectName("io.github.gtmapillary:type=DataStore,*"), null);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
