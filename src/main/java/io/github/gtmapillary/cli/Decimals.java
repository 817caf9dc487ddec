package io.github.gtmapillary.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text, without an exponent and whatever the locale. Only finite ones. */
final class Decimals {

    /** A centimetre on the ground; Mapillary's own coordinates are no finer. */
    static final int COORDINATE_DECIMALS = 7;

    private Decimals() {}

    /** A coordinate in degrees with at most seven decimals and no trailing zeros: {@code 5}, {@code -0.25}. */
    static String coordinate(double degrees) {
        return toCoordinate(degrees).stripTrailingZeros().toPlainString();
    }

    /** A coordinate in degrees rounded half even to seven decimals; never the negative zero. */
    static double rounded(double degrees) {
        return toCoordinate(degrees).doubleValue();
    }

    private static BigDecimal toCoordinate(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(COORDINATE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** A number with all of its digits; one decimal at least for floating point, so that readers guess its type right. */
    static String plain(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        if (!isFloatingPoint(number)) {
            return exact.toPlainString();
        }
        BigDecimal shortest = exact.stripTrailingZeros();
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }

    /** Whether a number can be written at all: neither NaN nor infinite. */
    static boolean isFinite(Number number) {
        return !isFloatingPoint(number) || Double.isFinite(number.doubleValue());
    }

    private static boolean isFloatingPoint(Number number) {
        return number instanceof Double || number instanceof Float;
    }
}
