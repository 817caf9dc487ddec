package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.CountVisitor;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeVisitorTest {
    private static final PropertyName TIME =
            CommonFactoryFinder.getFilterFactory().property("captured_at");
    private static final Instant FIRST = Instant.parse("2021-03-04T05:06:07Z");
    private static final Instant LAST = Instant.parse("2023-02-01T00:00:00Z");

    private static Optional<TimeVisitor> of(FeatureVisitor visitor) throws IOException {
        TypeSchema schema = MapillaryTypes.IMAGES;
        return TimeVisitor.of(
                visitor, new FilterTranslator(schema, FeatureTypes.lonLat(), TypeSchema.GEOMETRY), schema);
    }

    private static <V extends FeatureVisitor> V between(V visitor, Instant first, Instant last) throws IOException {
        of(visitor).orElseThrow().setBetween(first, last);
        return visitor;
    }

    @Test
    void theLeastTimeIsTheBeginningOfTheSpan() throws IOException {
        assertThat((Object) between(new MinVisitor(TIME), FIRST, LAST).getMin()).isEqualTo(Timestamp.from(FIRST));
    }

    @Test
    void theGreatestTimeIsTheEndOfTheSpan() throws IOException {
        assertThat((Object) between(new MaxVisitor(TIME), FIRST, LAST).getMax()).isEqualTo(Timestamp.from(LAST));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01T00:00:00Z, 2021-03-04T05:06:07Z",
        "2022-07-08T09:00:00Z, 2022-07-08T09:00:00Z",
        "2024-01-01T00:00:00Z, 2023-02-01T00:00:00Z"
    })
    void theNearestTimeLiesInTheSpan(Instant wanted, Instant nearest) throws IOException {
        assertThat(between(new NearestVisitor(TIME, Timestamp.from(wanted)), FIRST, LAST)
                        .getNearestMatch())
                .isEqualTo(Timestamp.from(nearest));
    }

    @Test
    void inPlaceOfAllTimesComeTheStartsOfTheYears() throws IOException {
        Set<?> times = between(new UniqueVisitor(TIME), FIRST, LAST).getUnique();
        assertThat(times)
                .isEqualTo(Set.of(
                        Timestamp.from(FIRST),
                        Timestamp.from(Instant.parse("2022-01-01T00:00:00Z")),
                        Timestamp.from(Instant.parse("2023-01-01T00:00:00Z"))));
    }

    @Test
    void anEmptySpanHasNoLeastTime() throws IOException {
        Instant end = FIRST;

        assertThat(between(new MinVisitor(TIME), LAST, end).getResult().getValue())
                .isNull();
    }

    @Test
    void aVisitorOfAnotherAttributeAsksForNoTime() throws IOException {
        assertThat(of(new MinVisitor(CommonFactoryFinder.getFilterFactory().property("creator_id"))))
                .isEmpty();
    }

    @Test
    void aVisitorOfAnotherKindAsksForNoTime() throws IOException {
        assertThat(of(new CountVisitor())).isEmpty();
    }

    @Test
    void aVisitorOfSeveralAttributesAsksForNoTime() throws IOException {
        assertThat(of(new UniqueVisitor("captured_at", "creator_id"))).isEmpty();
    }

    @Test
    void anUnknownAttributeIsRefused() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() ->
                        of(new MinVisitor(CommonFactoryFinder.getFilterFactory().property("colour"))))
                .withMessageContaining("colour");
    }

    @Test
    void onlyTheNearestTimeIsBetterKnownFromASample() throws IOException {
        for (FeatureVisitor visitor : List.of(new MinVisitor(TIME), new MaxVisitor(TIME), new UniqueVisitor(TIME))) {
            assertThat(of(visitor).orElseThrow().asksForNearest()).isFalse();
        }
        assertThat(of(new NearestVisitor(TIME, Timestamp.from(FIRST)))
                        .orElseThrow()
                        .asksForNearest())
                .isTrue();
    }
}
