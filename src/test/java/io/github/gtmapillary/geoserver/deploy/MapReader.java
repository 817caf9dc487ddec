package io.github.gtmapillary.geoserver.deploy;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.StoreHealth;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.util.factory.Hints;

/**
 * A program that reads its share of 500 maps through a store, as one GeoServer of several does, and prints a line of what that took.
 *
 * <p>Arguments: the number of this program, from 0 on, how many there are, and connection parameters as {@code key=value}. The first
 * map is of all tiles; the others lie at random, the same in each run.
 */
final class MapReader {

    private static final int MAPS = 500;

    private static final long SEED = 20_261_128;

    /** The columns and rows of tiles at zoom 14 that the maps lie in, from the first column and row on. */
    static final int TILES_A_SIDE = 10;

    private static final int FIRST_COLUMN = 8783;
    private static final int FIRST_ROW = 5134;
    private static final int ZOOM = 14;
    private static final int PIXELS = 512;

    /** Of web maps: 512 pixels at zoom 16 are half a tile of zoom 14. */
    private static final double[] TILES_A_MAP = {2, 1, 0.5, 0.25};

    private MapReader() {}

    public static void main(String[] arguments) throws IOException, CQLException {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "dbtype", "mapillary", "access_token", Sandbox.ACCESS_TOKEN, "allow_http", true, "cache_size_mb", 0));
        for (String argument : arguments) {
            String[] parameter = argument.split("=", 2);
            if (parameter.length == 2) {
                parameters.put(parameter[0], parameter[1]);
            }
        }
        MapillaryDataStore store = (MapillaryDataStore) DataStoreFinder.getDataStore(parameters);
        int number = Integer.parseInt(arguments[0]);
        int programs = Integer.parseInt(arguments[1]);
        Random random = new Random(SEED);
        long features = 0;
        for (int i = 0; i < MAPS; i++) {
            Query map =
                    i == 0 ? map(TILES_A_SIDE, random) : map(TILES_A_MAP[random.nextInt(TILES_A_MAP.length)], random);
            if (i % programs == number) {
                features += read(store, map);
            }
        }
        StoreHealth health = store.health();
        store.dispose();
        long spent = Long.parseLong((String) parameters.get("tiles_per_day"))
                - health.tilesLeftToday().orElseThrow();
        System.out.println(new Result(features, health.requests(), health.retries(), spent));
    }

    /** As the renderer asks for a map: what lies in its box, no finer than its pixels. */
    private static Query map(double side, Random random) throws CQLException {
        double column = FIRST_COLUMN + random.nextDouble() * (TILES_A_SIDE - side);
        double row = FIRST_ROW + random.nextDouble() * (TILES_A_SIDE - side);
        Query query = new Query(
                "images",
                ECQL.toFilter("BBOX(geometry, " + longitude(column) + ", " + latitude(row + side) + ", "
                        + longitude(column + side) + ", " + latitude(row) + ")"));
        query.getHints().put(Hints.GEOMETRY_DISTANCE, (longitude(column + side) - longitude(column)) / PIXELS);
        return query;
    }

    private static double longitude(double column) {
        return column / (1 << ZOOM) * 360 - 180;
    }

    private static double latitude(double row) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * row / (1 << ZOOM)))));
    }

    private static long read(MapillaryDataStore store, Query query) throws IOException {
        long features = 0;
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                reader.next();
                features++;
            }
        }
        return features;
    }

    /**
     * The cost of a program's maps.
     *
     * @param features in all maps
     * @param requests that were sent
     * @param repeated of them
     * @param spent of the budget of the day
     */
    record Result(long features, long requests, long repeated, long spent) {

        static Result of(String line) {
            String[] numbers = line.strip().split(" ", -1);
            return new Result(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]));
        }

        @Override
        public String toString() {
            return features + " " + requests + " " + repeated + " " + spent;
        }
    }
}
