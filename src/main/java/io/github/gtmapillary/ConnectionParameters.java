package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.ClientSecret;
import io.github.gtmapillary.http.token.Credentials;
import io.github.gtmapillary.http.token.TokenFile;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.http.wire.OAuthLogin;
import io.github.gtmapillary.plan.EntitySearch;
import io.github.gtmapillary.plan.PlanSettings;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.schema.Positions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Parameter;
import org.geotools.util.SimpleInternationalString;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/** The connection parameters: what they are called, what they mean, and how they are read and checked. */
final class ConnectionParameters {
    private static final Logger LOGGER = Logging.getLogger(ConnectionParameters.class);

    static final String TYPE = "mapillary";
    static final String TOKEN_VARIABLE = "MAPILLARY_ACCESS_TOKEN";

    /** The least values that make sense; the greatest are those of the type. */
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
            "Positions of images and sequences: as the devices said, or as image processing computed",
            "original",
            "computed");
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
            "tiles",
            "graph");
    static final Param COMPLETE_SEQUENCES =
            flag("complete_sequences", "Follow a sequence beyond the queried tiles until it is whole");
    static final Param FAILED_TILES = choice(
            "failed_tiles",
            "What a tile that can't be had does: fail the query, or be left out with a warning",
            "fail",
            "skip");
    static final Param CONNECTIONS = number("connections", "Parallel requests per host, 64 at most", 6, ONE);
    static final Param TILES_PER_MINUTE =
            number("tiles_per_minute", "Most tiles asked for in a minute, once tiles_burst are used up", 240, ONE);
    static final Param TILES_BURST = number(
            "tiles_burst",
            "Most tiles asked for at once after a quiet time; Mapillary may block an address after a sudden spike",
            60,
            ONE);
    static final Param TILES_PER_DAY = number(
            "tiles_per_day", "Most tiles asked for in a day (UTC), counted in cache_dir over restarts", 40000, ONE);
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

    private static final List<Param> ALL = List.of(
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

    /** Without the two that GeoServer and GeoTools themselves set. */
    private static final SimilarNames OWN_KEYS = new SimilarNames(ALL.stream()
            .map(param -> param.key)
            .filter(key -> !key.equals(DBTYPE.key) && !key.equals(NAMESPACE.key))
            .toList());

    private final Map<String, ?> values;

    private ConnectionParameters(Map<String, ?> values) {
        this.values = values;
    }

    static Param[] all() {
        return ALL.toArray(Param[]::new);
    }

    /**
     * Reads and checks settings.
     *
     * @param environment looks up environment variables, null for those that are not set
     * @throws IOException naming the key and the value that is wrong, or saying how to give a token when there is none
     */
    static ConnectionSettings read(Map<String, ?> values, UnaryOperator<@Nullable String> environment)
            throws IOException {
        ConnectionParameters parameters = new ConnectionParameters(values);
        parameters.checkAll();
        Path folder = parameters.cacheFolder(environment);
        try {
            ApiSettings api = new ApiSettings(
                    parameters.text(TILES_URL),
                    parameters.text(GRAPH_URL),
                    parameters.credentials(environment),
                    parameters.number(CONNECTIONS),
                    Duration.ofSeconds(parameters.number(TIMEOUT_SECONDS)),
                    Boolean.TRUE.equals(parameters.value(ALLOW_HTTP)));
            PlanSettings plans = new PlanSettings(
                    Positions.valueOf(parameters.text(POSITIONS).toUpperCase(Locale.ROOT)),
                    EntitySearch.valueOf(parameters.text(SEARCH).toUpperCase(Locale.ROOT)),
                    Boolean.TRUE.equals(parameters.value(COMPLETE_SEQUENCES)),
                    parameters.number(MAX_TILES),
                    new RequestLimit(parameters.number(MAX_GRAPH_REQUESTS)));
            return new ConnectionSettings(
                    api,
                    parameters.cache(folder),
                    parameters.limits(folder),
                    plans,
                    parameters.text(FAILED_TILES).equals("skip"));
        } catch (IllegalArgumentException e) {
            throw new MapillaryException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads and checks the settings of the cache alone, for which no token is needed.
     *
     * @throws IOException as {@link #read}
     */
    static CacheSettings readCache(Map<String, ?> values, UnaryOperator<@Nullable String> environment)
            throws IOException {
        ConnectionParameters parameters = new ConnectionParameters(values);
        parameters.checkAll();
        return parameters.cache(parameters.cacheFolder(environment));
    }

    /**
     * Reads and checks pace and budget alone, for which no token is needed.
     *
     * @throws IOException as {@link #read}
     */
    static RateLimits readLimits(Map<String, ?> values, UnaryOperator<@Nullable String> environment)
            throws IOException {
        ConnectionParameters parameters = new ConnectionParameters(values);
        parameters.checkAll();
        return parameters.limits(parameters.cacheFolder(environment));
    }

    /**
     * The settings for asking users' tokens, for which no token is needed yet.
     *
     * @throws IOException naming the key and the value that is wrong
     */
    static OAuthLogin readLogin(Map<String, ?> values, Clock clock) throws IOException {
        ConnectionParameters parameters = new ConnectionParameters(values);
        parameters.checkAll();
        try {
            return new OAuthLogin(
                    parameters.text(GRAPH_URL),
                    Duration.ofSeconds(parameters.number(TIMEOUT_SECONDS)),
                    Boolean.TRUE.equals(parameters.value(ALLOW_HTTP)),
                    clock);
        } catch (IllegalArgumentException e) {
            throw new MapillaryException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private CacheSettings cache(@Nullable Path folder) throws IOException {
        return new CacheSettings(
                folder,
                megabytes(CACHE_SIZE_MB),
                Duration.ofMinutes(number(CACHE_TTL_MINUTES)),
                megabytes(MEMORY_CACHE_MB));
    }

    /** Null, with a warning, where Java can't name the folder in the encoding of this system, as beyond ASCII in the locale C. */
    private @Nullable Path cacheFolder(UnaryOperator<@Nullable String> environment) throws IOException {
        File folder = value(CACHE_DIR) instanceof File file ? file : UserFolders.cache(environment);
        try {
            return folder.toPath();
        } catch (InvalidPathException e) {
            LOGGER.warning(
                    "Nothing is cached on disk, and today's tiles are counted in memory alone: this system can't name the"
                            + " folder (" + e.getMessage()
                            + "). Set cache_dir to another folder, or LC_ALL to a locale with UTF-8");
            return null;
        }
    }

    private long megabytes(Param param) throws IOException {
        return (long) number(param) << 20;
    }

    private RateLimits limits(@Nullable Path countFolder) throws IOException {
        return new RateLimits(
                number(TILES_PER_MINUTE),
                number(TILES_BURST),
                number(TILES_PER_DAY),
                number(GRAPH_PER_MINUTE),
                Duration.ofSeconds(number(MAX_WAIT_SECONDS)),
                countFolder);
    }

    private void checkAll() throws IOException {
        checkKeys();
        for (Param param : ALL) {
            Object value = value(param);
            if (param.type == Boolean.class && values.get(param.key) instanceof String text && !isFlag(text)) {
                throw wrong(param, "it has to be true or false");
            }
            if (value instanceof Integer number
                    && param.metadata.get(Parameter.MIN) instanceof Integer least
                    && number < least) {
                throw wrong(param, "it has to be " + least + " or more");
            }
            if (param.metadata != null
                    && param.metadata.get(Parameter.OPTIONS) instanceof List<?> options
                    && !options.contains(value)) {
                throw wrong(param, "it has to be one of " + options);
            }
        }
    }

    /** Programs and GeoServer may add keys of their own; one that is nearly ours is a slip of the pen, which would go unnoticed. */
    private void checkKeys() throws IOException {
        List<String> keys = ALL.stream().map(param -> param.key).toList();
        for (String given : values.keySet()) {
            if (given == null || keys.contains(given)) {
                continue;
            }
            Optional<String> meant = OWN_KEYS.like(given);
            if (meant.isPresent()) {
                throw new MapillaryException(
                        FailureKind.CONFIGURATION,
                        "There is no connection parameter " + given + ": did you mean " + meant.get() + "? There are "
                                + String.join(", ", keys));
            }
        }
    }

    /** GeoTools takes every text but {@code true} for false, so that a slip of the pen would go unnoticed. */
    private static boolean isFlag(String text) {
        return text.isBlank() || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    private Credentials credentials(UnaryOperator<@Nullable String> environment) throws IOException {
        Optional<String> access = Optional.ofNullable(value(ACCESS_TOKEN))
                .map(Object::toString)
                .or(() -> variable(TOKEN_VARIABLE, environment));
        Optional<TokenFile> file = Optional.empty();
        if (value(TOKEN_FILE) instanceof File given) {
            file = Optional.of(TokenFile.at(path(TOKEN_FILE, given)));
            file.get().check();
        }
        if (access.isEmpty() && file.isEmpty()) {
            boolean empty = environment.apply(TOKEN_VARIABLE) != null;
            throw new MapillaryException(
                    FailureKind.CONFIGURATION,
                    "No Mapillary access token" + (empty ? ", " + TOKEN_VARIABLE + " is set but empty" : "")
                            + ": set the parameter " + ACCESS_TOKEN.key
                            + " or the environment variable " + TOKEN_VARIABLE
                            + " to a token from https://www.mapillary.com/dashboard/developers, or " + TOKEN_FILE.key
                            + " to the file of 'mapillary login'");
        }
        Optional<String> secret = file.isEmpty() ? Optional.empty() : variable(ClientSecret.VARIABLE, environment);
        return new Credentials(access.map(AccessToken::of), file, secret.map(ClientSecret::of));
    }

    private Path path(Param param, File given) throws IOException {
        try {
            return given.toPath();
        } catch (InvalidPathException e) {
            throw wrong(
                    param,
                    "this system can't name such a file (" + e.getMessage() + "); set LC_ALL to a locale with UTF-8");
        }
    }

    private static Optional<String> variable(String name, UnaryOperator<@Nullable String> environment) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    /** The value given, converted, or the default; an empty text counts as not given, as forms send it. */
    private @Nullable Object value(Param param) throws IOException {
        Object given = values.get(param.key);
        if (given == null || (given instanceof String text && text.isBlank())) {
            return param.sample;
        }
        try {
            return param.lookUp(Map.of(param.key, plain(given, param)));
        } catch (IOException | RuntimeException e) {
            throw wrong(param, "it has to be of the type " + param.type.getSimpleName());
        }
    }

    /** Forms leave blanks around what they send, and programs give whole numbers of any kind. */
    private static Object plain(Object given, Param param) {
        if (given instanceof Long number && param.type == Integer.class) {
            return Math.toIntExact(number);
        }
        return given instanceof String text ? text.strip() : given;
    }

    private String text(Param param) throws IOException {
        return String.valueOf(value(param));
    }

    private int number(Param param) throws IOException {
        return value(param) instanceof Integer number ? number : 0;
    }

    private MapillaryException wrong(Param param, String reason) {
        // a password's value stays out of messages
        String given = param.isPassword() ? param.key : param.key + "=" + values.get(param.key);
        return new MapillaryException(
                FailureKind.CONFIGURATION, "Connection parameter " + given + " is wrong: " + reason);
    }

    private static Param text(String key, String description, String standard) {
        return new Param(key, String.class, description, false, standard);
    }

    private static Param number(String key, String description, int standard, int least) {
        return new Param(key, Integer.class, description, false, standard, Map.of(Parameter.MIN, least));
    }

    private static Param flag(String key, String description) {
        return new Param(key, Boolean.class, description, false, false);
    }

    private static Param choice(String key, String description, String standard, String other) {
        // a list that can change: GeoServer sorts it in place
        List<String> options = new ArrayList<>(List.of(standard, other));
        return new Param(
                key,
                String.class,
                new SimpleInternationalString(description),
                false,
                standard,
                Map.of(Parameter.OPTIONS, options));
    }
}
