package io.github.gtmapillary.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.HealthReport;
import io.github.gtmapillary.http.HeldAnswer;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.VirtualTime;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.client.Fault.Cached;
import io.github.gtmapillary.http.client.Fault.Outcome;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.pace.ResilientClients;
import io.github.gtmapillary.http.wire.ApiServer;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.http.wire.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.logging.Level;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.FileSystem;

/**
 * Brings a fault about and looks what becomes of it. Server, connections and disk are real, the time between attempts is not. It is
 * the client that every data store has: memory cache, disk cache, repetition, breaker, pace.
 */
final class FaultTrial implements AutoCloseable {

    /** The server's answer to every request after the fault is over. */
    private static final String LATER = "\u001alater";

    private static final Duration TTL = Duration.ofHours(24);
    private static final long DISK = 1 << 22;
    private static final long MEMORY = 1 << 22;

    private final Fault fault;
    private final Path cache;
    private final MockWebServer server = new MockWebServer();
    private final VirtualTime time = VirtualTime.jumping();
    private final Health health = new Health();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private final ApiSettings settings;

    /** Requests that were sent before the fault. */
    private int earlier;

    /** @param folder empty, where the cache is going to be */
    FaultTrial(Fault fault, Path folder) throws IOException {
        this.fault = fault;
        this.cache = folder.resolve("cache");
        server.start();
        String url = fault.setting().url() == null
                ? server.url("/").toString()
                : fault.setting().url();
        this.settings = ApiServer.settings(url, 2, fault.setting().timeout());
    }

    void run() throws IOException {
        keepWhatCameEarlier();
        try (Closeable spoilt = fault.setting().disk().spoil(cache)) {
            assertThat(spoilt).isNotNull();
            fault.answers().forEach(answer -> server.enqueue(answer.build()));
            try (ApiClient client = client()) {
                Patience patience = client.patience();
                Runnable release = time.hold();
                PendingAnswer answer = new HeldAnswer(patience.send(client, fault.request()), release);

                assertOutcome(() -> patience.await(fault.request(), answer));
                assertThat(requests()).as("requests").isEqualTo(fault.expected().requests());
                assertThat(time.passed())
                        .as("waited")
                        .isEqualTo(fault.expected().waited());
                assertHealth();
                assertWarning();
                assertBlockHolds(client);
                assertInMemory(client);
            }
            assertOnDisk();
        }
        assertThat(log.at(Level.WARNING).toString() + health.report()).doesNotContain(ApiServer.TOKEN.value());
    }

    /** An earlier program has the same request answered, and ends. */
    private void keepWhatCameEarlier() throws IOException {
        Fault.Earlier kept = fault.setting().kept();
        if (kept == null) {
            return;
        }
        Clock then = Clock.fixed(VirtualTime.START.minus(kept.age()), ZoneOffset.UTC);
        server.enqueue(ApiServer.status(200).body(kept.body()).build());
        try (ApiClient before = CachedClients.connect(settings, onDiskOnly(), then, FileSystem.SYSTEM)) {
            assertThat(text(before.send(plain()).await())).isEqualTo(kept.body());
        }
        earlier = server.getRequestCount();
    }

    private ApiClient client() throws IOException {
        int perDay = RateLimits.UNLIMITED;
        if (fault.setting().count() != null) {
            perDay = 3;
            String host = new Endpoint(ApiHost.TILES, settings).name();
            Files.createDirectories(cache);
            Files.writeString(
                    cache.resolve("requests-per-day"), fault.setting().count().replace("HOST", host));
        }
        ResilientClients clients = new ResilientClients(
                settings,
                new RateLimits(
                        RateLimits.UNLIMITED,
                        RateLimits.UNLIMITED,
                        perDay,
                        RateLimits.UNLIMITED,
                        Duration.ofMinutes(5),
                        cache),
                time,
                () -> 0, // shortens no pause
                health);
        return CachedClients.around(
                clients::connect,
                settings,
                new CacheSettings(cache, DISK, TTL, MEMORY),
                time.clock(),
                fault.setting().disk().files(),
                health);
    }

    /** Waits for an answer. */
    @FunctionalInterface
    private interface Waiting {
        ApiAnswer await() throws IOException;
    }

    private void assertOutcome(Waiting answer) throws IOException {
        Outcome expected = fault.expected().outcome();
        if (expected instanceof Outcome.Failure failure) {
            Throwable seen = catchThrowable(answer::await);
            assertThat(seen).isExactlyInstanceOf(failure.type());
            assertThat(seen.getMessage()).contains(failure.fragments()).doesNotContain("\n");
            return;
        }
        assertSeen(answer.await());
    }

    /** The answer is what the row says, wherever it comes from. */
    private void assertSeen(ApiAnswer answer) {
        Outcome expected = fault.expected().outcome();
        if (expected instanceof Outcome.Answer some) {
            assertThat(text(answer)).isEqualTo(some.body());
        }
        assertThat(answer.exists()).isEqualTo(expected instanceof Outcome.Answer);
    }

