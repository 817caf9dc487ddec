package io.github.gtmapillary.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyValueTest {
    private static final Value NOTHING = Value.getDefaultInstance();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8_300_000_000_000_000L, 58_600_000_000_000_001L, (1L << 53) + 1, Long.MAX_VALUE})
    void wholeNumbersOfEverySortAreTheSameId(long id) {
        assertThat(wholeNumbers(id))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.ID)).isEqualTo(Long.toString(id)));
    }

    @Test
    void unsignedIdsBeyondTheLongestLongStayWhole() throws InvalidProtocolBufferException {
        assertThat(read(uint(-1), AttributeKind.ID)).isEqualTo("18446744073709551615");
    }

    @Test
    void idsMayBeTextOfAnyLetters() throws InvalidProtocolBufferException {
        assertThat(read(text("A-ıİ_9"), AttributeKind.ID)).isEqualTo("A-ıİ_9");
        assertThat(read(text("007"), AttributeKind.ID)).isEqualTo("007");
    }

    @Test
    void fractionsThatAreExactWholeNumbersAreIds() throws InvalidProtocolBufferException {
        assertThat(read(number(9_007_199_254_740_991d), AttributeKind.ID)).isEqualTo("9007199254740991");
        assertThat(read(fraction(16_777_215f), AttributeKind.ID)).isEqualTo("16777215");
        assertThat(read(number(-0.0), AttributeKind.ID)).isEqualTo("0");
    }

    /** 2^53 + 1 is 2^53 as a double, and 2^24 + 1 is 2^24 as a float. */
    @Test
    void fractionsThatMayHaveBeenAnotherIdAreRefused() {
        for (Value value : List.of(
                number(0x1p53), number(-0x1p53), fraction(0x1p24f), number(1.5), number(Double.NaN), fraction(1e30f))) {
            refused(value, AttributeKind.ID);
        }
        refused(flag(true), AttributeKind.ID);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_720_000_000_123L, Long.MAX_VALUE})
    void wholeNumbersOfEverySortAreTheSameTime(long millis) {
        assertThat(wholeNumbers(millis))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.TIME)).isEqualTo(millis));
    }

    @Test
    void timesMayBeFractionsOrText() throws InvalidProtocolBufferException {
        assertThat(read(number(1_720_000_000_123.0), AttributeKind.TIME)).isEqualTo(1_720_000_000_123L);
        assertThat(read(text("1720000000123"), AttributeKind.TIME)).isEqualTo(1_720_000_000_123L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-07-03T09:46:40.123Z",
                "2024-07-03T09:46:40.123+0000",
                "2024-07-03T11:46:40.123+02:00",
                "2024-07-03T09:46:40.123"
            })
    void timesMayBeIsoAsInTheGraphApi(String iso) throws InvalidProtocolBufferException {
        assertThat(read(text(iso), AttributeKind.TIME)).isEqualTo(1_720_000_000_123L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-07-03T", "Tuesday", "+999999999-12-31T23:59:59Z"})
    void whatOnlyLooksLikeAnIsoTimeIsRefused(String noTime) {
        refused(text(noTime), AttributeKind.TIME);
    }

    @Test
    void timeZeroIsUnknownHoweverItIsWritten() {
        assertThat(wholeNumbers(0))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.TIME)).isNull());
        assertThat(List.of(number(0), number(-0.0), fraction(0), text("0"), number(Double.NaN), number(0.25)))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.TIME)).isNull());
    }

    @Test
    void numbersComeFromEverySort() {
        assertThat(wholeNumbers(90))
                .allSatisfy(
                        value -> assertThat(read(value, AttributeKind.NUMBER)).isEqualTo(90.0));
        assertThat(List.of(number(90.5), fraction(90.5f), text("90.5")))
                .allSatisfy(
                        value -> assertThat(read(value, AttributeKind.NUMBER)).isEqualTo(90.5));
    }

    @Test
    void zeroHasOneSign() throws InvalidProtocolBufferException {
        assertThat(read(number(-0.0), AttributeKind.NUMBER)).isEqualTo(0.0);
        assertThat(read(fraction(-0f), AttributeKind.NUMBER)).isEqualTo(0.0);
    }

    @Test
    void flagsAreTruthValuesZeroAndOneOrWords() {
        assertThat(List.of(flag(true), integer(1), uint(1), sint(1), number(1), fraction(1), text("true"), text("1")))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.FLAG)).isEqualTo(true));
        assertThat(List.of(flag(false), integer(0), uint(0), sint(0), number(0), fraction(0), text("false"), text("0")))
                .allSatisfy(value -> assertThat(read(value, AttributeKind.FLAG)).isEqualTo(false));
    }

    @ParameterizedTest
    @EnumSource(names = {"ID", "NUMBER", "INTEGER", "FLAG", "TIME"})
    void emptyTextIsAnAbsentValue(AttributeKind kind) throws InvalidProtocolBufferException {
        assertThat(read(text(""), kind)).isNull();
    }

    @Test
    void emptyTextIsAText() throws InvalidProtocolBufferException {
        assertThat(read(text(""), AttributeKind.TEXT)).isEqualTo("");
    }

    @ParameterizedTest
    @EnumSource(names = {"ID", "TEXT", "NUMBER", "INTEGER", "FLAG", "TIME"})
    void aValueWithoutContentIsAbsent(AttributeKind kind) throws InvalidProtocolBufferException {
        assertThat(read(NOTHING, kind)).isNull();
    }

    @Test
    void textsMayBeAnyValue() throws InvalidProtocolBufferException {
        assertThat(read(integer(-7), AttributeKind.TEXT)).isEqualTo("-7");
        assertThat(read(uint(-1), AttributeKind.TEXT)).isEqualTo("18446744073709551615");
        assertThat(read(flag(true), AttributeKind.TEXT)).isEqualTo("true");
        assertThat(read(number(1.5), AttributeKind.TEXT)).isEqualTo("1.5");
    }

    @Test
    void wordsAreNoNumbersTimesOrFlags() {
        for (AttributeKind kind : List.of(AttributeKind.NUMBER, AttributeKind.TIME, AttributeKind.FLAG)) {
            refused(text("north"), kind);
        }
        refused(integer(2), AttributeKind.FLAG);
    }

    @Test
    void aMessageShowsTheBeginningOfAValueInOneLine() {
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .isThrownBy(() -> read(text("north\n" + "x".repeat(5000)), AttributeKind.NUMBER))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("'north x")
                        .endsWith(".")
                        .doesNotContain("\n")
                        .hasSizeLessThan(150));
    }

    private static void refused(Value value, AttributeKind kind) {
        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .as("%s as %s", value, kind)
                .isThrownBy(() -> read(value, kind))
                .withMessageEndingWith(".");
    }

    private static @Nullable Object read(Value value, AttributeKind kind) throws InvalidProtocolBufferException {
        return PropertyValue.read(value, kind);
    }

    private static List<Value> wholeNumbers(long number) {
        return List.of(integer(number), uint(number), sint(number));
    }

    private static Value integer(long number) {
        return Value.newBuilder().setIntValue(number).build();
    }

    private static Value uint(long number) {
        return Value.newBuilder().setUintValue(number).build();
    }

    private static Value sint(long number) {
        return Value.newBuilder().setSintValue(number).build();
    }

    private static Value number(double number) {
        return Value.newBuilder().setDoubleValue(number).build();
    }

    private static Value fraction(float number) {
        return Value.newBuilder().setFloatValue(number).build();
    }

    private static Value flag(boolean flag) {
        return Value.newBuilder().setBoolValue(flag).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
