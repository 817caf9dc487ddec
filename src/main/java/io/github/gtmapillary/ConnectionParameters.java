package io.github.gtmapillary;

import io.github.gtmapillary.fetch.FailedTiles;
import io.github.gtmapillary.plan.EntitySearch;
import io.github.gtmapillary.schema.Positions;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Parameter;
import org.geotools.util.SimpleInternationalString;

/** Declares the connection parameters: their keys, types, descriptions, defaults and bounds. {@link ParameterValues} checks values of them. */
final class ConnectionParameters {
    static final String TYPE = "mapillary";
    static final String TOKEN_VARIABLE = "MAPILLARY_ACCESS_TOKEN";

    /** The least sensible values; the greatest are those of the type. */
    private static final int NONE = 0;

    private static final int ONE = 1;

    static final Param DBTYPE =
            new Param("dbtype", String.class, "Always '" + TYPE + "'", true, TYPE, Map.of(Parameter.LEVEL, "program"));
    static final Param NAMESPACE = new Param("namespace", URI.class, "Namespace of the feature types", false);
    static final Param ACCESS_TOKEN = new Param(
            "access_token",
            String.class,
            "Access token from https://www.mapillary.com/dashboard/developers; when empty the environment variable "
                    + TOKEN_VARIABLE,
            false,
            null,
            Map.of(Parameter.IS_PASSWORD, Boolean.TRUE));
    static final Param POSITIONS = choice(
            "positions",
            "Positions of images and sequences: as the devices reported, or as image processing computed",
            Positions.ORIGINAL);
    static final Param TILES_URL =
            text("tiles_url", "Base URL of the vector tiles, for a caching proxy", "https://tiles.mapillary.com");
    static final Param GRAPH_URL = text("graph_url", "Base URL of the Graph API", "https://graph.mapillary.com");
    static final Param MAX_TILES =
            number("max_tiles", "Most tiles that one query may ask for; beyond it the query fails", 512, ONE);
    static final Param MAX_GRAPH_REQUESTS = number(
            "max_graph_requests",
            "Most requests to the Graph API that one query may make; beyond it the query fails",
            2000,
            ONE);
    static final Param SEARCH = choice(
            "search",
            "How entity types answer a bounding box: ids from tiles (complete), or the search of the Graph API (may thin)",
            EntitySearch.TILES);
    static final Param COMPLETE_SEQUENCES =
            flag("complete_sequences", "Follow a sequence beyond the queried tiles until it is whole");
    static final Param FAILED_TILES = choice(
            "failed_tiles",
            "If a tile keeps failing: fail the query, or leave the tile out with a warning",
            FailedTiles.FAIL);
    static final Param CONNECTIONS = number("connections", "Parallel requests per host, 64 at most", 6, ONE);
    static final Param TILES_PER_MINUTE =
            number("tiles_per_minute", "Most tiles requested in a minute, after the first tiles_burst", 240, ONE);
    static final Param TILES_BURST = number(
            "tiles_burst",
            "Most tiles requested at once after a quiet time; Mapillary may block an address after a sudden spike",
            60,
            ONE);
    static final Param TILES_PER_DAY = number(
            "tiles_per_day", "Most tiles requested in a day (UTC), counted in cache_dir over restarts", 40000, ONE);
    static final Param GRAPH_PER_MINUTE =
            number("graph_per_minute", "Most requests to the Graph API in a minute", 5000, ONE);
    static final Param MAX_WAIT_SECONDS = number(
            "max_wait_seconds",
            "How long a query may stand still in seconds: waiting for limits, pace or repetitions while nothing arrives",
            30,
            ONE);
    static final Param TOKEN_FILE = new Param(
            "token_file",
            File.class,
            "File with a user's token, as the login command stores it; used for the Graph API, and for the tiles"
                    + " when there is no access_token",
            false);
    static final Param ALLOW_HTTP = flag("allow_http", "Allow plain http to other hosts than this machine");
    static final Param TIMEOUT_SECONDS =
            number("timeout_seconds", "Time limit of one request in seconds, 3600 at most", 30, ONE);
    static final Param CACHE_DIR = new Param(
            "cache_dir",
            File.class,
            "Folder of the disk cache, the count of today's tiles and the memory of blocks; when empty one of the user's own",
            false);
    static final Param CACHE_SIZE_MB =
            number("cache_size_mb", "Size of the disk cache in MB; 0 switches it off", 512, NONE);
    static final Param CACHE_TTL_MINUTES = number(
            "cache_ttl_minutes", "Minutes for which a cached answer is good; 0 switches the caches off", 1440, NONE);
    static final Param MEMORY_CACHE_MB =
            number("memory_cache_mb", "Memory for answers in MB; 0 switches it off", 64, NONE);

    /** All parameters, in the order of forms. */
    static final List<Param> ALL = List.of(
            DBTYPE,
            NAMESPACE,
            ACCESS_TOKEN,
            POSITIONS,
            TILES_URL,
            GRAPH_URL,
            MAX_TILES,
            MAX_GRAPH_REQUESTS,
            SEARCH,
            COMPLETE_SEQUENCES,
            FAILED_TILES,
            CONNECTIONS,
            TILES_PER_MINUTE,
            TILES_BURST,
            TILES_PER_DAY,
            GRAPH_PER_MINUTE,
            MAX_WAIT_SECONDS,
            TOKEN_FILE,
            ALLOW_HTTP,
            TIMEOUT_SECONDS,
            CACHE_DIR,
            CACHE_SIZE_MB,
            CACHE_TTL_MINUTES,
            MEMORY_CACHE_MB);

    private ConnectionParameters() {}

    private static Param text(String key, String description, String standard) {
        return new Param(key, String.class, description, false, standard);
    }

    private static Param number(String key, String description, int standard, int least) {
        return new Param(key, Integer.class, description, false, standard, Map.of(Parameter.MIN, least));
    }

    private static Param flag(String key, String description) {
        return new Param(key, Boolean.class, description, false, false);
    }

    /** Declares a parameter whose values are the constants of an enum, in lower case. */
    private static <E extends Enum<E>> Param choice(String key, String description, E standard) {
        // a mutable list: GeoServer sorts it in place
        List<String> options = Arrays.stream(standard.getDeclaringClass().getEnumConstants())
                .map(ConnectionParameters::option)
                .collect(Collectors.toCollection(ArrayList::new));
        return new Param(
                key,
                String.class,
                new SimpleInternationalString(description),
                false,
                option(standard),
                Map.of(Parameter.OPTIONS, options));
    }

    private static String option(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
