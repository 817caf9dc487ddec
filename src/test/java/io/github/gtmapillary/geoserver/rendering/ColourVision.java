package io.github.gtmapillary.geoserver.rendering;

import java.util.List;

/**
 * Colours as people see them. Missing cones are simulated by the matrices of Machado, Oliveira and Fernandes (2009, "A
 * physiologically-based model for simulation of color vision deficiency", severity 1.0), which apply to linear RGB.
 */
record ColourVision(String name, Triple red, Triple green, Triple blue) {
    static final ColourVision NORMAL =
            new ColourVision("normal", new Triple(1, 0, 0), new Triple(0, 1, 0), new Triple(0, 0, 1));
    static final ColourVision PROTANOPIA = new ColourVision(
            "protanopia",
            new Triple(0.152286, 1.052583, -0.204868),
            new Triple(0.114503, 0.786281, 0.099216),
            new Triple(-0.003882, -0.048116, 1.051998));
    static final ColourVision DEUTERANOPIA = new ColourVision(
            "deuteranopia",
            new Triple(0.367322, 0.860646, -0.227968),
            new Triple(0.280085, 0.672501, 0.047413),
            new Triple(-0.011820, 0.042940, 0.968881));
    static final ColourVision TRITANOPIA = new ColourVision(
            "tritanopia",
            new Triple(1.255528, -0.076749, -0.178779),
            new Triple(-0.078411, 0.930809, 0.147602),
            new Triple(0.004733, 0.691367, 0.303900));
    static final List<ColourVision> ALL = List.of(NORMAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA);

    /** Linear sRGB to CIE XYZ under D65 (IEC 61966-2-1), and the white point. */
    private static final Triple X = new Triple(0.4124564, 0.3575761, 0.1804375);

    private static final Triple Y = new Triple(0.2126729, 0.7151522, 0.0721750);
    private static final Triple Z = new Triple(0.0193339, 0.1191920, 0.9503041);
    private static final Triple WHITE = new Triple(0.95047, 1, 1.08883);

    /** How far apart two colours {@code #rrggbb} look: the distance in CIE L*a*b* (CIE 1976), where 2.3 is just noticeable. */
    double distance(String one, String other) {
        Triple a = lab(one);
        Triple b = lab(other);
        return Math.hypot(Math.hypot(a.first - b.first, a.second - b.second), a.third - b.third);
    }

    /** The contrast of two colours, from 1 to 21, as the Web Content Accessibility Guidelines 2.1 define it. */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return Y.dot(new Triple(linear(colour, 1), linear(colour, 3), linear(colour, 5)));
    }

    private Triple lab(String colour) {
        Triple shown = new Triple(linear(colour, 1), linear(colour, 3), linear(colour, 5));
        Triple seen = new Triple(visible(red.dot(shown)), visible(green.dot(shown)), visible(blue.dot(shown)));
        double x = root(X.dot(seen) / WHITE.first);
        double y = root(Y.dot(seen) / WHITE.second);
        double z = root(Z.dot(seen) / WHITE.third);
        return new Triple(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double linear(String colour, int from) {
        double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double visible(double value) {
        return Math.min(1, Math.max(0, value));
    }

    private static double root(double value) {
        return value > 216.0 / 24389 ? Math.cbrt(value) : (24389.0 / 27 * value + 16) / 116;
    }

    record Triple(double first, double second, double third) {
        double dot(Triple other) {
            return first * other.first + second * other.second + third * other.third;
        }
    }
}
