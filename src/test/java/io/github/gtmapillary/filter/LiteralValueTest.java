package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.POINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
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

    /** A bare number is almost always a year: as milliseconds, all of these find everything, or nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at > 2022",
                "captured_at = 2022",
                "captured_at <> 2022",
                "captured_at < 2022.5",
                "captured_at BETWEEN 2022 AND 2023",
                "captured_at BETWEEN '2021' AND 2022",
                "2022 < captured_at",
                "2022 BETWEEN captured_at AND '2023'",
                "2022 BETWEEN '2021' AND captured_at",
                "captured_at IN ('2021', 2022)",
                "NOT (captured_at > 2022)",
                "captured_at > 2021 + 1",
                "captured_at > abs(-2022)",
                "greaterThan(captured_at, 2022) = true",
                "equalTo(2022, captured_at) = true",
            })
    void numbersThatAreNoTimesAreRefusedWithTheYear(String ecql) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(IMAGES, ecql))
                .withMessageContaining("captured_at is a time and is compared with the number 2022")
                .withMessageEndingWith("as in '2022-01-01'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at > -1",
                "captured_at > -200000000000",
                "captured_at > 20220131",
                "captured_at > 1651363200",
                "captured_at < 99999999999",
                "captured_at > 2021 + 0.5"
            })
    void soAreSecondsDatesWithoutHyphensAndNegativeNumbers(String ecql) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(IMAGES, ecql))
                .withMessageContaining("captured_at is a time and is compared with the number ")
                .withMessageContaining("milliseconds since 1970");
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "points, last_seen_at", "detections, created_at", "image_entities, captured_at"})
    void everyTimeOfEveryTypeRefusesThem(String typeName, String time) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() ->
                        translate(MapillaryTypes.CATALOG.named(typeName).orElseThrow(), time + " IN (2022, 2023)"))
                .withMessageContaining(time);
    }

    /** GeoTools' factory takes numbers where its parser does not. */
    @Test
    void filtersOfProgramsAreRefusedToo() {
        Expression time = FF.property("captured_at");
        for (Filter filter : List.of(
                FF.after(time, FF.literal(2022)),
                FF.tequals(time, FF.literal(2022L)),
                FF.equals(FF.function("in", time, FF.literal("2021"), FF.literal(2022)), FF.literal(true)),
                FF.equals(FF.function("between", time, FF.literal(2022), FF.literal(2023)), FF.literal(true)),
                FF.equals(time, FF.literal(BigInteger.valueOf(2022))))) {
            assertThatExceptionOfType(InvalidQueryException.class)
                    .as(filter.toString())
                    .isThrownBy(() -> translate(IMAGES, filter))
                    .withMessageContaining("the number 2022");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1651363200000, 2022-05-01T00:00:00Z",
        "1.6513632E12, 2022-05-01T00:00:00Z",
        "1651363200000.5, 2022-05-01T00:00:00.000500Z",
        "100000000000, 1973-03-03T09:46:40Z"
    })
    void largerNumbersStayMilliseconds(BigDecimal number, Instant time) throws IOException {
        assertThat(converted("captured_at", number)).isEqualTo(Timestamp.from(time));
        assertThat(converted("captured_at", number.doubleValue())).isEqualTo(Timestamp.from(time));
    }

    @Test
    void numbersBeyondAllTimesAreNone() {
        for (Object number : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300, BigInteger.TWO.pow(65)}) {
            assertThatExceptionOfType(InvalidQueryException.class)
                    .isThrownBy(() -> converted("captured_at", number))
                    .withMessageContaining("which is no time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2022'", "'2022-01-01'", "1640995200000", "' 2022 '"})
    void aYearInQuotesIsTheYear(String literal) throws IOException {
        assertThat(translate(IMAGES, "captured_at >= " + literal).condition())
                .hasToString("captured_at in 2022-01-01T00:00:00Z/ever");
    }

    /** GeoTools would take the time for 0, or the number for milliseconds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at + 0 > 2022",
                "2 * captured_at > 2022",
                "5 < captured_at - 1000",
                "captured_at / 1000 > 5",
                "captured_at > compass_angle",
                "compass_angle < captured_at",
                "captured_at = is_pano",
                "captured_at > compass_angle + 1",
                "compass_angle BETWEEN 5 AND captured_at",
                "strLength(captured_at + 1) > 2"
            })
    void timesAreNotCalculatedWithNorComparedWithNumbers(String ecql) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(IMAGES, ecql))
                .withMessageContaining("captured_at")
                .withMessageContaining("is a time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compass_angle > 2 * 45                          | true
            compass_angle > 100 - 9                         | false
            greaterThan(captured_at, '2022') = true         | true
            greaterThan(captured_at, 1651363200000) = true  | false
            strSubstring(captured_at, 0, 4) = '2022'        | true
            captured_at = captured_at                       | true
            """)
    void allElseIsComparedAsBefore(String ecql, boolean accepted) throws IOException {
        var feature = SampleFeatures.feature(
                IMAGES,
                wkt("POINT (1 2)"),
                Map.of(
                        "id",
                        "1",
                        "captured_at",
                        Timestamp.from(Instant.parse("2022-05-01T00:00:00Z")),
                        "compass_angle",
                        91.0));
        assertThat(translate(IMAGES, ecql).filter().evaluate(feature)).isEqualTo(accepted);
    }
}
