package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppUsageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{\"call_count\":28,\"total_time\":25,\"total_cputime\":25}|28",
                "{\"call_count\":0}|0",
                "{\"a\":{\"b\":[1,97.25]}}|97.25",
                "{\"call_count\":\"99\"}|none",
                "{}|none",
                "99%|none",
                "{\"call_count\":99|none"
            })
    void theUsageIsTheGreatestNumberInTheHeader(String header, Double percent) {
        var read = AppUsage.in(Headers.of("x-app-usage", header));
        if (percent == null) {
            assertThat(read).isEmpty();
        } else {
            assertThat(read).hasValue(percent);
        }
    }
}
