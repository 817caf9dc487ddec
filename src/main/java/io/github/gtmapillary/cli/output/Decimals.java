package io.github.gtmapillary.cli.output;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Formats finite numbers without an exponent and independently of the locale. */
public final class Decimals {

    /** A centimetre on the ground. Mapillary's coordinates are no more precise. */
    static final int COORDINATE_DECIMALS = 7;

    private Decimals() {}

    /** Formats degrees with at most seven decimals and no trailing zeros: {@code 5}, {@code -0.25}. */
    public static String coordinate(double degrees) {
        return toCoordinate(degrees).stripTrailingZeros().toPlainString();
    }

    /** Rounds degrees half even to seven decimals. It never returns negative zero. */
    static double rounded(double degrees) {
        return toCoordinate(degrees).doubleValue();
    }

    private static BigDecimal toCoordinate(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(COORDINATE_DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** Formats a number with all its digits. A floating-point number gets at least one decimal, so that readers infer its type. */
    static String plain(Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        if (!isFloatingPoint(number)) {
            return exact.toPlainString();
        }
        BigDecimal shortest = exact.stripTrailingZeros();
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }

    /** Returns whether a number is finite. */
    static boolean isFinite(Number number) {
        return !isFloatingPoint(number) || Double.isFinite(number.doubleValue());
    }

    private static boolean isFloatingPoint(Number number) {
        return number instanceof Double || number instanceof Float;
    }
}
