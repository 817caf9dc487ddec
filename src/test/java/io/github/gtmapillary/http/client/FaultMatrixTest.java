package io.github.gtmapillary.http.client;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static io.github.gtmapillary.http.wire.HostAnswers.LARGE;
import static io.github.gtmapillary.http.wire.HostAnswers.MVT;
import static io.github.gtmapillary.http.wire.HostAnswers.error;
import static io.github.gtmapillary.http.wire.HostAnswers.gzip;
import static io.github.gtmapillary.http.wire.HostAnswers.gzipBomb;
import static io.github.gtmapillary.http.wire.HostAnswers.html;
import static io.github.gtmapillary.http.wire.HostAnswers.json;
import static io.github.gtmapillary.http.wire.HostAnswers.large;
import static io.github.gtmapillary.http.wire.HostAnswers.tile;
import static io.github.gtmapillary.http.wire.HostAnswers.times;
import static io.github.gtmapillary.http.wire.HostAnswers.transientError;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.DayBudgetSpentException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.http.UnreachableHostException;
import io.github.gtmapillary.http.WaitTooLongException;
import io.github.gtmapillary.http.client.Fault.Cached;
import io.github.gtmapillary.http.wire.FaultyDisk;
import io.github.gtmapillary.http.wire.SilentPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that can go wrong between a request and its answer: what the caller sees, how many requests are sent, how long it takes, and
 * what is cached. A body or an absence that the caller sees is cached and a failure is not, unless the row says otherwise ({@link
 * Fault}); {@link FaultTrial} tells how this is found out.
 */
@Timeout(60)
public class FaultMatrixTest {

    private static final String EARLIER = "\u001aearlier";
    private static final String JSON = "{\"id\":\"1\"}";
    private static final String NO_DATA = "{\"data\":[]}";
    private static final String LOGIN = "https://www.mapillary.com/login/?next=x";
    private static final Duration HALF = Duration.ofMillis(500);

    /** Of five attempts: 0.5, 1, 2 and 4 seconds. */
    private static final Duration ALL_PAUSES = Duration.ofMillis(7500);

