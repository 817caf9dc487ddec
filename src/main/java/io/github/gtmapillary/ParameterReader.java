package io.github.gtmapillary;

import static io.github.gtmapillary.ConnectionParameters.ACCESS_TOKEN;
import static io.github.gtmapillary.ConnectionParameters.ALLOW_HTTP;
import static io.github.gtmapillary.ConnectionParameters.CACHE_DIR;
import static io.github.gtmapillary.ConnectionParameters.CACHE_SIZE_MB;
import static io.github.gtmapillary.ConnectionParameters.CACHE_TTL_MINUTES;
import static io.github.gtmapillary.ConnectionParameters.COMPLETE_SEQUENCES;
import static io.github.gtmapillary.ConnectionParameters.CONNECTIONS;
import static io.github.gtmapillary.ConnectionParameters.FAILED_TILES;
import static io.github.gtmapillary.ConnectionParameters.GRAPH_PER_MINUTE;
import static io.github.gtmapillary.ConnectionParameters.GRAPH_URL;
import static io.github.gtmapillary.ConnectionParameters.MAX_GRAPH_REQUESTS;
import static io.github.gtmapillary.ConnectionParameters.MAX_TILES;
import static io.github.gtmapillary.ConnectionParameters.MAX_WAIT_SECONDS;
import static io.github.gtmapillary.ConnectionParameters.MEMORY_CACHE_MB;
import static io.github.gtmapillary.ConnectionParameters.POSITIONS;
import static io.github.gtmapillary.ConnectionParameters.SEARCH;
import static io.github.gtmapillary.ConnectionParameters.TILES_BURST;
import static io.github.gtmapillary.ConnectionParameters.TILES_PER_DAY;
import static io.github.gtmapillary.ConnectionParameters.TILES_PER_MINUTE;
import static io.github.gtmapillary.ConnectionParameters.TILES_URL;
import static io.github.gtmapillary.ConnectionParameters.TIMEOUT_SECONDS;
import static io.github.gtmapillary.ConnectionParameters.TOKEN_FILE;
import static io.github.gtmapillary.ConnectionParameters.TOKEN_VARIABLE;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.fetch.FailedTiles;
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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/** Makes the settings of a data store, a cache or a login from {@link ParameterValues} and environment variables. */
final class ParameterReader {
    private static final Logger LOGGER = Logging.getLogger(ParameterReader.class);

    private final ParameterValues values;
    private final UnaryOperator<@Nullable String> environment;

    /**
     * Checks the values by themselves.
     *
     * @param given the values by key
     * @param environment looks up environment variables, null for those that are not set
     * @throws IOException if a value is wrong; the message names the key and the value
     */
    ParameterReader(Map<String, ?> given, UnaryOperator<@Nullable String> environment) throws IOException {
        this.values = new ParameterValues(given);
        this.environment = environment;
    }

    /**
     * Makes the settings of a data store.
     *
     * @throws IOException if a value is wrong, or if there is no token. The message names the key and the value, or the ways to give a
     * token.
     */
    ConnectionSettings settings() throws IOException {
        Path folder = cacheFolder();
        return checked(() -> new ConnectionSettings(
                new ApiSettings(
                        values.text(TILES_URL),
                        values.text(GRAPH_URL),
                        credentials(),
                        values.number(CONNECTIONS),
                        Duration.ofSeconds(values.number(TIMEOUT_SECONDS)),
                        values.flag(ALLOW_HTTP)),
                cache(folder),
                limits(folder),
                new PlanSettings(
                        values.choice(POSITIONS, Positions.class),
                        values.choice(SEARCH, EntitySearch.class),
                        values.flag(COMPLETE_SEQUENCES),
                        values.number(MAX_TILES),
                        new RequestLimit(values.number(MAX_GRAPH_REQUESTS))),
                values.choice(FAILED_TILES, FailedTiles.class)));
    }

    /** Makes the settings of the cache alone, for which no token is needed. */
    CacheSettings cache() {
        return cache(cacheFolder());
    }

    /** The most tiles that may be requested in a day, for which no token is needed. */
    int tilesPerDay() {
        return values.number(TILES_PER_DAY);
    }

    /**
     * Makes the settings for getting users' tokens, for which no token is needed yet.
     *
     * @throws IOException if a value is wrong; the message names the key and the value
     */
    OAuthLogin login(Clock clock) throws IOException {
        return checked(() -> new OAuthLogin(
                values.text(GRAPH_URL),
                Duration.ofSeconds(values.number(TIMEOUT_SECONDS)),
                values.flag(ALLOW_HTTP),
                clock));
    }

    /** Makes settings. Each kind has checks of its own, for instance on the form of a URL. */
    private static <T> T checked(FallibleCall<T> settings) throws IOException {
        try {
            return settings.run();
        } catch (IllegalArgumentException e) {
            throw new MapillaryException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    private CacheSettings cache(@Nullable Path folder) {
        return new CacheSettings(
                folder,
                megabytes(CACHE_SIZE_MB),
                Duration.ofMinutes(values.number(CACHE_TTL_MINUTES)),
                megabytes(MEMORY_CACHE_MB));
    }

    /**
     * Null, with a warning, if Java can't name the folder in this system's encoding, for instance a folder beyond ASCII in the locale C.
     */
    private @Nullable Path cacheFolder() {
        File folder = values.find(CACHE_DIR, File.class).orElseGet(() -> UserFolders.cache(environment));
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

    private RateLimits limits(@Nullable Path countFolder) {
        return new RateLimits(
                values.number(TILES_PER_MINUTE),
                values.number(TILES_BURST),
                values.number(TILES_PER_DAY),
                values.number(GRAPH_PER_MINUTE),
                Duration.ofSeconds(values.number(MAX_WAIT_SECONDS)),
                countFolder);
    }

    private Credentials credentials() throws IOException {
        Optional<String> access = values.find(ACCESS_TOKEN, String.class).or(() -> variable(TOKEN_VARIABLE));
        Optional<TokenFile> file = Optional.empty();
        Optional<File> tokenFile = values.find(TOKEN_FILE, File.class);
        if (tokenFile.isPresent()) {
            file = Optional.of(TokenFile.at(path(TOKEN_FILE, tokenFile.get())));
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
        Optional<String> secret = file.isEmpty() ? Optional.empty() : variable(ClientSecret.VARIABLE);
        return new Credentials(access.map(AccessToken::of), file, secret.map(ClientSecret::of));
    }

    private Path path(Param param, File file) throws IOException {
        try {
            return file.toPath();
        } catch (InvalidPathException e) {
            throw values.wrong(
                    param,
                    "this system can't name such a file (" + e.getMessage() + "); set LC_ALL to a locale with UTF-8");
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    private long megabytes(Param param) {
        return (long) values.number(param) << 20;
    }
}
