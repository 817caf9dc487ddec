package io.github.gtmapillary.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Literal;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DimensionInstantsTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final String DAY =
            "captured_at >= 2023-06-01T00:00:00+00:00 AND captured_at < 2023-06-02T00:00:00+00:00";

    @ParameterizedTest
    @CsvSource({
        "DAY, 2023-06-01T00:00:00Z, 2023-06-01T00:00:00Z, 2023-06-02T00:00:00Z",
        "DAY, 2023-06-01T23:59:59.999Z, 2023-06-01T00:00:00Z, 2023-06-02T00:00:00Z",
        "DAY, 2024-02-28T12:00:00Z, 2024-02-28T00:00:00Z, 2024-02-29T00:00:00Z",
        "DAY, 1969-12-31T12:00:00Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
        "HOUR, 2023-06-01T13:59:00Z, 2023-06-01T13:00:00Z, 2023-06-01T14:00:00Z",
        "MONTH, 2024-02-29T13:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        "YEAR, 2024-12-31T23:00:00Z, 2024-01-01T00:00:00Z, 2025-01-01T00:00:00Z"
    })
    void aStepBeginsAndEndsWithTheCalendar(TimeStep step, Instant instant, Instant start, Instant end) {
        assertThat(step.start(instant)).isEqualTo(start);
        assertThat(step.end(instant)).isEqualTo(end);
    }

    @Test
    void anInstantBecomesItsDay() throws Exception {
        assertThat(widened(instant("2023-06-01T10:00:00Z"))).isEqualTo(DAY);
    }

    @Test
    void aSecondBecomesItsDay() throws Exception {
        assertThat(widened(range("2023-06-01T10:00:00Z", "2023-06-01T10:00:00.999Z")))
                .isEqualTo(DAY);
    }

    @Test
    void aRangeWithoutLengthBecomesItsDay() throws Exception {
        assertThat(widened(range("2023-06-01T10:00:00.500Z", "2023-06-01T10:00:00.500Z")))
                .isEqualTo(DAY);
    }

    @Test
    void instantsAreWidenedWhereverTheyStand() throws Exception {
        Filter pano = ECQL.toFilter("is_pano = true");

        assertThat(widened(FF.and(pano, instant("2023-06-01T10:00:00Z")))).isEqualTo("is_pano = true AND " + DAY);
        assertThat(widened(FF.and(instant("2023-06-01T10:00:00Z"), pano))).isEqualTo(DAY + " AND is_pano = true");
        assertThat(widened(FF.or(pano, instant("2023-06-01T10:00:00Z")))).isEqualTo("is_pano = true OR (" + DAY + ")");
        assertThat(widened(FF.not(instant("2023-06-01T10:00:00Z")))).isEqualTo("NOT (" + DAY + ")");
    }

    @Test
    void twoInstantsInAnAndAreTwoDays() throws Exception {
        assertThat(widened(FF.and(instant("2023-06-01T10:00:00Z"), instant("2023-06-01T20:00:00Z"))))
                .isEqualTo(DAY + " AND " + DAY);
    }

    @ParameterizedTest
    @CsvSource({
        // not the whole second
        "2023-06-01T10:00:00Z, 2023-06-01T10:00:00.998Z",
        "2023-06-01T10:00:00.001Z, 2023-06-01T10:00:01Z",
        // a minute, an hour, a day
        "2023-06-01T10:00:00Z, 2023-06-01T10:00:59.999Z",
        "2023-06-01T10:00:00Z, 2023-06-01T10:59:59.999Z",
        "2023-06-01T00:00:00Z, 2023-06-01T23:59:59.999Z",
        // backwards
        "2023-06-01T10:00:00.999Z, 2023-06-01T10:00:00Z"
    })
    void anyOtherRangeStays(String from, String to) throws Exception {
        Filter range = range(from, to);

        assertThat(widened(range)).isEqualTo(translated(range));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at = 2023-06-01T10:00:00Z",
                "captured_at >= 2023-06-01T10:00:00Z AND captured_at <= 2023-06-01T10:00:00Z",
                "captured_at BETWEEN 2023-06-01T10:00:00Z AND 2023-06-01T10:00:00Z",
                "captured_at TEQUALS 2023-06-01T10:00:00Z",
                "2023-06-01T10:00:00Z = captured_at",
                "captured_at <= '2023-06-01T10:00:00Z' AND captured_at >= '2023-06-01T10:00:00Z'",
                "'2023-06-01T10:00:00Z' >= captured_at AND '2023-06-01T10:00:00Z' <= captured_at"
            })
    void aUsersOwnFilterStays(String cql) throws Exception {
        Filter filter = ECQL.toFilter(cql);

        assertThat(widened(filter)).isEqualTo(translated(filter));
    }

    @Test
    void whatIsNoTimeStays() throws Exception {
        Literal date = date("2023-06-01T10:00:00Z");
        Filter texts = FF.and(
                FF.greaterOrEqual(date, FF.property("creator_id")), FF.lessOrEqual(date, FF.property("creator_id")));
        Filter twoTimes = FF.and(
                FF.greaterOrEqual(date, FF.property("captured_at")), FF.lessOrEqual(date, FF.property("creator_id")));

        assertThat(widened(texts)).isEqualTo(translated(texts));
        assertThat(widened(twoTimes)).isEqualTo(translated(twoTimes));
    }

    private static Filter instant(String time) {
        return FF.and(
                FF.greaterOrEqual(date(time), FF.property("captured_at")),
                FF.lessOrEqual(date(time), FF.property("captured_at")));
    }

    private static Filter range(String from, String to) {
        return FF.and(List.of(
                FF.lessOrEqual(FF.property("captured_at"), date(to)),
                FF.greaterOrEqual(FF.property("captured_at"), date(from))));
    }

    private static Literal date(String time) {
        return FF.literal(Date.from(Instant.parse(time)));
    }

    private static String widened(Filter filter) throws IOException {
        return ECQL.toCQL(
                translator().withInstantsAs(TimeStep.DAY).translate(filter).filter());
    }

    private static String translated(Filter filter) throws IOException {
        return ECQL.toCQL(translator().translate(filter).filter());
    }

    private static FilterTranslator translator() {
        return new FilterTranslator(IMAGES, Translations.lonLat(), TypeSchema.GEOMETRY);
    }
}
