package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.ecql;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.POINTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Region;
import java.io.IOException;
import java.util.Set;
import org.geotools.api.filter.Filter;
import org.geotools.filter.FilterAttributeExtractor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "geometry", "mapillary:geometry", "points/geometry"})
    void emptyAndPrefixedNamesMeanTheGeometry(String name) throws IOException {
        Translation translation = translate(POINTS, FF.bbox(FF.property(name), 1, 2, 3, 4, ""));
        assertThat(translation.condition()).hasToString("position in 1.0,2.0,3.0,4.0");
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        assertThat(used.getAttributeNameSet()).containsExactly("geometry");
    }

    @Test
    void prefixesAreDroppedAndTheFilterNamesTheAttribute() throws IOException {
        Translation translation = translate(POINTS, FF.isNull(FF.property("mapillary:first_seen_at")));
        assertThat(translation.condition()).hasToString("first_seen_at is null");
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        assertThat(used.getAttributeNameSet()).isEqualTo(Set.of("first_seen_at"));
    }

    @Test
    void unknownNamesAreNamedWithWhatThereIs() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(POINTS, "strLength(captured_at) = 1"))
                .withMessage(
                        "points has no attribute 'captured_at': it has geometry, id, value, first_seen_at, last_seen_at");
    }

    @Test
    void featureIdsMayLackThePrefixOrBelongToAnotherType() throws IOException {
        assertThat(translate(POINTS, "IN ('5', 'points.6', 'images.7')").condition())
                .hasToString("id in [5, 6]");
        Translation others = translate(POINTS, "IN ('images.7')");
        assertThat(others.condition()).isEqualTo(Condition.NEVER);
        assertThat(others.region()).isEqualTo(Region.NOWHERE);
        assertThat(translate(POINTS, "NOT IN ('images.7')").condition()).isEqualTo(Condition.ALWAYS);
    }

    /** As in GeoTools: it is the type that has attributes or not, whether a feature has a value or none. */
    @ParameterizedTest
    @CsvSource({
        "value EXISTS, true",
        "first_seen_at EXISTS, true",
        "geometry EXISTS, true",
        "captured_at EXISTS, false",
        "captured_at DOES-NOT-EXIST, true",
        "value DOES-NOT-EXIST, false",
        "NOT (value EXISTS), false",
        "PropertyExists(value) = true, true",
        "PropertyExists('value') = 'true', true",
        "PropertyExists('captured_at') = false, true",
        "true = PropertyExists(captured_at), false",
    })
    void whetherAnAttributeExistsIsKnownWithoutAFeature(String ecql, boolean accepted) throws IOException {
        Translation translation = translate(POINTS, ecql);
        assertThat(translation.condition()).isEqualTo(accepted ? Condition.ALWAYS : Condition.NEVER);
        assertThat(translation.exact()).isTrue();
        assertThat(translation.filter().evaluate(SampleFeatures.at(POINTS, wkt("POINT (1 2)"))))
                .isEqualTo(accepted)
                .isEqualTo(ecql(ecql).evaluate(SampleFeatures.at(POINTS, wkt("POINT (1 2)"))));
        FilterAttributeExtractor used = new FilterAttributeExtractor();
        translation.filter().accept(used, null);
        assertThat(used.getAttributeNameSet()).isEmpty();
    }

    @Test
    void whatExistsMayHaveAPrefixOrStandInAFunction() throws IOException {
        Filter prefixed = FF.equals(FF.function("PropertyExists", FF.property("mapillary:value")), FF.literal(true));
        assertThat(translate(POINTS, prefixed).condition()).isEqualTo(Condition.ALWAYS);
        assertThat(translate(POINTS, "value EXISTS AND value = 'a' OR captured_at EXISTS")
                        .condition())
                .hasToString("value = a");
        assertThat(translate(POINTS, "if_then_else(PropertyExists(captured_at), 1, 2) = 2")
                        .filter()
                        .evaluate(SampleFeatures.at(POINTS, wkt("POINT (1 2)"))))
                .isTrue();
    }
}
