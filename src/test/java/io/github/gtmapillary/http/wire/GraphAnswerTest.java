package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphAnswerTest {

    @AutoClose
    private final ApiServer api = new ApiServer();

    @Test
    void anAnswerComesAsItIs() throws IOException {
        String json = "{\"data\":[{\"id\":\"1\",\"error\":{\"code\":190}}]}";
        ApiAnswer answer = api.answering(ENTITY, status(200).body(json));
        assertThat(answer.exists()).isTrue();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 404, 500})
    void code190IsARefusedTokenWhateverTheStatus(int status) {
        assertFails(TokenRejectedException.class, status, error(190, 0, "Failed to decode"))
                .withMessageContaining("\"Failed to decode\"")
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,99"})
    void reduceTheAmountOfDataMeansToSplit(int code, int subcode) {
        assertFails(
                TooMuchDataException.class,
                500,
                error(code, subcode, "PLEASE REDUCE THE AMOUNT OF DATA you're asking for"));
    }

    @ParameterizedTest
    @CsvSource({"500, 1, true", "500, 2, true", "503, 0, true", "403, 4, false", "429, 0, false", "200, 2, false"})
    void onlyAServerErrorMayBeDueToHowMuchIsAskedFor(int status, int code, boolean smallerMayPass) {
        assertFails(TransientApiException.class, status, error(code, 0, "Service temporarily unavailable"))
                .satisfies(e -> assertThat(e.smallerRequestMayPass()).isEqualTo(smallerMayPass));
    }

    @Test
    void code1AboutSomethingElsePasses() {
        assertFails(TransientApiException.class, 500, error(1, 0, "An unknown error occurred"));
    }

    @Test
    void anEntityThatIsNotThereIsUnknown() {
        assertFails(UnknownEntityException.class, 400, error(100, 33, "Object with ID '9' does not exist"));
        assertFails(UnknownEntityException.class, 404, "gone");
        assertFails(UnknownEntityException.class, 404, error(803, 0, "Some of the aliases do not exist"));
    }

    @Test
    void code368IsABlockInWhateverLanguage() {
        assertFails(AddressBlockedException.class, 400, error(368, 1348007, "Bu işlem engellendi"))
                .withMessageContaining("code 368, subcode 1348007");
    }

    @Test
    void limitsAndOutagesAreTransient() {
        assertFails(TransientApiException.class, 403, error(4, 0, "Application request limit reached"))
                .withMessageContaining("graph_per_minute");
        assertFails(TransientApiException.class, 500, error(2, 0, "Service temporarily unavailable"));
        assertFails(
                TransientApiException.class,
                400,
                "{\"error\":{\"message\":\"x\",\"code\":77,\"error_data\":{\"a\":[1]},\"is_transient\":true}}");
        assertFails(TransientApiException.class, 429, "slow down");
        assertFails(TransientApiException.class, 503, "");
    }

    @Test
    void aSecondOutageBeforeAnyAnswerMayBeTheTokensFault() {
        String outage = error(2, 0, "Service temporarily unavailable");
        assertFails(TransientApiException.class, 500, outage);
        assertFails(TransientApiException.class, 500, outage).withMessageContaining("the token was never issued");
    }

    @Test
    void outagesAfterAnAnswerAreNotTheTokensFault() throws IOException {
        api.answering(ENTITY, status(200).body("{}"));
        String outage = error(2, 0, "Service temporarily unavailable");
        assertFails(TransientApiException.class, 500, outage);
        assertFails(TransientApiException.class, 500, outage)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("token was never issued"));
    }

    @Test
    void anEmptyAnswerIsTransientSinceJsonIsNeverEmpty() {
        assertFails(TransientApiException.class, 200, " \n").withMessageContaining("an empty answer");
    }

    @Test
    void otherErrorsAreUnexpectedAndQuoted() {
        String text = "(#100) Tried accessing nonexisting field\\n(altitude)" + "!".repeat(500);
        assertFails(UnexpectedAnswerException.class, 400, error(100, 0, text))
                .withMessageContaining("HTTP 400, code 100: \"(#100) Tried accessing nonexisting field (altitude)!!!")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\n"));
        assertFails(UnexpectedAnswerException.class, 200, error(100, 0, "x"));
        assertFails(UnexpectedAnswerException.class, 400, "{\"error\":\"odd\"}").withMessageContaining("odd");
        assertFails(UnexpectedAnswerException.class, 401, "{broken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":]", "{broken", "true", "[1]", "OK"})
    void whatIsNoJsonObjectIsUnexpected(String body) {
        assertFails(UnexpectedAnswerException.class, 200, body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"data\":[", "{\"data\":[{\"id\":\"1", "{\"1\":{}"})
    void whatLacksItsEndWasLostOnTheWay(String body) {
        assertFails(TransientApiException.class, 200, body).withMessageContaining("truncated JSON");
    }

    /** Four bytes to a character are JSON too, says the first of them, but the next is no character. */
    @Test
    void whatIsNoTextAtAllIsUnexpected() {
        String body = "{\0\0\0\0\0\0\0\"error\":{}}";
        assertFails(UnexpectedAnswerException.class, 200, body).withMessageContaining("broken JSON");
        assertFails(UnexpectedAnswerException.class, 400, body);
    }

    /** The ninth of the controls beyond ASCII begins a command to a terminal, as escape does. */
    @Test
    void noControlCharacterGetsIntoAMessage() {
        assertFails(UnexpectedAnswerException.class, 200, error(100, 0, "a\u009b31mb\\u001bc\u0084d"))
                .withMessageContaining("\"a 31mb c d\"");
    }

    @Test
    void htmlIsABlockAndARedirectToNowhereIsNone() {
        assertFails(AddressBlockedException.class, 200, "<html>");
        assertFails(AddressBlockedException.class, 404, "\n<html>Mapillary");
        assertFails(UnexpectedAnswerException.class, 302, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"120|PT2M", "0|PT0S", "Sat, 21 Nov 2026 10:01:30 GMT|PT1M30S", "Sat, 21 Nov 2026 09:00:00 GMT|PT0S"
            })
    void theHostsWishToWaitIsKept(String header, Duration wait) {
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(
                        ENTITY,
                        status(503)
                                .setHeader("Date", "Sat, 21 Nov 2026 10:00:00 GMT")
                                .setHeader("Retry-After", header)))
                .satisfies(e -> assertThat(e.retryAfter()).hasValue(wait));
        assertThat(api.server.getRequestCount()).as("sent once").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "99999999999999999999"})
    void aWishThatCannotBeReadIsNone(String header) {
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> api.answering(ENTITY, status(429).setHeader("Retry-After", header)))
                .satisfies(e -> assertThat(e.retryAfter()).isEmpty());
    }

    private <E extends ApiException> ThrowableAssertAlternative<E> assertFails(Class<E> type, int status, String body) {
        return assertThatExceptionOfType(type)
                .isThrownBy(() -> api.answering(ENTITY, status(status).body(body)));
    }

    private static String error(int code, int subcode, String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"MLYApiException\",\"code\":" + code
                + ",\"error_subcode\":" + subcode + ",\"error_data\":{},\"fbtrace_id\":\"A\"}}";
    }
}
