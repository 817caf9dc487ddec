package io.github.gtmapillary.http;

import static io.github.gtmapillary.http.ApiServer.ENTITY;
import static io.github.gtmapillary.http.ApiServer.TILE;
import static io.github.gtmapillary.http.ApiServer.bytes;
import static io.github.gtmapillary.http.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that can go wrong between a request and its answer: what the caller sees, how many requests are sent, how long it takes. The
 * server and the connections are real, the time between attempts is not.
 */
@Timeout(60)
class FaultMatrixTest {

    private static final String MVT = "\u001atile";
    private static final String JSON = "{\"id\":\"1\"}";
    private static final String NO_DATA = "{\"data\":[]}";
    private static final String LOGIN = "https://www.mapillary.com/login/?next=x";
    private static final Duration HALF = Duration.ofMillis(500);

    /** Of five attempts: 0.5, 1, 2 and 4 seconds. */
    private static final Duration ALL_PAUSES = Duration.ofMillis(7500);

    /** Passes in vain, and has to be enough for an answer on a machine that has much else to do. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static SilentPort silent;

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final VirtualTime time = VirtualTime.jumping();
    private final Health health = new Health();
    private final LogLines log = new LogLines();

    @BeforeAll
    static void takePort() throws IOException {
        silent = SilentPort.take();
    }

    @AfterAll
    static void givePortBack() throws IOException {
        silent.close();
    }

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        log.close();
        server.close();
        time.close();
    }

    static Stream<Fault> tilesThatAreThereOrNot() throws IOException {
        return Stream.of(
                Fault.of("no fault", TILE, tile()).answers(MVT),
                Fault.of("gzip", TILE, bytes(gzip(MVT)).setHeader("Content-Encoding", "gzip"))
                        .answers(MVT),
                Fault.of("gzip that nobody announced", TILE, bytes(gzip(MVT))).answers(MVT),
                Fault.of("404", TILE, status(404)).findsNothing(),
                Fault.of("404 with a page", TILE, status(404).body("<html>not found"))
                        .findsNothing(),
                Fault.of("410", TILE, status(410)).findsNothing(),
                Fault.of("204", TILE, status(204)).findsNothing(),
                Fault.of("200 without a body", TILE, status(200)).findsNothing(),
                Fault.of("a gzip of nothing", TILE, bytes(gzip(""))).findsNothing(),
                Fault.of("404 for a tile that is known to be full", TILE.expectingData(), status(404), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of(
                                "404 twice for a tile that is known to be full",
                                TILE.expectingData(),
                                status(404),
                                status(404))
                        .findsNothing()
                        .waits(HALF),
                Fault.of("an empty tile that is known to be full", TILE.expectingData(), status(200), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of("404 for a tile of which nothing is known", TILE, status(404), tile())
                        .findsNothing()
                        .requests(1));
    }

    static Stream<Fault> faultsThatPass() throws IOException {
        return Stream.of(
                Fault.of("500 once", TILE, status(500), tile()).answers(MVT).waits(HALF),
                Fault.of("502 with a page", TILE, status(502).body("<html>Bad gateway"), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of("503 without a body", TILE, status(503), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of("503 with Retry-After: 0", TILE, status(503).setHeader("Retry-After", "0"), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of("504 twice", TILE, status(504), status(504), tile())
                        .answers(MVT)
                        .waits(HALF.multipliedBy(3)),
                Fault.of("408", TILE, status(408), tile()).answers(MVT).waits(HALF),
                Fault.of("425", TILE, status(425), tile()).answers(MVT).waits(HALF),
                Fault.of("500 each time", TILE, times(6, status(500)))
                        .fails(TransientApiException.class, "HTTP 500", "asked 5 times within 8 s", TILE.label())
                        .requests(5)
                        .waits(ALL_PAUSES),
                Fault.of("500, then 403", TILE, status(500), status(403))
                        .fails(TokenRejectedException.class, "HTTP 403")
                        .waits(HALF),
                Fault.of("429", TILE, status(429), tile()).answers(MVT).waits(HALF),
                Fault.of("429 with Retry-After in seconds", TILE, status(429).setHeader("Retry-After", "7"), tile())
                        .answers(MVT)
                        .waits(Duration.ofSeconds(7)),
                Fault.of(
                                "429 with Retry-After as a date",
                                TILE,
                                status(429)
                                        .setHeader("Date", "Sat, 21 Nov 2026 10:00:00 GMT")
                                        .setHeader("Retry-After", "Sat, 21 Nov 2026 10:01:30 GMT"),
                                tile())
                        .answers(MVT)
                        .waits(Duration.ofSeconds(90)),
                Fault.of(
                                "429 with Retry-After as a date that has passed",
                                TILE,
                                status(429)
                                        .setHeader("Date", "Sat, 21 Nov 2026 10:00:00 GMT")
                                        .setHeader("Retry-After", "Sat, 21 Nov 2026 09:00:00 GMT"),
                                tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of(
                                "429 with an unreadable Retry-After",
                                TILE,
                                status(429).setHeader("Retry-After", "soon"),
                                tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of(
                                "429 for longer than anybody waits",
                                TILE,
                                status(429).setHeader("Retry-After", "3600"),
                                tile())
                        .fails(TransientApiException.class, "request limit is reached", "tiles_per_minute")
                        .requests(1));
    }

    static Stream<Fault> brokenAnswers() throws IOException {
        byte[] half = Arrays.copyOf(gzip("x".repeat(10_000) + Math.PI), 30);
        return Stream.of(
                again("a reset before the answer", tile().onResponseStart(new SocketEffect.CloseSocket())),
                again("a reset in the middle of the body", large().onResponseBody(new SocketEffect.CloseSocket())),
                again(
                        "a body shorter than its Content-Length",
                        tile().setHeader("Content-Length", "100").onResponseEnd(new SocketEffect.CloseSocket())),
                again(
                        "a chunked body without its end",
                        status(200)
                                .chunkedBody("x".repeat(100_000), 100)
                                .onResponseBody(new SocketEffect.CloseSocket())),
                again("truncated gzip", bytes(half).setHeader("Content-Encoding", "gzip")),
                again("truncated gzip that nobody announced", bytes(half)),
                again("gzip that is none", status(200).body("plain").setHeader("Content-Encoding", "gzip")),
                again("what is not HTTP", status(200).status("220 mail.example.org ESMTP")),
                again("slow headers", tile().onResponseStart(SocketEffect.Stall.INSTANCE))
                        .timeout(SHORT),
                again("a slow body", large().onResponseBody(SocketEffect.Stall.INSTANCE))
                        .timeout(SHORT),
                Fault.of(
                                "a broken connection each time",
                                TILE,
                                times(5, tile().onResponseStart(new SocketEffect.CloseSocket())))
                        .fails(TransientApiException.class, "the connection broke", "asked 5 times")
                        .waits(ALL_PAUSES),
                Fault.of("a gzip bomb", TILE, bytes(bomb()), tile())
                        .fails(UnexpectedAnswerException.class, "more than 64 MB")
                        .requests(1),
                Fault.of("nobody listens", TILE)
                        .at("http://127.0.0.1:" + silent.number())
                        .fails(TransientApiException.class, "no connection", "tiles_url", "asked 5 times")
                        .waits(ALL_PAUSES),
                Fault.of("a host that does not exist", TILE)
                        .at("https://tiles.invalid") // never exists (RFC 6761)
                        .fails(TransientApiException.class, "tiles.invalid", "asked 5 times")
                        .waits(ALL_PAUSES));
    }

    static Stream<Fault> refusals() {
        return Stream.of(
                Fault.of("401", TILE, status(401), tile())
                        .fails(TokenRejectedException.class, "refused", "MAPILLARY_ACCESS_TOKEN")
                        .requests(1),
                Fault.of("403", TILE, status(403), tile())
                        .fails(TokenRejectedException.class, "HTTP 403", "access_token")
                        .requests(1),
                Fault.of("400", TILE, status(400), tile())
                        .fails(UnexpectedAnswerException.class, "HTTP 400")
                        .requests(1),
                Fault.of("206", TILE, status(206).body(MVT), tile())
                        .fails(UnexpectedAnswerException.class, "HTTP 206")
                        .requests(1),
                Fault.of("304", TILE, status(304), tile())
                        .fails(UnexpectedAnswerException.class, "HTTP 304")
                        .requests(1),
                Fault.of("JSON in place of a tile", TILE, status(200).body("{\"ok\":true}"), tile())
                        .fails(UnexpectedAnswerException.class, "JSON in place of a tile")
                        .requests(1),
                Fault.of("a refused token in an envelope", TILE, error(400, 190, 0, "expired"), tile())
                        .fails(TokenRejectedException.class, "code 190")
                        .requests(1),
                Fault.of("a request limit in an envelope", TILE, error(403, 4, 0, "Application request limit"), tile())
                        .answers(MVT)
                        .waits(Duration.ofMinutes(1)));
    }

    static Stream<Fault> blocks() {
        return Stream.of(
                blocked("a redirect to the login page", TILE, status(302).setHeader("Location", LOGIN), "/login/"),
                blocked("a redirect to nowhere", TILE, status(302), "redirects"),
                blocked("a page with 200", TILE, status(200).body("<!DOCTYPE html>"), "web page"),
                blocked("a page by its type", TILE, html(200).body("Please log in"), "web page"),
                blocked("a page with 403", TILE, html(403).body("<html>"), "or refuses the access token"),
                blocked("code 368 at the tiles", TILE, error(400, 368, 1348007, "engellendi"), "code 368"),
                blocked("a redirect at the Graph API", ENTITY, status(302).setHeader("Location", LOGIN), "/login/"),
                blocked("a page at the Graph API", ENTITY, status(200).body("<html>"), "web page"),
                blocked("code 368", ENTITY, error(400, 368, 1348007, "Bu işlem engellendi"), "subcode 1348007"));
    }

    static Stream<Fault> errorsOfTheGraphApi() {
        return Stream.of(
                refused("no token", error(500, 190, 0, "Invalid OAuth 2.0 Access Token")),
                refused("a malformed token", error(401, 190, 0, "Failed to decode")),
                refused("a token that was never issued", error(401, 190, 0, "Error validating application")),
                refused("an expired token", error(400, 190, 463, "Error validating access token: Session has expired")),
                refused("a revoked token", error(401, 190, 0, "The user has not authorized application 1")),
                refused("404 with a refused token", error(404, 190, 0, "Failed to decode")),
                Fault.of("no such entity", ENTITY, error(400, 100, 33, "Unsupported get request"), json(JSON))
                        .fails(UnknownEntityException.class, "no such entity", "subcode 33", ENTITY.label())
                        .requests(1),
                Fault.of("404", ENTITY, status(404), json(JSON))
                        .fails(UnknownEntityException.class, "HTTP 404")
                        .requests(1),
                Fault.of("a field that does not exist", ENTITY, error(400, 100, 0, "nonexisting field"), json(JSON))
                        .fails(UnexpectedAnswerException.class, "code 100: \"nonexisting field\"")
                        .requests(1),
                Fault.of("too much data", ENTITY, error(500, 1, 0, "Please reduce the amount of data"), json(JSON))
                        .fails(TooMuchDataException.class, "smaller box")
                        .requests(1),
                Fault.of("too much data, in another language", ENTITY, error(500, 1, 99, "Daha az veri"), json(JSON))
                        .fails(TooMuchDataException.class, "subcode 99")
                        .requests(1),
                Fault.of("another error 1", ENTITY, error(500, 1, 0, "An unknown error occurred"), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("an outage", ENTITY, error(500, 2, 0, "Service temporarily unavailable"), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("an outage that lasts", ENTITY, times(5, error(500, 2, 0, "Service temporarily unavailable")))
                        .fails(TransientApiException.class, "code 2", "asked 5 times", "a passing fault of Mapillary")
                        .waits(ALL_PAUSES),
                Fault.of("the request limit", ENTITY, error(403, 4, 0, "Application request limit reached"), json(JSON))
                        .answers(JSON)
                        .waits(Duration.ofMinutes(1)),
                Fault.of(
                                "the request limit, with Retry-After",
                                ENTITY,
                                error(403, 4, 0, "Application request limit reached")
                                        .setHeader("Retry-After", "5"),
                                json(JSON))
                        .answers(JSON)
                        .waits(Duration.ofSeconds(5)),
                Fault.of("the request limit each time", ENTITY, times(6, error(403, 4, 0, "limit reached")))
                        .fails(TransientApiException.class, "code 4", "graph_per_minute", "asked 5 times within 241 s")
                        .requests(5)
                        .waits(Duration.ofMinutes(4)),
                Fault.of("an error that says that it passes", ENTITY, transientError(), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("an empty answer", ENTITY, status(200), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("JSON without its end", ENTITY, json("{\"data\":["), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("nothing by id for ids that are known", ENTITY.expectingData(), json("{ }"), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("broken JSON", ENTITY, json("{\"data\":]}"), json(JSON))
                        .fails(UnexpectedAnswerException.class, "broken JSON")
                        .requests(1),
                Fault.of("a list without entities", ENTITY, json(NO_DATA), json(JSON))
                        .answers(NO_DATA)
                        .requests(1),
                Fault.of("a list without entities that are known", ENTITY.expectingData(), json(NO_DATA), json(JSON))
                        .answers(JSON)
                        .waits(HALF),
                Fault.of("twice without entities that are known", ENTITY.expectingData(), json(NO_DATA), json(NO_DATA))
                        .answers(NO_DATA)
                        .waits(HALF));
    }

    static Stream<Fault> countsOfTheDay() {
        return Stream.of(
                Fault.of("some of the day's tiles are left", TILE, tile())
                        .count("HOST 2026-11-21 2\n")
                        .answers(MVT),
                Fault.of("the day's tiles are used up", TILE, tile())
                        .count("HOST 2026-11-21 3\n")
                        .fails(DayBudgetSpentException.class, "tiles_per_day=3", "until 2026-11-22T00:00:00Z")
                        .requests(0),
                Fault.of("the last of the day's tiles fails", TILE, status(500), tile())
                        .count("HOST 2026-11-21 2\n")
                        .fails(DayBudgetSpentException.class, "tiles_per_day=3")
                        .requests(1)
                        .waits(HALF),
                Fault.of("they were used up yesterday", TILE, tile())
                        .count("HOST 2026-11-20 3\n")
                        .answers(MVT),
                Fault.of("another host's are used up", TILE, tile())
                        .count("tiles.example 2026-11-21 3\n")
                        .answers(MVT),
                Fault.of("the clock was set back over midnight", TILE, tile())
                        .count("HOST 2026-11-22 3\n")
                        .fails(DayBudgetSpentException.class, "until 2026-11-23T00:00:00Z")
                        .requests(0),
                Fault.of("the clock was years ahead", TILE, tile())
                        .count("HOST 2099-01-01 3\n")
                        .fails(DayBudgetSpentException.class, "until 2026-11-22T00:00:00Z")
                        .requests(0),
                Fault.of("the count is damaged", TILE, tile())
                        .count("nonsense\n")
                        .answers(MVT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "tilesThatAreThereOrNot",
        "faultsThatPass",
        "brokenAnswers",
        "refusals",
        "blocks",
        "errorsOfTheGraphApi",
        "countsOfTheDay"
    })
    void isWhatItIsSaidToBecome(Fault fault) throws IOException {
        fault.answers().forEach(answer -> server.enqueue(answer.build()));
        String url = fault.url() == null ? server.url("/").toString() : fault.url();
        ApiSettings settings = ApiServer.settings(url, 2, fault.timeout());
        try (ApiClient client = transport(settings, fault).connect(NoDisk.cache())) {
            PendingAnswer answer = client.send(fault.request());

            assertOutcome(fault, answer);
            assertThat(server.getRequestCount()).as("requests").isEqualTo(fault.requests());
            assertThat(time.passed()).as("waited").isEqualTo(fault.waited());
            assertHealth(fault);
            if (health.report().failures().containsKey("AddressBlocked")) {
                assertNothingIsAskedAnyMore(client, fault);
            }
        }
        assertThat(log.at(Level.WARNING).toString() + health.report()).doesNotContain(ApiServer.TOKEN.value());
    }

    private Transport transport(ApiSettings settings, Fault fault) throws IOException {
        int perDay = TransportSettings.UNLIMITED;
        if (fault.count() != null) {
            perDay = 3;
            String host = new Endpoint(ApiHost.TILES, settings).name();
            Files.writeString(folder.resolve("requests-per-day"), fault.count().replace("HOST", host));
        }
        return new Transport(
                settings,
                new TransportSettings(TransportSettings.UNLIMITED, perDay, TransportSettings.UNLIMITED, folder),
                RetryRules.STANDARD,
                BreakerRules.STANDARD,
                time,
                () -> 0, // shortens no pause
                health);
    }

    private static void assertOutcome(Fault fault, PendingAnswer answer) throws IOException {
        Fault.Outcome expected = fault.outcome();
        if (expected instanceof Fault.Outcome.Failure failure) {
            Throwable seen = catchThrowable(answer::await);
            assertThat(seen).isExactlyInstanceOf(failure.type());
            assertThat(seen.getMessage()).contains(failure.fragments()).doesNotContain("\n");
            return;
        }
        ApiAnswer come = answer.await();
        if (expected instanceof Fault.Outcome.Answer some) {
            assertThat(new String(come.body(), StandardCharsets.UTF_8)).isEqualTo(some.body());
        }
        assertThat(come.exists()).isEqualTo(expected instanceof Fault.Outcome.Answer);
    }

    private void assertHealth(Fault fault) {
        HealthReport report = health.report();
        long failed =
                report.failures().values().stream().mapToLong(Long::longValue).sum();
        assertThat(failed).isEqualTo(fault.outcome() instanceof Fault.Outcome.Failure ? 1 : 0);
        assertThat(report.waiting()).isZero();
        if (fault.url() == null) {
            assertThat(report.requests()).isEqualTo(fault.requests());
        }
    }

    /** And whoever asks again hears for how long. */
    private void assertNothingIsAskedAnyMore(ApiClient client, Fault fault) {
        assertThat(catchThrowable(() -> client.send(fault.request()).await()))
                .isExactlyInstanceOf(AddressBlockedException.class)
                .hasMessageContaining("blocked for this address until 2026-11-21T10:05:00Z");
        assertThat(server.getRequestCount()).isEqualTo(fault.requests());
        assertThat(log.at(Level.WARNING)).hasSize(1);
    }

