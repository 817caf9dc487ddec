package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.output.Decimals;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;

/**
 * A box in degrees of longitude and latitude.
 *
 * <p>A box over the date line begins before -180 or ends beyond 180, and the data store wraps it.
 *
 * @param west -540 to 180
 * @param south -90 to north
 * @param east -180 to 540, and not less than west
 * @param north south to 90
 */
record LonLatBox(double west, double south, double east, double north) {

    LonLatBox {
        require(west >= -540 && west <= 180, "west " + Decimals.coordinate(west) + " is not within -180 to 180");
        require(
                east >= west && east >= -180 && east <= 540,
                "east " + Decimals.coordinate(east) + " is not within -180 to 180");
        require(Math.abs(south) <= 90, "south " + Decimals.coordinate(south) + " is not within -90 to 90");
        require(Math.abs(north) <= 90, "north " + Decimals.coordinate(north) + " is not within -90 to 90");
        require(
                south <= north,
                "south " + Decimals.coordinate(south) + " is above north " + Decimals.coordinate(north)
                        + "; the order is west,south,east,north");
    }

    /**
     * Reads {@code west,south,east,north}; a west that is greater than the east means the box over the date line.
     *
     * @throws IllegalArgumentException with one line on what is wrong
     */
    static LonLatBox parse(String text) {
        String[] parts = text.split(",", -1);
        require(
                parts.length == 4,
                "'" + text + "' has not four numbers; write west,south,east,north, as in -79.40,43.64,-79.38,43.66");
        double west = number(parts[0]);
        double south = number(parts[1]);
        double east = number(parts[2]);
        double north = number(parts[3]);
        // only a true longitude is taken around the world; any other east is an error, below
        boolean overDateLine = west > east && west <= 180 && east >= -180;
        return new LonLatBox(west, south, overDateLine ? east + 360 : east, north);
    }

    private static double number(String text) {
        try {
            // not Double.parseDouble: it takes NaN, Infinity, 1d and 0x1p3
            double number = new BigDecimal(text.strip()).doubleValue();
            require(Double.isFinite(number), "'" + text + "' is too large");
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number of degrees", e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The box that the same four numbers describe in the order south,west,north,east; empty if they describe no other box. */
    Optional<LonLatBox> swapped() {
        boolean possible = Math.abs(west) <= 90 && Math.abs(east) <= 90 && (west != south || east != north);
        return possible ? Optional.of(new LonLatBox(south, west, north, east)) : Optional.empty();
    }

    /** This box, larger by {@code degrees} on each side, but not beyond the valid range. */
    LonLatBox grown(double degrees) {
        return new LonLatBox(
                Math.max(-180, west - degrees),
                Math.max(-90, south - degrees),
                Math.min(540, east + degrees),
                Math.min(90, north + degrees));
    }

    /** Whether the boxes have a point in common, also across the date line. */
    boolean touches(LonLatBox other) {
        boolean around =
                DoubleStream.of(-360, 0, 360).anyMatch(turn -> west <= other.east + turn && other.west + turn <= east);
        return around && south <= other.north && other.south <= north;
    }

    /** This box as the user writes it on the command line. */
    @Override
    public String toString() {
        return Stream.of(west, south, east > 180 ? east - 360 : east, north)
                .map(Decimals::coordinate)
                .collect(Collectors.joining(","));
    }

    /** A filter for the features that touch this box. It has no CRS, so that the store takes it as longitude and latitude. */
    Filter filter(PropertyName geometry, FilterFactory filters) {
        return filters.bbox(geometry, west, south, east, north, null);
    }
}
