package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class FilterTranslatorTest {

    @Test
    void boxBoundsPointsAndDecidesThem() throws IOException {
        Translation translation = translate(IMAGES, "BBOX(geometry, 12.5, 55.5, 13.5, 55.75)");
        assertThat(translation.condition()).hasToString("position in 12.5,55.5,13.5,55.75");
        assertThat(translation.exact()).isTrue();
        assertThat(Bbox.of(translation.region().envelope())).isEqualTo(new Bbox(12.5, 55.5, 13.5, 55.75));
    }

    /** GeoTools' regular expressions know other letters without regard to case, and other ends of lines, than the JDK's. */
    @ParameterizedTest
    @CsvSource({
        "k, false",
        "\u212A, false",
        "é, false",
        "É, false",
        "ı, false",
        "İ, false",
        "ſ, false",
        "a_b, true",
        "a%b, true",
        "A_b, false"
    })
    void likeIsDecidedAsGeoToolsDecidesIt(String pattern, boolean matchCase) throws IOException {
        SimpleFeatureBuilder features = new SimpleFeatureBuilder(SampleFeatures.type(IMAGES));
        Filter filter = FF.like(FF.property("sequence_id"), pattern, "%", "_", "!", matchCase);
        Translation translation = translate(IMAGES, filter);

        assertThat(translation.exact()).isTrue();
        for (String text : List.of(
                "k",
                "K",
                "\u212A",
                "é",
                "É",
                "i",
                "I",
                "ı",
                "İ",
                "s",
                "ſ",
                "a\rb",
                "a\nb",
                "a\u2028b",
                "a\u0085b",
                "axb",
                "ab")) {
            features.set("sequence_id", text);
            SimpleFeature feature = features.buildFeature("images.1");
            assertThat(SampleFeatures.fulfils(translation.condition(), IMAGES, feature))
                    .as("%s LIKE %s", text, pattern)
                    .isEqualTo(filter.evaluate(feature));
        }
    }

    @Test
    void aPatternThatEndsWithTheEscapeCharacterIsRefused() {
        Filter filter = FF.like(FF.property("sequence_id"), "a!", "%", "_", "!", true);
        assertThatThrownBy(() -> translate(IMAGES, filter))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining(
                        "LIKE has the pattern 'a!', which is not a pattern: write the escape character ! twice");
    }

    @Test
    void boxBoundsLinesWithoutDecidingThem() throws IOException {
        Translation translation = translate(SEQUENCES, "BBOX(geometry, 12.5, 55.5, 13.5, 55.75)");
        assertThat(translation.condition()).hasToString("everything");
        assertThat(translation.exact()).isFalse();
        assertThat(Bbox.of(translation.region().envelope())).isEqualTo(new Bbox(12.5, 55.5, 13.5, 55.75));
    }

    /** GeoTools' factory makes "less" comparisons ignore case and "greater" ones not, unless told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compass_angle < 5     | compass_angle in [-Infinity, 5.0)
            compass_angle <= 5    | compass_angle in [-Infinity, 5.0]
            compass_angle > 5     | compass_angle in (5.0, Infinity]
            compass_angle >= 5    | compass_angle in [5.0, Infinity]
            5 > compass_angle     | compass_angle in [-Infinity, 5.0)
            5 <= compass_angle    | compass_angle in [5.0, Infinity]
            compass_angle = '5'   | compass_angle in [5.0, 5.0]
            compass_angle <> 5    | not (compass_angle in [5.0, 5.0])
            NOT compass_angle < 5 | not (compass_angle in [-Infinity, 5.0))
            compass_angle BETWEEN 5 AND 6 | compass_angle in [5.0, 6.0]
            compass_angle > 5 AND is_pano = true AND compass_angle < 6 | compass_angle in (5.0, 6.0) and is_pano = true
            captured_at >= '2020' AND captured_at < '2021' | captured_at in 2020-01-01T00:00:00Z/2020-12-31T23:59:59.999Z
            sequence_id IN ('a', 'b') AND sequence_id IN ('b', 'c') | sequence_id = b
            sequence_id <> 'a' AND sequence_id <> 'b' | not (sequence_id in [a, b])
            """)
    void everyComparisonIsDecidedWhileDecoding(String ecql, String condition) throws IOException {
        Translation translation = translate(IMAGES, ecql);
        assertThat(translation.condition()).hasToString(condition);
        assertThat(translation.exact()).isTrue();
    }

    /** The parser nests them as deep as they are many. */
    @Test
    void longChainsAreNoDeepNests() throws IOException {
        Filter either = FF.equals(FF.property("id"), FF.literal("0"));
        Filter both = FF.notEqual(FF.property("id"), FF.literal("0"), true);
        for (int i = 1; i < 20_000; i++) {
            either = FF.or(either, FF.equals(FF.property("id"), FF.literal(i)));
            both = FF.and(FF.notEqual(FF.property("id"), FF.literal(i), true), both);
        }
        Translation anyOf = translate(IMAGES, either);
        Translation noneOf = translate(IMAGES, both);
        assertThat(anyOf.condition()).isInstanceOf(AttributePasses.class);
        for (String id : new String[] {"0", "19999", "20000"}) {
            var feature = SampleFeatures.feature(IMAGES, wkt("POINT (1 2)"), Map.of("id", id));
            assertThat(anyOf.filter().evaluate(feature)).isEqualTo(!id.equals("20000"));
            assertThat(SampleFeatures.fulfils(anyOf.condition(), IMAGES, feature))
                    .isEqualTo(!id.equals("20000"));
            assertThat(noneOf.filter().evaluate(feature)).isEqualTo(id.equals("20000"));
            assertThat(SampleFeatures.fulfils(noneOf.condition(), IMAGES, feature))
                    .isEqualTo(id.equals("20000"));
        }
    }

    /** Each would double or treble what the ones before have made of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(BBOX(geometry, 12.97, 55.59, 12.99%1$d, 55.61) OR \"id\" = '%1$d' OR sequence_id = 'q%1$d')",
                "(compass_angle > %1$d OR \"id\" = '%1$d' OR sequence_id = 'q%1$d')",
            })
    void conditionsDoNotMultiplyWhereManyOrsAreCombined(String or) throws IOException {
        List<String> ors =
                IntStream.range(0, 40).mapToObj(i -> or.formatted(100 + i)).toList();
        Translation translation = translate(IMAGES, String.join(" AND ", ors));

        assertThat(translation.disjuncts(TypeSchema.GEOMETRY)).hasSizeBetween(2, 8);
        assertThat(translation.disjuncts(TypeSchema.GEOMETRY).stream()
                        .mapToInt(disjunct -> disjunct.condition().size())
                        .sum())
                .isLessThan(40 * translation.condition().size());
        for (String id : List.of("0", "100")) {
            var feature = SampleFeatures.feature(
                    IMAGES, wkt("POINT (12.98 55.6)"), Map.of("id", id, "sequence_id", "q7", "compass_angle", 359.0));
            assertThat(translation.filter().evaluate(feature)).isTrue();
            assertThat(translation.disjuncts(TypeSchema.GEOMETRY))
                    .anyMatch(disjunct -> SampleFeatures.fulfils(disjunct.condition(), IMAGES, feature)
                            && disjunct.region().touches((Geometry) feature.getDefaultGeometry()));
        }
    }

    @Test
    void anOrOfAPlaceAndAnIdKeepsItsDisjunctsBesideManyOtherOrs() throws IOException {
        String many = IntStream.range(0, 40)
                .mapToObj(i -> "(compass_angle > " + i + " OR sequence_id = 'q" + i + "')")
                .collect(Collectors.joining(" AND "));

        Translation translation =
                translate(IMAGES, many + " AND (BBOX(geometry, 12.97, 55.59, 12.99, 55.61) OR \"id\" = '1')");

        assertThat(translation.disjuncts(TypeSchema.GEOMETRY))
                .allMatch(disjunct -> !disjunct.region().unbounded()
                        || disjunct.condition().requiredTexts("id").isPresent());
    }

    @Test
    void eachGeometryHasDisjunctsOfItsOwn() throws IOException {
        Translation translation =
                translate(MapillaryTypes.IMAGE_ENTITIES, "BBOX(computed_geometry, 12.97, 55.59, 12.99, 55.61)");

        assertThat(translation.disjuncts(MapillaryTypes.COMPUTED_GEOMETRY))
                .singleElement()
                .satisfies(disjunct -> assertThat(Bbox.of(disjunct.region().envelope()))
                        .isEqualTo(new Bbox(12.97, 55.59, 12.99, 55.61)));
        assertThat(translation.disjuncts(TypeSchema.GEOMETRY))
                .singleElement()
                .satisfies(disjunct -> assertThat(disjunct.region()).isEqualTo(Region.EVERYWHERE));
    }

    @Test
    void aTypeHasNoDisjunctsForAGeometryThatItLacks() throws IOException {
        Translation translation = translate(IMAGES, "INCLUDE");

        assertThatThrownBy(() -> translation.disjuncts(MapillaryTypes.COMPUTED_GEOMETRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(MapillaryTypes.COMPUTED_GEOMETRY);
    }
}
