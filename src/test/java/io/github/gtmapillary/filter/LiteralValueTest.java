package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.POINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralValueTest {

    private static Object converted(String attribute, Object value) throws InvalidQueryException {
        return LiteralValue.as(value, IMAGES.attribute(attribute).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "2022, 2022-01-01T00:00:00Z",
        "2022-05, 2022-05-01T00:00:00Z",
        "2022-05-01, 2022-05-01T00:00:00Z",
        "2022-05-01Z, 2022-05-01T00:00:00Z",
        "2022-05-01T10:20, 2022-05-01T10:20:00Z",
        "2022-05-01T10:20:30, 2022-05-01T10:20:30Z",
        "2022-05-01 10:20:30, 2022-05-01T10:20:30Z",
        "2022-05-01T10:20:30Z, 2022-05-01T10:20:30Z",
        "2022-05-01T10:20:30.25Z, 2022-05-01T10:20:30.250Z",
        "2022-05-01T10:20:30+0000, 2022-05-01T10:20:30Z",
        "2022-05-01T10:20:30+02:00, 2022-05-01T08:20:30Z",
        "2022-05-01T10:20:30+02, 2022-05-01T08:20:30Z",
        "2022-05-01T10:20:30-0330, 2022-05-01T13:50:30Z",
        "2022-05-01T10:20:30+02:00[Europe/Berlin], 2022-05-01T08:20:30Z",
        "' 2022-05-01 ', 2022-05-01T00:00:00Z",
    })
    void timesWithoutZoneAreUniversal(String text, Instant time) throws IOException {
        assertThat(converted("captured_at", text)).isEqualTo(Timestamp.from(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "22",
                "2022-13",
                "2022-02-30",
                "2022-05-01T25:00",
                "+999999999-01-01T00:00:00",
                "2022-05-01TZ"
            })
    void textsThatAreNoTimeAreNamed(String text) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> converted("captured_at", text))
                .withMessageContaining("captured_at")
                .withMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compass_angle", "is_pano"})
    void textsThatAreNoNumberOrFlagAreNamed(String attribute) {
        for (Object value : new Object[] {"north", "", "NaN", Double.NaN, "2"}) {
            if (attribute.equals("compass_angle") && value.equals("2")) {
                continue;
            }
            assertThatExceptionOfType(InvalidQueryException.class)
                    .isThrownBy(() -> converted(attribute, value))
                    .withMessageContaining(attribute)
                    .withMessageContaining("'" + value + "'");
        }
    }

    @Test
    void numbersAndFlagsMayBeTexts() throws IOException {
        assertThat(converted("compass_angle", " 12.5 ")).isEqualTo(12.5);
        assertThat(converted("compass_angle", "-0")).isEqualTo(0.0);
        assertThat(converted("compass_angle", BigInteger.TEN)).isEqualTo(10.0);
        for (Object yes : new Object[] {true, "true", "TRUE", 1, "1", 1.0, "yes"}) {
            assertThat(converted("is_pano", yes)).isEqualTo(true);
        }
        for (Object no : new Object[] {false, "false", "FALSE", 0, "0", 0.0, "no"}) {
            assertThat(converted("is_pano", no)).isEqualTo(false);
        }
    }

    static Stream<Object> longIds() {
        return Stream.of(
                58600000000000001L,
                "58600000000000001",
                new BigInteger("58600000000000001"),
                new BigDecimal("58600000000000001.0"));
    }

    @ParameterizedTest
    @MethodSource("longIds")
    void idsKeepAllTheirDigits(Object literal) throws IOException {
        Filter filter = FF.equals(FF.property("id"), FF.literal(literal));
        Translation translation = translate(POINTS, filter);
        assertThat(translation.condition()).hasToString("id = 58600000000000001");
        assertThat(translation
                        .filter()
                        .evaluate(
                                SampleFeatures.feature(POINTS, wkt("POINT (1 2)"), Map.of("id", "58600000000000001"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5.0, 5", "1e3, 1000", "NaN, NaN", "0.5, 0.5"})
    void numbersComparedWithTextsAreWrittenPlainly(double number, String text) throws IOException {
        assertThat(converted("id", number)).isEqualTo(text);
    }

    @Test
    void numbersWrittenInEcqlKeepTheDigitsOfIds() throws IOException {
        assertThat(translate(POINTS, "\"id\" = 58600000000000001").condition()).hasToString("id = 58600000000000001");
        assertThat(translate(POINTS, "\"id\" IN (58600000000000001, '7')").condition())
                .hasToString("id in [58600000000000001, 7]");
    }

    /** A whole number beyond 2^53 as a double has lost the digits that tell ids apart. */
    @Test
    void doublesTooLargeToTellIdsApartAreRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> converted("id", 5.86e16))
                .withMessageContaining("id")
                .withMessageContaining("quotes");
    }

    /** Features' times are whole milliseconds, constants need not be. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            captured_at <  '2022-05-01T00:00:00.0005Z' | true  | false
            captured_at <= '2022-05-01T00:00:00.0005Z' | true  | false
            captured_at =  '2022-05-01T00:00:00.0005Z' | false | false
            captured_at <> '2022-05-01T00:00:00.0005Z' | true  | true
            captured_at >= '2022-05-01T00:00:00.0005Z' | false | true
            captured_at >  '2022-05-01T00:00:00.0005Z' | false | true
            captured_at <  '1961-05-01T00:00:00.0005Z' | false | false
            """)
    void fractionsOfAMillisecondCount(String ecql, boolean before, boolean after) throws IOException {
        Translation translation = translate(IMAGES, ecql);
        for (long millis : new long[] {0, 1}) {
            var feature = SampleFeatures.feature(
                    IMAGES,
                    wkt("POINT (1 2)"),
                    Map.of(
                            "id",
                            "1",
                            "captured_at",
                            new Timestamp(Instant.parse("2022-05-01T00:00:00Z").toEpochMilli() + millis)));
            assertThat(translation.filter().evaluate(feature)).isEqualTo(millis == 0 ? before : after);
            assertThat(SampleFeatures.fulfils(translation.condition(), IMAGES, feature))
                    .isEqualTo(millis == 0 ? before : after);
        }
        assertThat(translation.exact()).isTrue();
    }
}
