package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LonLatBoxTest {

    @Test
    void fourNumbersAreWestSouthEastNorth() {
        assertThat(LonLatBox.parse("-79.4, 43.64,-79.38,43.66")).isEqualTo(new LonLatBox(-79.4, 43.64, -79.38, 43.66));
    }

    @Test
    void aWestGreaterThanTheEastCrossesTheDateLine() {
        assertThat(LonLatBox.parse("179,-20,-179,-10")).isEqualTo(new LonLatBox(179, -20, 181, -10));
    }

    @Test
    void anEastPastTheDateLineIsTaken() {
        assertThat(LonLatBox.parse("179,-20,181,-10")).isEqualTo(new LonLatBox(179, -20, 181, -10));
        assertThat(LonLatBox.parse("-180,-90,540,90")).isEqualTo(new LonLatBox(-180, -90, 540, 90));
    }

    @Test
    void aWestPastTheDateLineIsTaken() {
        assertThat(LonLatBox.parse("-180.1,-17,-179.9,-16.5")).isEqualTo(new LonLatBox(-180.1, -17, -179.9, -16.5));
        assertThat(LonLatBox.parse("-540,-90,180,90")).isEqualTo(new LonLatBox(-540, -90, 180, 90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "179.9,-17,180.1,-16.5",
                "-180,0,540,1",
                "-180,0,541,1",
                "180,0,182,1",
                "180.1,0,182,1",
                "-179,0,1,1",
                "1,0,181,1"
            })
    void aBoxIsTakenWhenItsMirrorImageIs(String text) {
        String[] sides = text.split(",", -1);
        String mirrored = Stream.of(mirror(sides[2]), sides[1], mirror(sides[0]), sides[3])
                .collect(Collectors.joining(","));
        assertThat(isTaken(mirrored)).as(mirrored).isEqualTo(isTaken(text));
    }

    private static String mirror(String longitude) {
        return new BigDecimal(longitude).negate().toString();
    }

    private static boolean isTaken(String text) {
        try {
            return LonLatBox.parse(text).west() >= -540;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void nothingIsNoBox() {
        assertThatThrownBy(() -> LonLatBox.parse("")).hasMessageContaining("four numbers");
    }

    @Test
    void aPointIsABox() {
        assertThat(LonLatBox.parse("1,2,1,2")).isEqualTo(new LonLatBox(1, 2, 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "1,2,3; four numbers",
                "1,2,3,4,5; four numbers",
                "1,2,x,4; 'x' is not a number",
                "1,2,,4; '' is not a number",
                "NaN,2,3,4; 'NaN' is not a number",
                "1,-Infinity,3,4; '-Infinity' is not a number",
                "1,2,1e999,4; too large",
                "1,4,3,2; south 4 is above north 2",
                "1,-90.5,3,4; south -90.5 is not within -90 to 90",
                "1,2,3,91; north 91 is not within -90 to 90",
                "-541,2,3,4; west -541 is not within -180 to 180",
                "-182,2,-181,4; east -181 is not within -180 to 180",
                "181,2,182,4; west 181 is not within -180 to 180",
                "1,2,541,4; east 541 is not within -180 to 180",
                "1,2,-181,4; east -181 is not within -180 to 180",
            })
    void whatIsNoBoxIsRefused(String text, String message) {
        assertThatThrownBy(() -> LonLatBox.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