    /** Passes in vain, and has to be enough for an answer on a machine that has much else to do. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static SilentPort silent;

    @BeforeAll
    static void takePort() throws IOException {
        silent = SilentPort.take();
    }

    @AfterAll
    static void givePortBack() throws IOException {
        silent.close();
    }

    static Stream<Fault> tilesThatAreThereOrNot() throws IOException {
        return Stream.of(
                Fault.of("no fault", TILE, tile()).answers(MVT),
                Fault.of("gzip", TILE, bytes(gzip(MVT)).setHeader("Content-Encoding", "gzip"))
                        .answers(MVT),
                Fault.of("gzip that nobody announced", TILE, bytes(gzip(MVT))).answers(MVT),
                Fault.of(
                                "gzip in two members",
                                TILE,
                                bytes(gzip("\u001ati", "le")).setHeader("Content-Encoding", "gzip"))
                        .answers(MVT),
                Fault.of("gzip in two members that nobody announced", TILE, bytes(gzip("\u001ati", "le")))
                        .answers(MVT),
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
                        .fails(
                                WaitTooLongException.class,
                                "nothing has arrived for 0 s",
                                TILE.label() + " waits until 2026-11-21T11:00:00Z",
                                "the request limit of the proxy at",
                                "tiles_per_minute",
                                "max_wait_seconds=300")
                        .requests(1),
                Fault.of("429 again and again", TILE, times(5, status(429).setHeader("Retry-After", "120")))
                        .fails(WaitTooLongException.class, "nothing has arrived for 240 s", "2026-11-21T10:06:00Z")
                        .requests(3)
                        .waits(Duration.ofMinutes(4)));
    }

    static Stream<Fault> brokenAnswers() throws IOException {
        byte[] half = Arrays.copyOf(gzip("x".repeat(10_000) + Math.PI), 30);
        byte[] two = gzip("\u001ati", "le");
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
                again("a truncated second member of a gzip", bytes(Arrays.copyOf(two, two.length - 1))),
                again("rubbish behind a gzip", bytes((new String(two, ISO_8859_1) + "?").getBytes(ISO_8859_1))),
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
                Fault.of(
                                "a body that breaks off each time",
                                TILE,
                                times(5, large().onResponseBody(new SocketEffect.CloseSocket())))
                        .fails(TransientApiException.class, "the connection broke", "asked 5 times")
                        .waits(ALL_PAUSES),
                Fault.of("truncated gzip each time", TILE, times(5, bytes(half)))
                        .fails(TransientApiException.class, "asked 5 times")
                        .waits(ALL_PAUSES),
                Fault.of("a gzip bomb", TILE, gzipBomb(), tile())
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
                Fault.of("407 of a proxy that nobody named", TILE, status(407), tile())
                        .fails(UnreachableHostException.class, "a proxy in between", "https.proxyPassword")
                        .requests(1),
                Fault.of(
                                "511 of a network that wants a log-in",
                                TILE,
                                status(511).body("<html>"),
                                tile())
                        .fails(UnreachableHostException.class, "log in with a browser")
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
                Fault.of("a refused token in an envelope with 200", TILE, error(200, 190, 0, "expired"), tile())
                        .fails(TokenRejectedException.class, "code 190")
                        .requests(1),
                Fault.of("an outage in an envelope with 200", TILE, error(200, 2, 0, "unavailable"), tile())
                        .answers(MVT)
                        .waits(HALF),
                Fault.of("a request limit in an envelope", TILE, error(403, 4, 0, "Application request limit"), tile())
                        .answers(MVT)
                        .waits(Duration.ofMinutes(1)));
    }

    static Stream<Fault> blocks() {
        return Stream.of(
                blocked("a redirect to the login page", TILE, status(302).setHeader("Location", LOGIN), "/login/"),
                blocked(
                        "a redirect to Facebook's login",
                        TILE,
                        status(302).setHeader("Location", "https://m.facebook.com/login.php?next=x"),
                        "facebook.com/login.php"),
                blocked(
                        "a redirect to a login page of the asked host",
                        TILE,
                        status(307).setHeader("Location", "/login/?next=x"),
                        "/login/"),
                noBlock("a redirect to nowhere", TILE, status(302), "an unreadable address"),
                noBlock(
                        "a redirect to a new address",
                        TILE,
                        status(301).setHeader("Location", "https://tiles2.mapillary.com/x?access_token=y"),
                        "https://tiles2.mapillary.com/x (HTTP 301)"),
                noBlock(
                        "a redirect to the log-in of a network",
                        TILE,
                        status(302).setHeader("Location", "http://portal.example/login?next=x"),
                        "http://portal.example/login (HTTP 302)"),
                noBlock(
                        "a redirect at the Graph API",
                        ENTITY,
                        status(308).setHeader("Location", "https://graph.facebook.com/1"),
                        "graph_url"),
                blocked("a page with 200", TILE, status(200).body("<!DOCTYPE html>"), "web page"),
                blocked("a page by its type", TILE, html(200).body("Please log in"), "web page"),
                blocked(
                        "a page of Mapillary's with 403",
                        TILE,
                        html(403).body("<html>Mapillary"),
                        "or refuses the access token"),
                Fault.of("a page of another server with 403", TILE, html(403).body("<html>nginx"))
                        .fails(UnexpectedAnswerException.class, "with an error page of its own (HTTP 403)")
                        .requests(1),
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
                        .fails(
                                TransientApiException.class,
                                "code 2",
                                "asked 5 times",
                                "a passing fault of Mapillary",
                                "has not answered this access token yet",
                                "or the token was never issued or is revoked",
                                "MAPILLARY_ACCESS_TOKEN")
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
                Fault.of("truncated JSON", ENTITY, json("{\"data\":["), json(JSON))
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

    static Stream<Fault> answersThatWereKeptEarlier() {
        Duration young = Duration.ofHours(23);
        Duration old = Duration.ofHours(25);
        Duration setBack = Duration.ofDays(-400);
        return Stream.of(
                Fault.of("a kept tile", TILE).kept(EARLIER, young).answers(EARLIER),
                Fault.of("a tile past its age", TILE, tile()).kept(EARLIER, old).answers(MVT),
                Fault.of("a tile past its age that has gone", TILE, status(404))
                        .kept(EARLIER, old)
                        .findsNothing(),
                Fault.of("a tile past its age, and an outage", TILE, times(5, status(500)))
                        .kept(EARLIER, old)
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY)
                        .waits(ALL_PAUSES)
                        .warns("past their age", "HTTP 500"),
                Fault.of(
                                "a tile past its age, and a broken connection each time",
                                TILE,
                                times(5, large().onResponseBody(new SocketEffect.CloseSocket())))
                        .kept(EARLIER, old)
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY)
                        .waits(ALL_PAUSES)
                        .warns("past their age", "the connection broke"),
                Fault.of(
                                "a tile past its age, and a wish for more than anybody waits",
                                TILE,
                                status(503).setHeader("Retry-After", "3600"))
                        .kept(EARLIER, old)
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY)
                        .warns("past their age", "max_wait_seconds"),
                Fault.of("a tile past its age, and a block", TILE, status(302).setHeader("Location", LOGIN))
                        .kept(EARLIER, old)
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY),
                Fault.of("a tile past its age, and the day's tiles are used up", TILE)
                        .kept(EARLIER, old)
                        .count("HOST 2026-11-21 3\n")
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY),
                Fault.of("a tile past its age, and a refused token", TILE, status(403))
                        .kept(EARLIER, old)
                        .fails(TokenRejectedException.class, "HTTP 403")
                        .cached(Cached.EARLIER_BODY),
                Fault.of(
                                "a tile past its age, and JSON in place of it",
                                TILE,
                                status(200).body("{}"))
                        .kept(EARLIER, old)
                        .fails(UnexpectedAnswerException.class, "JSON in place of a tile")
                        .cached(Cached.EARLIER_BODY),
                Fault.of("an entity past its age, and an outage", ENTITY, times(5, status(503)))
                        .kept(JSON, old)
                        .fails(TransientApiException.class, "HTTP 503")
                        .waits(ALL_PAUSES),
                Fault.of("a kept absence", TILE).kept("", Duration.ofMinutes(9)).findsNothing(),
                Fault.of("a kept absence of a tile that is known to be full", TILE.expectingData(), tile())
                        .kept("", Duration.ofMinutes(9))
                        .answers(MVT),
                Fault.of("a kept list without entities", ENTITY)
                        .kept(NO_DATA, young)
                        .answers(NO_DATA),
                Fault.of("a kept list without entities that are known", ENTITY.expectingData(), json(JSON))
                        .kept(NO_DATA, young)
                        .answers(JSON),
                Fault.of("an absence past its age", TILE, tile())
                        .kept("", Duration.ofMinutes(10))
                        .answers(MVT),
                Fault.of("an absence past its age, and an outage", TILE, times(5, status(500)))
                        .kept("", Duration.ofMinutes(10))
                        .fails(TransientApiException.class, "HTTP 500")
                        .waits(ALL_PAUSES),
                Fault.of("the clock was set back", TILE, tile())
                        .kept(EARLIER, setBack)
                        .answers(MVT),
                Fault.of("the clock was set back, and an outage", TILE, times(5, status(500)))
                        .kept(EARLIER, setBack)
                        .answers(EARLIER)
                        .cached(Cached.EARLIER_BODY)
                        .waits(ALL_PAUSES),
                Fault.of("the clock was set back over an absence", TILE, tile())
                        .kept("", setBack)
                        .answers(MVT));
    }

    static Stream<Fault> disksThatFail() {
        return Stream.of(
                Fault.of("a full disk", TILE, tile())
                        .on(FaultyDisk.full(100))
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("No space left on device", "disk cache"),
                Fault.of("a disk that is full in the middle of a tile", TILE, large())
                        .on(FaultyDisk.full(50_000))
                        .answers(LARGE)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("No space left on device"),
                Fault.of("an outage on top of a full disk", TILE, times(5, status(500)))
                        .on(FaultyDisk.full(100))
                        .fails(TransientApiException.class, "HTTP 500")
                        .waits(ALL_PAUSES),
                Fault.of("a read-only disk", TILE, tile())
                        .on(FaultyDisk.readOnly())
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("Read-only file system"),
                Fault.of("a disk that puts nothing in its place", TILE, tile())
                        .on(FaultyDisk.neverInPlace())
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("Input/output error"),
                Fault.of("a folder without locks", TILE, tile())
                        .on(FaultyDisk.withoutLocks())
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("can't be used", "cache_dir"),
                Fault.of("a file in place of the folder", TILE, tile())
                        .on(FaultyDisk.fileInPlaceOfTheFolder())
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("is a file", "cache_dir"),
                spoilt("an empty journal", FaultyDisk.damaged("journal", journal -> new byte[0])),
                spoilt(
                        "a journal of something else",
                        FaultyDisk.damaged("journal", journal -> "garbage".getBytes(UTF_8))),
                spoilt("a journal that was cut short", FaultyDisk.damaged("journal", FaultMatrixTest::half)),
                spoilt("no journal", FaultyDisk.lost("journal")),
                spoilt("a kept answer that was cut short", FaultyDisk.damaged(".1", FaultMatrixTest::half)),
                spoilt("a kept answer without its body", FaultyDisk.lost(".1")),
                spoilt("a kept answer with another body", FaultyDisk.damaged(".1", body -> MVT.getBytes(UTF_8))),
                spoilt("a kept answer that does not say what it is", FaultyDisk.damaged(".0", FaultMatrixTest::half)),
                spoilt("a kept answer of nothing but zeros", FaultyDisk.damaged(".0", head -> new byte[head.length])),
                Fault.of("another process on the folder", TILE, tile())
                        .kept(EARLIER, Duration.ofHours(1))
                        .on(FaultyDisk.inUseBy(1))
                        .answers(MVT)
                        .warns("in use by another process", "answers-2", "cache_dir"),
                Fault.of("too many other processes on the folder", TILE, tile())
                        .kept(EARLIER, Duration.ofHours(1))
                        .on(FaultyDisk.inUseBy(8))
                        .answers(MVT)
                        .cached(Cached.BODY_IN_MEMORY)
                        .warns("in use by 8 other processes", "no disk cache"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "tilesThatAreThereOrNot",
        "faultsThatPass",
        "brokenAnswers",
        "refusals",
        "blocks",
        "errorsOfTheGraphApi",
        "countsOfTheDay",
        "answersThatWereKeptEarlier",
        "disksThatFail"
    })
    void isWhatItIsSaidToBecome(Fault fault, @TempDir Path folder) throws IOException {
        try (FaultTrial trial = new FaultTrial(fault, folder)) {
            trial.run();
        }
    }

    private static Fault again(String name, MockResponse.Builder broken) {
        return Fault.of(name, TILE, broken, tile()).answers(MVT).waits(HALF);
    }

    private static Fault blocked(String name, ApiRequest request, MockResponse.Builder answer, String fragment) {
        return Fault.of(name, request, answer)
                .fails(
                        AddressBlockedException.class,
                        fragment,
                        "nothing is sent to ",
                        " until 2026-11-21T11:00:00Z",
                        "about a day");
    }

    /** It fails as what it is, and the next request is sent. */
    private static Fault noBlock(String name, ApiRequest request, MockResponse.Builder answer, String fragment) {
        return Fault.of(name, request, answer)
                .fails(UnexpectedAnswerException.class, fragment, "not to Mapillary's login page");
    }

    private static Fault refused(String name, MockResponse.Builder answer) {
        return Fault.of(name, ENTITY, answer, json(JSON))
                .fails(TokenRejectedException.class, "refused", "code 190", "MAPILLARY_ACCESS_TOKEN")
                .requests(1);
    }

    /** An answer damaged on the disk is requested once more, and kept again. */
    private static Fault spoilt(String name, FaultyDisk disk) {
        return Fault.of(name, TILE, tile())
                .kept(EARLIER, Duration.ofHours(1))
                .on(disk)
                .answers(MVT);
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
