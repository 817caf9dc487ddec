package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireAnswerTest {

    @ParameterizedTest
    @CsvSource({"https://tiles.mapillary.com/x, false", "http://cache.example:8080/x, true"})
    void onlyACacheThatIsNotMapillarysSaysThatMapillaryWasNotAsked(String url, boolean isFromCache) {
        WireAnswer answer = new WireAnswer(
                200, HttpUrl.get(url), Headers.of("X-Cache-Status", "HIT"), new byte[] {0x1a}, new byte[] {0x1a});

        assertThat(answer.isFromCache()).isEqualTo(isFromCache);
    }
}
