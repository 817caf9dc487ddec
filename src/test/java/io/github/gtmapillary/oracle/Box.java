package io.github.gtmapillary.oracle;

import io.github.gtmapillary.sandbox.world.Position;
import java.util.Random;

/** A box in degrees, as a condition and as what it means. */
public record Box(double west, double south, double east, double north) {

    /** A box in Malmö, where the made world has most; its size is drawn up to a width and a height. */
    public static Box inMalmo(Random random, double width, double height) {
        double west = 12.96 + random.nextDouble() * 0.04;
        double south = 55.588 + random.nextDouble() * 0.02;
        return new Box(west, south, west + random.nextDouble() * width, south + random.nextDouble() * height);
    }

    /** Whether a position lies in the box or on its edge. */
    public boolean holds(Position place) {
        return place.lon() >= west && place.lon() <= east && place.lat() >= south && place.lat() <= north;
    }

    public String cql() {
        return "BBOX(geometry, %s, %s, %s, %s)".formatted(west, south, east, north);
    }
}
