package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Error bodies that Mapillary has sent; each one's file name starts with its HTTP status. */
class RecordedGraphErrorsTest {

    private static final Map<String, Class<? extends ApiException>> EXPECTED = Map.of(
            "500_no_auth_header.json", TokenRejectedException.class,
            "401_malformed_token.json", TokenRejectedException.class,
            "401_never_issued_token_header.json", TokenRejectedException.class,
            "400_never_issued_token_query_param.json", TokenRejectedException.class,
            "401_user_revoked_application.json", TokenRejectedException.class,
            "400_unknown_id.json", UnknownEntityException.class,
            "403_application_request_limit.json", TransientApiException.class,
            "500_reduce_amount_of_data.json", TooMuchDataException.class);

    @Test
    void everyRecordedErrorIsToldApart() throws IOException {
        Path folder = Path.of(System.getProperty("mapillary.fixtures", "../shared/fixtures"))
                .resolve("graph_errors");
        assumeTrue(Files.isDirectory(folder), () -> "no recorded errors: " + folder.toAbsolutePath() + " is no folder");
        List<Path> bodies;
        try (Stream<Path> files = Files.list(folder)) {
            bodies = files.filter(file -> file.getFileName().toString().matches("\\d{3}_.*"))
                    .toList();
        }
        assertThat(bodies)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
        for (Path body : bodies) {
            String name = body.getFileName().toString();
            assertThat(failureOf(name, Files.readString(body))).as(name).isExactlyInstanceOf(EXPECTED.get(name));
        }
    }

    /** The same shapes by hand, where the recorded ones are not at hand. */
    @Test
    void theirTwinsAreToldApart() throws IOException {
        Map<String, String> twins = Map.of(
                "500_no_auth_header.json",
                "{\"error\":{\"message\":\"Invalid OAuth 2.0 Access Token\",\"type\":\"MLYApiException\",\"code\":190,"
                        + "\"error_data\":{},\"fbtrace_id\":\"A\"}}",
                "401_malformed_token.json",
                oauthError("Failed to decode", 190),
                "401_never_issued_token_header.json",
                oauthError("Error validating application", 190),
                "400_never_issued_token_query_param.json",
                oauthError("Error validating application", 190),
                "401_user_revoked_application.json",
                oauthError("Error validating access token: The user has not authorized application 0.", 190),
                "400_unknown_id.json",
                "{\"error\":{\"message\":\"Unsupported get request. Object with ID '9' does not exist, cannot be loaded due to"
                        + " missing permissions, or does not support this operation\",\"type\":\"MLYApiException\",\"code\":100,"
                        + "\"error_subcode\":33,\"fbtrace_id\":\"A\"}}",
                "403_application_request_limit.json",
                "{\"error\":{\"message\":\"Application request limit reached\",\"type\":\"MLYApiException\","
                        + "\"is_transient\":true,\"code\":4,\"fbtrace_id\":\"A\"}}",
                "500_reduce_amount_of_data.json",
                oauthError("Please reduce the amount of data you're asking for, then retry your request", 1));
        assertThat(twins).containsOnlyKeys(EXPECTED.keySet());
        for (Map.Entry<String, String> twin : twins.entrySet()) {
            assertThat(failureOf(twin.getKey(), twin.getValue()))
                    .as(twin.getKey())
                    .isExactlyInstanceOf(EXPECTED.get(twin.getKey()));
        }
    }

    private static String oauthError(String message, int code) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"OAuthException\",\"code\":" + code
                + ",\"fbtrace_id\":\"A\"}}";
    }

    private static Throwable failureOf(String name, String body) throws IOException {
        int status = Integer.parseInt(name.substring(0, 3));
        try (ApiServer api = new ApiServer()) {
            return catchThrowable(() ->
                    api.answering(ApiServer.ENTITY, ApiServer.status(status).body(body)));
        }
    }
}
