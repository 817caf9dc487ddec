package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units of distance that DWITHIN and BEYOND accept, in the spellings of CQL and of the Filter Encoding standard. */
enum DistanceUnit {
    METERS(1, "meters", "meter", "metres", "metre", "m", "urn:ogc:def:uom:epsg::9001", "urn:ogc:def:uom:ogc::metre"),
    KILOMETERS(1000, "kilometers", "kilometer", "kilometres", "kilometre", "km", "urn:ogc:def:uom:epsg::9036"),
    FEET(0.3048, "feet", "foot", "ft", "urn:ogc:def:uom:epsg::9002"),
    STATUTE_MILES(1609.344, "statute miles", "statute mile", "miles", "mile", "mi", "urn:ogc:def:uom:epsg::9093"),
    NAUTICAL_MILES(1852, "nautical miles", "nautical mile", "nmi", "urn:ogc:def:uom:epsg::9030"),
    /** Distances in the plane of longitudes and latitudes. */
    DEGREES(Double.NaN, "degrees", "degree", "deg", "", "urn:ogc:def:uom:epsg::9122", "urn:ogc:def:uom:epsg::9102");

    private final double metres;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that can't change
    private final List<String> names;

    DistanceUnit(double metres, String... names) {
        this.metres = metres;
        this.names = List.of(names);
    }

    /** One unit in metres; NaN for degrees. */
    double metres() {
        return metres;
    }

    /**
     * Finds a unit by name.
     *
     * @param name the name in any case; an empty name means degrees
     * @return the unit
     * @throws InvalidQueryException if no unit has this name
     */
    static DistanceUnit named(String name) throws InvalidQueryException {
        String wanted = lastSegment(name.strip().toLowerCase(Locale.ROOT));
        Optional<DistanceUnit> found = Arrays.stream(values())
                .filter(unit -> unit.names.contains(wanted))
                .findFirst();
        return found.orElseThrow(() -> new InvalidQueryException("'" + name
                + "' is no unit of distance: use meters, kilometers, feet, statute miles, nautical miles or degrees"));
    }

    /** The Filter Encoding standard lets units be URLs, such as {@code http://www.opengis.net/def/uom/UCUM/0/m}. */
    private static String lastSegment(String name) {
        return name.startsWith("http") ? name.substring(name.lastIndexOf('/') + 1) : name;
    }
}