    private static Fault again(String name, MockResponse.Builder broken) {
        return Fault.of(name, TILE, broken, tile()).answers(MVT).waits(HALF);
    }

    private static Fault blocked(String name, ApiRequest request, MockResponse.Builder answer, String fragment) {
        return Fault.of(name, request, answer)
                .fails(AddressBlockedException.class, fragment, "it is not asked again until 2026-11-21T10:05:00Z");
    }

    private static Fault refused(String name, MockResponse.Builder answer) {
        return Fault.of(name, ENTITY, answer, json(JSON))
                .fails(TokenRejectedException.class, "refused", "code 190", "MAPILLARY_ACCESS_TOKEN")
                .requests(1);
    }

    private static MockResponse.Builder[] times(int number, MockResponse.Builder answer) {
        List<MockResponse.Builder> copies = Collections.nCopies(number, answer);
        return copies.toArray(MockResponse.Builder[]::new);
    }

    private static MockResponse.Builder tile() {
        return status(200).body(MVT);
    }

    private static MockResponse.Builder large() {
        return status(200).body("x".repeat(1 << 20));
    }

    private static MockResponse.Builder html(int status) {
        return status(status).setHeader("Content-Type", "text/html");
    }

    private static MockResponse.Builder json(String body) {
        return status(200).body(body).setHeader("Content-Type", "application/json; charset=UTF-8");
    }

    private static MockResponse.Builder error(int status, int code, int subcode, String message) {
        return status(status)
                .body("{\"error\":{\"message\":\"" + message + "\",\"type\":\"MLYApiException\",\"code\":" + code
                        + ",\"error_subcode\":" + subcode + ",\"error_data\":{},\"fbtrace_id\":\"A\"}}");
    }

    private static MockResponse.Builder transientError() {
        return status(400).body("{\"error\":{\"message\":\"odd\",\"code\":77,\"is_transient\":true}}");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i <= 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return out.toByteArray();
    }
}
