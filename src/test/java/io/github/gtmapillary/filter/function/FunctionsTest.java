package io.github.gtmapillary.filter.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.geotools.api.filter.capability.FunctionName;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions as GeoTools finds them by name. */
class FunctionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 1, 0",
        "0, 0, 1, 0, 90",
        "0, 0, 0, -1, 180",
        "0, 0, -1, 0, 270",
        "13, 55, 13, 56, 0",
        "179.9, 0, -179.9, 0, 90",
        // Baghdad to Osaka, a worked example of great circle navigation
        "45, 35, 135, 35, 60.16"
    })
    void bearingIsTheDirectionToSetOutIn(double fromLon, double fromLat, double toLon, double toLat, double degrees)
            throws CQLException {
        Object bearing =
                evaluate("bearing(POINT(" + fromLon + " " + fromLat + "), POINT(" + toLon + " " + toLat + "))");

        assertThat((Double) bearing).isCloseTo(degrees, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, 60, true",
        "29.9, false, 60, true",
        "30.1, false, 60, false",
        "330.1, false, 60, true",
        "329.9, false, 60, false",
        "180, false, 60, false",
        "180, false, 360, true",
        "180, true, 60, true",
        "-10, false, 60, true"
    })
    void anImageLooksAtWhatIsWithinHalfItsFieldOfView(double angle, boolean pano, double fov, boolean looking)
            throws CQLException {
        String northward = "lookingAt(POINT(13 55), " + angle + ", " + pano + ", POINT(13 55.001), " + fov + ")";

        assertThat(evaluate(northward)).isEqualTo(looking);
    }

    @Test
    void anImageOfUnknownDirectionLooksNowhereButAPanoramaEverywhere() throws CQLException {
        assertThat(evaluate("lookingAt(POINT(13 55), compass_angle, false, POINT(13 56), 90)"))
                .isEqualTo(false);
        assertThat(evaluate("lookingAt(POINT(13 55), compass_angle, true, POINT(13 56), 90)"))
                .isEqualTo(true);
        assertThat(evaluate("lookingAt(geometry, 0, true, POINT(13 56), 90)")).isEqualTo(false);
    }

    @Test
    void pixelPolygonStretchesAnOutlineOverTheImage() throws CQLException {
        Object pixels = evaluate("pixelPolygon('POLYGON ((0 0, 0.5 0, 0.5 0.25, 0 0))', 4000, 3000)");

        assertThat(String.valueOf(pixels)).isEqualTo("POLYGON ((0 0, 2000 0, 2000 750, 0 0))");
        assertThat(evaluate("pixelPolygon(segmentation, 4000, 3000)")).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> evaluate("pixelPolygon('a circle', 1, 1)"))
                .withMessageContaining("a circle");
    }

    @Test
    void theFactoryNamesTheFunctionsThatItMakes() {
        assertThat(new MapillaryFunctionFactory().getFunctionNames())
                .extracting(FunctionName::getName)
                .containsExactly("bearing", "lookingAt", "pixelPolygon");
    }

    @Test
    void theCaseOfANameDoesNotMatter() {
        assertThat(new MapillaryFunctionFactory().function("BEARING", List.of(Expression.NIL, Expression.NIL), null))
                .isInstanceOf(BearingFunction.class);
    }

    @Test
    void otherNamesAreLeftToOtherFactories() {
        assertThat(new MapillaryFunctionFactory().function("strLength", List.of(), null))
                .isNull();
    }

    private static Object evaluate(String text) throws CQLException {
        Expression expression = ECQL.toExpression(text);
        return expression.evaluate(null);
    }
}
