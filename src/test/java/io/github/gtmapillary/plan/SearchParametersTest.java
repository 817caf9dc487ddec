package io.github.gtmapillary.plan;

import static io.github.gtmapillary.filter.Translations.translate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One filter in, the parameters of its search out. */
class SearchParametersTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGE_ENTITIES;
    private static final TypeSchema MAP_FEATURES = MapillaryTypes.MAP_FEATURE_ENTITIES;

    @Test
    void aFilterOnNothingThatSearchesKnowGivesNoParameter() throws IOException {
        assertThat(parameters(IMAGES, "make = 'none'")).isEmpty();
    }

    @Test
    void aTimeSpanIsWidenedByASecondOnEachSide() throws IOException {
        assertThat(parameters(IMAGES, "captured_at BETWEEN '2024-01-02T03:04:05Z' AND '2024-01-03T00:00:00Z'"))
                .isEqualTo(
                        Map.of("start_captured_at", "2024-01-02T03:04:04Z", "end_captured_at", "2024-01-03T00:00:01Z"));
    }

    @Test
    void partsOfAnAndNarrowATimeSpan() throws IOException {
        assertThat(parameters(IMAGES, "captured_at > '2020-01-01T00:00:00Z' AND captured_at > '2022-01-01T00:00:00Z'"))
                .isEqualTo(Map.of("start_captured_at", "2021-12-31T23:59:59Z"));
    }

    @Test
    void alternativesOfAnOrWidenATimeSpan() throws IOException {
        assertThat(parameters(IMAGES, "captured_at > '2020-01-01T00:00:00Z' OR captured_at > '2022-01-01T00:00:00Z'"))
                .isEqualTo(Map.of("start_captured_at", "2019-12-31T23:59:59Z"));
    }

    @Test
    void anAlternativeWithoutATimeLeavesTheTimeOpen() throws IOException {
        assertThat(parameters(IMAGES, "captured_at > '2020-01-01T00:00:00Z' OR make = 'none'"))
                .isEmpty();
    }

    @Test
    void aNegationGivesNoParameter() throws IOException {
        assertThat(parameters(IMAGES, "NOT (captured_at > '2020-01-01T00:00:00Z')"))
                .isEmpty();
    }

    @Test
    void sequencesAreListedInOrder() throws IOException {
        assertThat(parameters(IMAGES, "sequence_id IN ('b', 'a')")).isEqualTo(Map.of("sequence_ids", "a,b"));
    }

    @Test
    void moreSequencesThanAParameterTakesAreLeftToTheFilter() throws IOException {
        String ids = IntStream.range(0, 51).mapToObj(i -> "'s" + i + "'").collect(Collectors.joining(","));

        assertThat(parameters(IMAGES, "sequence_id IN (" + ids + ")")).isEmpty();
    }

    @Test
    void aSequenceWithAnAsteriskIsLeftToTheFilter() throws IOException {
        assertThat(parameters(IMAGES, "sequence_id = 'a*'")).isEmpty();
    }

    @Test
    void theOnlyOrganizationIsAParameter() throws IOException {
        assertThat(parameters(IMAGES, "organization_id = '7'")).isEqualTo(Map.of("organization_id", "7"));
    }

    @Test
    void aPrefixIsSentAsItsWholeParts() throws IOException {
        assertThat(parameters(MAP_FEATURES, "object_value LIKE 'regulatory--st%'"))
                .isEqualTo(Map.of("object_values", "regulatory--*"));
    }

    @Test
    void aPrefixWithoutAWholePartGivesNoParameter() throws IOException {
        assertThat(parameters(MAP_FEATURES, "object_value LIKE 'regul%'")).isEmpty();
    }

    @Test
    void alternativesOfAnOrGiveAllTheirValues() throws IOException {
        assertThat(parameters(MAP_FEATURES, "object_value = 'object--bench' OR object_value LIKE 'regulatory--%'"))
                .isEqualTo(Map.of("object_values", "object--bench,regulatory--*"));
    }

    @Test
    void valuesOfDetectionsHaveAParameterOfTheirOwn() throws IOException {
        assertThat(parameters(MapillaryTypes.DETECTIONS, "value = 'object--bench'"))
                .isEqualTo(Map.of("values", "object--bench"));
    }

    private static Map<String, String> parameters(TypeSchema schema, String ecql) throws IOException {
        return SearchParameters.of(schema, translate(schema, ecql).condition());
    }
}