    private void assertHealth() {
        HealthReport report = health.report();
        long failed =
                report.failures().values().stream().mapToLong(Long::longValue).sum();
        boolean isFailure = fault.expected().outcome() instanceof Outcome.Failure;
        assertThat(failed).isEqualTo(isFailure || fault.expected().cached() == Cached.EARLIER_BODY ? 1 : 0);
        assertThat(report.waiting()).isZero();
        if (fault.setting().url() == null) {
            assertThat(report.requests()).isEqualTo(fault.expected().requests());
        }
    }

    private void assertWarning() {
        if (!fault.expected().warning().isEmpty()) {
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .contains(fault.expected().warning());
        }
    }

    /** A request after a block fails with the end of the block. */
    private void assertBlockHolds(ApiClient client) {
        if (fault.expected().outcome() instanceof Outcome.Failure failure
                && failure.type() == AddressBlockedException.class) {
            assertThat(catchThrowable(() -> client.send(fault.request()).await()))
                    .isExactlyInstanceOf(AddressBlockedException.class)
                    .hasMessageContaining("blocked for this address until 2026-11-21T11:00:00Z");
            assertThat(requests()).isEqualTo(fault.expected().requests());
            assertThat(log.warnings()).hasSize(1);
        }
    }

    /** A second request to the same client is answered without a new request, or else no cache would have an answer. */
    private void assertInMemory(ApiClient client) throws IOException {
        boolean isKept = switch (fault.expected().cached()) {
            case BODY, BODY_IN_MEMORY, ABSENCE -> true;
            case NOTHING, EARLIER_BODY -> false;
        };
        assertThat(client.isCached(fault.request())).as("cached").isEqualTo(isKept);
        if (isKept) {
            ApiAnswer again = client.send(plain()).await();
            assertThat(again.source()).isEqualTo(AnswerSource.MEMORY);
            assertSeen(again);
            assertThat(requests()).isEqualTo(fault.expected().requests());
        }
    }

    /** A request after a restart, without a memory cache, finds exactly the answers on the disk. */
    private void assertOnDisk() throws IOException {
        try (ApiClient next = CachedClients.connect(
                settings, onDiskOnly(), time.clock(), fault.setting().disk().files())) {
            switch (fault.expected().cached()) {
                case BODY, ABSENCE -> assertServes(next);
                case EARLIER_BODY -> assertServesOnceTheHostIsDown(next);
                case NOTHING, BODY_IN_MEMORY -> assertIsAskedAgain(next);
            }
            next.forget(fault.request());
            assertThat(next.isCached(fault.request())).as("forgotten").isFalse();
        }
    }

    private void assertServes(ApiClient next) throws IOException {
        int before = server.getRequestCount();
        ApiAnswer again = next.send(plain()).await();
        assertThat(again.source()).isEqualTo(AnswerSource.DISK);
        assertSeen(again);
        time.advance(Duration.ofMinutes(10));
        assertThat(next.isCached(plain()))
                .as("after ten minutes")
                .isEqualTo(fault.expected().cached() == Cached.BODY);
        assertThat(server.getRequestCount()).isEqualTo(before);
    }

    private void assertServesOnceTheHostIsDown(ApiClient next) throws IOException {
        assertThat(next.isCached(fault.request())).isFalse();
        fromNowOn(ApiServer.status(503));
        ApiAnswer stale = next.send(plain()).await();
        assertThat(stale.source()).isEqualTo(AnswerSource.STALE);
        assertThat(text(stale)).isEqualTo(fault.setting().kept().body());
    }

    private void assertIsAskedAgain(ApiClient next) throws IOException {
        assertThat(next.isCached(fault.request())).isFalse();
        if (fault.setting().url() != null) {
            return; // there is nobody to ask
        }
        int before = server.getRequestCount();
        String later = fault.request().host() == ApiHost.TILES ? LATER : "{\"id\":\"2\"}";
        fromNowOn(ApiServer.status(200).body(later));
        ApiAnswer again = next.send(plain()).await();
        assertThat(again.source()).isEqualTo(AnswerSource.NETWORK);
        assertThat(text(again)).isEqualTo(later);
        assertThat(server.getRequestCount()).isEqualTo(before + 1);
    }

    /** A caller without other knowledge accepts a cached absence. */
    private ApiRequest plain() {
        ApiRequest request = fault.request();
        return request.host() == ApiHost.TILES
                ? ApiRequest.tile(request.path())
                : ApiRequest.graph(request.path(), request.parameters());
    }

    private CacheSettings onDiskOnly() {
        return new CacheSettings(cache, DISK, TTL, 0);
    }

    private void fromNowOn(MockResponse.Builder answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.build();
            }
        });
    }

    private int requests() {
        return server.getRequestCount() - earlier;
    }

    private static String text(ApiAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        log.close();
        server.close();
        time.close();
    }
}
