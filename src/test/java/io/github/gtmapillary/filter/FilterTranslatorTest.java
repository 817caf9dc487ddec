package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import java.io.IOException;
import java.util.Map;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTranslatorTest {

    @Test
    void boxBoundsPointsAndDecidesThem() throws IOException {
        Translation translation = translate(IMAGES, "BBOX(geometry, 12.5, 55.5, 13.5, 55.75)");
        assertThat(translation.condition()).hasToString("position in 12.5,55.5,13.5,55.75");
        assertThat(translation.exact()).isTrue();
        assertThat(Bbox.of(translation.region().envelope())).isEqualTo(new Bbox(12.5, 55.5, 13.5, 55.75));
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
            compass_angle BETWEEN 5 AND 6 | compass_angle in [5.0, Infinity] and compass_angle in [-Infinity, 6.0]
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
        assertThat(anyOf.condition()).isInstanceOf(Condition.AttributePasses.class);
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
}
