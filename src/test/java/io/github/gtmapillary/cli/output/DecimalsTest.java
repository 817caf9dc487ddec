package io.github.gtmapillary.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "5, 5",
        "100, 100",
        "-79.40, -79.4",
        "1.00000005, 1",
        "1.00000015, 1.0000002",
        "-1.00000015, -1.0000002",
        "1e-7, 0.0000001",
        "4e-8, 0",
        "-4e-8, 0",
        "179.99999999, 180",
        "12345678901, 12345678901",
    })
    void coordinatesAreRoundedHalfEvenToSevenDecimals(double degrees, String text) {
        assertThat(Decimals.coordinate(degrees)).isEqualTo(text);
        assertThat(Decimals.rounded(degrees)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @CsvSource({"90, 90.0", "0, 0.0", "0.0001, 0.0001", "1e21, 1000000000000000000000.0", "0.1, 0.1", "359.99, 359.99"})
    void doublesHaveNoExponentAndOneDecimalAtLeast(double number, String text) {
        assertThat(Decimals.plain(number)).isEqualTo(text);
    }

    @Test
    void otherNumbersStayAsTheyAre() {
        assertThat(Decimals.plain(7)).isEqualTo("7");
        assertThat(Decimals.plain(9_007_199_254_740_993L)).isEqualTo("9007199254740993");
        assertThat(Decimals.plain(0.1f)).isEqualTo("0.1");
        assertThat(Decimals.plain(new BigDecimal("1E+3"))).isEqualTo("1000");
    }

    @Test
    void timesAreInUtcWithMillisecondsOnlyWhenThereAreAny() {
        assertThat(Timestamps.iso(Timestamp.from(Instant.parse("2022-01-01T00:00:00Z"))))
                .isEqualTo("2022-01-01T00:00:00Z");
        assertThat(Timestamps.iso(Timestamp.from(Instant.parse("2022-01-01T00:00:00.005Z"))))
                .isEqualTo("2022-01-01T00:00:00.005Z");
        assertThat(Timestamps.iso(Timestamp.from(Instant.parse("2022-01-01T00:00:00.0000009Z"))))
                .isEqualTo("2022-01-01T00:00:00Z");
        assertThat(Timestamps.iso(new Date(0))).isEqualTo("1970-01-01T00:00:00Z");
    }
}
