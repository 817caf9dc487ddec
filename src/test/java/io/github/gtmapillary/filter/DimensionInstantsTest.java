package io.github.gtmapillary.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
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
        Filter instant = instant("2023-06-01T10:00:00Z");

        assertThat(widened(FF.or(pano, instant))).isEqualTo("is_pano = true OR (" + DAY + ")");
        assertThat(widened(FF.not(instant))).isEqualTo("NOT (" + DAY + ")");
        assertThat(widened(FF.or(instant, range("2023-06-01T10:00:00Z", "2023-06-01T10:00:00.999Z"))))
                .isEqualTo("(" + DAY + ") OR (" + DAY + ")");
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
                "captured_at = '2023-06-01T10:00:00Z'",
                "captured_at BETWEEN '2023-06-01T10:00:00Z' AND '2023-06-01T10:00:00Z'",
                "captured_at >= 2023-06-01T10:00:00Z AND captured_at <= 2023-06-01T10:00:00Z",
                "captured_at TEQUALS 2023-06-01T10:00:00Z"
            })
    void aUsersOwnFilterStays(String cql) throws Exception {
        Filter filter = ECQL.toFilter(cql);

        assertThat(widened(filter)).isEqualTo(translated(filter));
    }

    @Test
    void whatIsNoTimeStays() throws Exception {
        Literal date = date("2023-06-01T10:00:00Z");
        Filter text = FF.equals(FF.property("creator_id"), date);
        Filter texts = FF.between(FF.property("creator_id"), date, date);

        assertThat(widened(text)).isEqualTo(translated(text));
        assertThat(widened(texts)).isEqualTo(translated(texts));
    }

    /** GeoServer writes so where a dimension has an end attribute. */
    @Test
    void aDimensionFromAFirstToALastTimeStays() throws Exception {
        Literal date = date("2023-06-01T10:00:00Z");
        Filter seen = FF.and(
                FF.greaterOrEqual(date, FF.property("first_seen_at")),
                FF.lessOrEqual(date, FF.property("last_seen_at")));
        FilterTranslator points =
                new FilterTranslator(MapillaryTypes.POINTS, Translations.lonLat(), TypeSchema.GEOMETRY);

        assertThat(ECQL.toCQL(
                        points.withInstantsAs(TimeStep.DAY).translate(seen).filter()))
                .isEqualTo(ECQL.toCQL(points.translate(seen).filter()));
    }

    private static Filter instant(String time) {
        return FF.equal(FF.property("captured_at"), date(time), true);
    }

    private static Filter range(String from, String to) {
        return FF.between(FF.property("captured_at"), date(from), date(to));
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
