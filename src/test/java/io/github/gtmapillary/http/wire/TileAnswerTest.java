package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileAnswerTest {

    private static final byte[] MVT = new byte[1000];

    static {
        Arrays.fill(MVT, (byte) 0x1a);
    }

    @AutoClose
    private final ApiServer api = new ApiServer();

    @Test
    void aTileComesAsItIs() throws IOException {
        ApiAnswer answer = api.answering(TILE, bytes(MVT).setHeader("Content-Type", "text/plain"));
        assertThat(answer.exists()).isTrue();
        assertThat(answer.body()).isEqualTo(MVT);
        assertThat(answer.bytesReceived()).isEqualTo(1000);
    }

    @Test
    void aGzippedTileIsUnzippedAndItsBytesOnTheWireCounted() throws IOException {
        byte[] zipped = gzip(MVT);
        ApiAnswer answer = api.answering(TILE, bytes(zipped).setHeader("Content-Encoding", "GZIP"));
        assertThat(answer.body()).isEqualTo(MVT);
        assertThat(answer.bytesReceived()).isEqualTo(zipped.length);
    }

    @Test
    void gzipIsRecognisedAlsoWhereNoHeaderSaysSoAndTwice() throws IOException {
        assertThat(api.answering(TILE, bytes(gzip(MVT))).body()).isEqualTo(MVT);
        assertThat(api.answering(TILE, bytes(gzip(gzip(MVT)))).body()).isEqualTo(MVT);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 204, 410, 200})
    void anEmptyTileIsNotThere(int status) throws IOException {
        ApiAnswer answer = api.answering(TILE, status(status).setHeader("Content-Type", "text/html"));
        assertThat(answer.exists()).isFalse();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a404IsNotThereWhateverItsBody() throws IOException {
        assertThat(api.answering(TILE, status(404).body("<html>gone</html>")).exists())
                .isFalse();
        assertThat(api.answering(TILE, status(404).body("{\"message\":\"gone\"}"))
                        .exists())
                .isFalse();
    }

    @Test
    void aGzipOfNothingIsNotThere() throws IOException {
        assertThat(api.answering(TILE, bytes(gzip(new byte[0]))).exists()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedTokenIsNamedWithTheWaysToSetIt(int status) {
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() -> api.answering(TILE, status(status)))
                .withMessageContaining("refused by " + api.server.getHostName())
                .withMessageContaining(TILE.label())
                .withMessageContaining("HTTP " + status)
                .withMessageContaining("access_token")
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN")
                .withMessageContaining("https://www.mapillary.com/dashboard/developers")
                .satisfies(e -> assertThat(e.request()).isEqualTo(TILE));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void passingFaultsAreTransient(int status) {
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(TILE, status(status)))
                .withMessageContaining("HTTP " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectToALoginPageIsABlockAndNotFollowed(int status) {
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> api.answering(TILE, status(status).setHeader("Location", "/login/?next=x")))
                .withMessageContaining("/login/ (HTTP")
                .withMessageNotContaining("next=x");
        assertThat(api.server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.mapillary.com/login/?next=x",
                "https://mapillary.com/LOGIN",
                "https://www.mapillary.com/en/login?x",
                "https://m.facebook.com/login.php",
                "https://auth.meta.com/login",
                "login"
            })
    void theLoginPagesOfMapillaryAndOfTheAskedHostAreKnown(String location) {
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> api.answering(TILE, status(302).setHeader("Location", location)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.mapillary.com/app/?next=/login, https://www.mapillary.com/app/ (HTTP 302)",
        "https://notmapillary.com/login, https://notmapillary.com/login (HTTP 302)",
        "https://mapillary.com.example/login, https://mapillary.com.example/login (HTTP 302)",
        "http://portal.example/login?from=x, http://portal.example/login (HTTP 302)",
        "'', /2/14/8771/5123 (HTTP 302)"
    })
    void anotherRedirectIsReportedAsWhatItIs(String location, String place) {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(TILE, status(302).setHeader("Location", location)))
                .withMessageContaining("not to Mapillary's login page")
                .withMessageContaining("tiles_url")
                .withMessageContaining(place);
    }

    @Test
    void aRedirectToNowhereIsNoBlock() {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(TILE, status(302)))
                .withMessageContaining("to an unreadable address (HTTP 302)");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void theErrorPageOfAnOverloadedServerIsNoBlock(int status) {
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(TILE, status(status).body("<html>Bad gateway</html>")));
    }

    @Test
    void htmlInPlaceOfATileIsABlock() {
        assertBlocked(status(200).body("Please log in").setHeader("Content-Type", "Text/HTML; charset=utf-8"));
        assertBlocked(status(200).body("\ufeff \r\n<!DOCTYPE html>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void anErrorPageThatNamesMapillaryIsABlock(int status) {
        assertBlocked(status(status).body("<html>Log in to Mapillary</html>"));
        assertBlocked(status(status).body("<!DOCTYPE html><a href='https://www.facebook.com/login'>"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 418})
    void theErrorPageOfAnotherServerIsNoBlock(int status) {
        assertUnexpected(status, status(status).body("Who are you?").setHeader("Content-Type", "text/html"));
        assertUnexpected(status, status(status).body("<html><center>nginx</center></html>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON; charset=utf-8", "application/problem+json"})
    void jsonIsNoTile(String contentType) {
        assertUnexpected(200, bytes(MVT).setHeader("Content-Type", contentType));
    }

    @Test
    void whatStartsLikeJsonIsNoTileEither() {
        assertUnexpected(200, bytes("{\"tile\":1}".getBytes(StandardCharsets.UTF_8)));
        assertUnexpected(200, bytes("{broken".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 206, 304, 418})
    void otherStatusesAreUnexpected(int status) {
        assertUnexpected(status, status(status));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, PT1S", "0, PT1S", "3, PT3S"})
    void aSharedCacheHoldsARequestBackForASecondAtLeast(String retryAfter, Duration wait) {
        MockResponse.Builder held = status(429).setHeader("X-Cache-Status", "LIMITED");
        if (retryAfter != null) {
            held.setHeader("Retry-After", retryAfter);
        }
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(TILE, held))
                .withMessageContaining("the pace of the cache at " + api.server.getHostName())
                .withMessageContaining("is used up by all who share it")
                .satisfies(e -> assertThat(e.isHeldBack()).isTrue())
                .satisfies(e -> assertThat(e.retryAfter()).hasValue(wait));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"429, none", "429, MISS", "503, LIMITED"})
    void otherFaultsHoldNoRequestBack(int status, String cacheStatus) {
        MockResponse.Builder fault = status(status);
        if (cacheStatus != null) {
            fault.setHeader("X-Cache-Status", cacheStatus);
        }
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(TILE, fault))
                .satisfies(e -> assertThat(e.isHeldBack()).isFalse());
    }

    @Test
    void theBodyOfAnErrorDecidesBeforeItsStatus() {
        String limit = "{\"error\":{\"message\":\"Application request limit reached\",\"code\":4}}";
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(TILE, status(403).body(limit)))
                .withMessageContaining("tiles_per_minute");
    }

    private void assertBlocked(MockResponse.Builder response) {
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> api.answering(TILE, response))
                .withMessageContaining("web page");
    }

    private void assertUnexpected(int status, MockResponse.Builder response) {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(TILE, response))
                .withMessageContaining("HTTP " + status);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
