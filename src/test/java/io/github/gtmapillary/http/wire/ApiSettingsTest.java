package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {

    private static final String TILES = "https://tiles.mapillary.com";
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    void showNoToken() {
        assertThat(withUrl(TILES).toString()).contains(TILES).doesNotContain("MLY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://tiles.mapillary.com",
                "HTTPS://tiles.mapillary.com/",
                "https://proxy.example.org:8443/mapillary/tiles/",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.1.2.3:80",
                "http://[::1]:8080"
            })
    void takeHttpsUrlsAndPlainHttpOnThisMachine(String url) {
        assertThatNoException().isThrownBy(() -> withUrl(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tiles.mapillary.com",
                "http://127.0.0.1.example.org",
                "http://10.0.0.1",
                "http://localhost.example.org"
            })
    void takePlainHttpElsewhereOnlyIfAllowed(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withUrl(url))
                .withMessageContaining("tiles_url")
                .withMessageContaining(url)
                .withMessageContaining("allow_http");
        assertThatNoException().isThrownBy(() -> new ApiSettings(url, TILES, ApiServer.TOKEN, 6, HALF_A_MINUTE, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tiles.mapillary.com",
                "ftp://tiles.mapillary.com",
                "file:///tmp",
                "https://",
                "https:/x",
                "https://a b"
            })
    void rejectWhatIsNoUrlByNameAndValue(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withUrl(url))
                .withMessageContaining("tiles_url")
                .withMessageContaining('"' + url + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:secret@tiles.mapillary.com, user name",
        "https://tiles.mapillary.com?access_token=secret, query",
        "https://tiles.mapillary.com#secret, fragment",
        "https://tiles.mapillary.com:99999/MLY%7C1%7Cabc, must be a URL"
    })
    void rejectUrlsThatHoldMoreThanAPlaceWithoutShowingIt(String url, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withUrl(url))
                .withMessageContaining(fault)
                .withMessageContaining("tiles.mapillary.com")
                .withMessageNotContaining("secret")
                .withMessageNotContaining("abc");
    }

    @Test
    void dropBlanksAroundAUrl() {
        assertThat(withUrl(" " + TILES + "\n").tilesUrl()).isEqualTo(TILES);
    }

    @Test
    void nameTheUrlThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(TILES, "nowhere", ApiServer.TOKEN, 6, HALF_A_MINUTE, false))
                .withMessageStartingWith("graph_url ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65})
    void takeOneToSixtyFourConnections(int connections) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(TILES, TILES, ApiServer.TOKEN, connections, HALF_A_MINUTE, false))
                .withMessage("connections must be from 1 to 64, but is " + connections);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT-5S", "PT1H0.001S"})
    void takeATimeoutOfASecondToAnHour(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiSettings(TILES, TILES, ApiServer.TOKEN, 6, timeout, false))
                .withMessageStartingWith("timeout_seconds must be from 1 to 3600, but is ");
    }

    private static ApiSettings withUrl(String url) {
        return new ApiSettings(url, TILES, ApiServer.TOKEN, 6, HALF_A_MINUTE, false);
    }
}
