package io.github.gtmapillary.failure;

import java.io.Serializable;

/**
 * A box on the earth in degrees. Longitude grows to the east, latitude to the north.
 *
 * @param west least longitude
 * @param south least latitude
 * @param east greatest longitude
 * @param north greatest latitude
 */
public record Place(double west, double south, double east, double north) implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException unless west ≤ east and south ≤ north
     */
    public Place {
        if (!(west <= east && south <= north)) {
            throw new IllegalArgumentException("not a box: " + west + "," + south + "," + east + "," + north);
        }
    }

    /** The four numbers in the order of a bounding box, such as {@code 12.98,55.59,13.01,55.61}. */
    @Override
    public String toString() {
        return west + "," + south + "," + east + "," + north;
    }
}
