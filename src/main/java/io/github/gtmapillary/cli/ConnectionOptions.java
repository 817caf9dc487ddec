package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.SandboxStarter.RunningSandbox;
import io.github.gtmapillary.cli.output.Origin;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.api.data.DataStore;
import org.geotools.util.logging.Logging;
import picocli.CommandLine.Option;

/** The options that select an API, and the data store that they open. */
final class ConnectionOptions {

    private static final String ACCESS_TOKEN = "access_token";
    private static final String TOKEN_FILE = "token_file";
    private static final String TOKEN_VARIABLE = "MAPILLARY_ACCESS_TOKEN";

    /** An address for a store that sends no requests. */
    private static final String NOWHERE = "http://localhost:9";

    @Option(
            names = "-P",
            paramLabel = "key=value",
            converter = OptionConverter.OfParameter.class,
            description = "Connection parameter, as in -P token_file=FILE or -P max_tiles=100; repeatable.")
    private List<Map.Entry<String, String>> given = new ArrayList<>();

    /** The given parameters. The last value of a repeated key counts. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return parameters;
    }

    /**
     * Opens the store for its feature types, which are the same for every API. Without a token and without the URL of an API, it opens
     * a store that must not be asked for features, because a sandbox takes longer to start than the rest of the command.
     */
    OpenStore openForTypes(CommandContext context) throws IOException {
        return open(context, new SandboxOption(), connection -> {
            connection.put(ACCESS_TOKEN, Sandbox.ACCESS_TOKEN);
            connection.put("tiles_url", NOWHERE);
            connection.put("graph_url", NOWHERE);
            return OpenStore.of(openStore(connection, context));
        });
    }

    /**
     * Opens the store. It starts a sandbox for {@code --sandbox}, or without a token and without the URL of an API.
     *
     * @param output the destination of the answer
     * @throws UsageException if made data would go to a file without {@code --sandbox}
     */
    OpenStore open(CommandContext context, SandboxOption option, OutputTarget output) throws IOException {
        return open(context, option, connection -> {
            checkForMadeData(output);
            return openOnSandbox(connection, "No access token given: answering", context);
        });
    }

    private OpenStore open(CommandContext context, SandboxOption option, StoreWithoutToken withoutToken)
            throws IOException {
        Map<String, String> parameters = parameters();
        checkToken(parameters, context);
        option.check(parameters);
        Map<String, Object> connection = connection(parameters);
        // users and scripts at a shell can wait longer than a map
        connection.putIfAbsent("max_wait_seconds", "3600");
        if (option.given()) {
            return openOnSandbox(connection, "Answering", context);
        }
        if (!namesToken(parameters) && context.variable(TOKEN_VARIABLE).isEmpty()) {
            checkVariable(context);
            Optional<Path> login = StoredLogin.find(context);
            if (login.isPresent()) {
                connection.put(TOKEN_FILE, login.get().toString());
            } else if (!namesApi(parameters)) {
                return withoutToken.open(connection);
            }
        }
        ProxyEnvironment.apply(context.environment());
        return OpenStore.of(openStore(connection, context));
    }

    private static OpenStore openOnSandbox(Map<String, Object> connection, String begin, CommandContext context)
            throws IOException {
        RunningSandbox sandbox = context.sandboxes().start(InetAddress.getLoopbackAddress(), 0);
        try {
            context.err().println(begin + " from the built-in sandbox (made data) at " + sandbox.url());
            connection.put("tiles_url", sandbox.url());
            connection.put("graph_url", sandbox.url());
            connection.put(ACCESS_TOKEN, sandbox.accessToken());
            // made data must not stay in the cache of the real one, and a sandbox is near enough without
            connection.putIfAbsent("cache_size_mb", "0");
            // nor does it count for what Mapillary may be asked
            for (String pace : List.of("tiles_per_minute", "tiles_per_day", "graph_per_minute")) {
                connection.putIfAbsent(pace, Integer.toString(Integer.MAX_VALUE));
            }
            return OpenStore.on(sandbox, openStore(connection, context));
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** Returns the disk cache of the store. It is the same for every token, so the command needs none. */
    CacheOpener.Cache cache(CommandContext context) {
        try {
            return context.caches().open(connection(parameters()));
        } catch (IllegalArgumentException | IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> connection(Map<String, String> parameters) {
        Map<String, Object> connection = new HashMap<>(parameters);
        connection.putIfAbsent("dbtype", "mapillary");
        return connection;
    }

    private static void checkToken(Map<String, String> parameters, CommandContext context) {
        String token = parameters.get(ACCESS_TOKEN);
        if (token == null) {
            return;
        }
        if (token.isBlank()) {
            throw new UsageException("-P access_token is empty; give a token, or leave it out");
        }
        context.err()
                .println("mapillary: warning: a token given as -P access_token shows in the process list; set "
                        + TOKEN_VARIABLE + " or give -P token_file=FILE instead");
    }

    /** Refuses an empty token. A script with an unset variable would otherwise get made data and take it for real. */
    private static void checkVariable(CommandContext context) {
        if (context.environment().apply(TOKEN_VARIABLE).isPresent()) {
            throw new UsageException("The environment variable " + TOKEN_VARIABLE
                    + " is set but empty; set it to a token, or unset it and add --sandbox to ask the sandbox");
        }
    }

    private static boolean namesToken(Map<String, String> parameters) {
        return parameters.containsKey(ACCESS_TOKEN) || parameters.containsKey(TOKEN_FILE);
    }

    /** A URL of the user's own means an API of the user's own: whether it needs a token is for the store to say. */
    private static boolean namesApi(Map<String, String> parameters) {
        return parameters.containsKey("tiles_url") || parameters.containsKey("graph_url");
    }

    /** Opening does not touch the network, so a failure here comes from the given or missing options. */
    private static DataStore openStore(Map<String, Object> connection, CommandContext context) {
        try {
            DataStore store = context.stores().open(connection);
            MapillaryConnection.whenStandingStill(store, new WaitMessages(context.err()));
            return store;
        } catch (IllegalArgumentException | IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkForMadeData(OutputTarget output) {
        if (output.isFile()) {
            throw new UsageException("No access token given, and made data goes to a file only when told: set "
                    + TOKEN_VARIABLE + " or log in to ask Mapillary, or add --sandbox");
        }
    }

    /** Opens a store where nothing names a token or an API. */
    private interface StoreWithoutToken {
        OpenStore open(Map<String, Object> connection) throws IOException;
    }

    /**
     * An open data store together with the sandbox that answers it, if one does.
     *
     * @param origin the known origin of every answer; a server may turn out to be a sandbox later
     */
    record OpenStore(DataStore store, Origin origin, Runnable stop) implements AutoCloseable {

        /** The library's warning of made data, which the command has already given. */
        private static final Logger WARNING_OF_MADE_DATA = Logging.getLogger(Sandbox.class);

        static OpenStore of(DataStore store) {
            return new OpenStore(store, Origin.MAPILLARY, () -> {});
        }

        static OpenStore on(RunningSandbox sandbox, DataStore store) {
            Level before = WARNING_OF_MADE_DATA.getLevel();
            WARNING_OF_MADE_DATA.setLevel(Level.OFF);
            return new OpenStore(store, Origin.SANDBOX, () -> {
                WARNING_OF_MADE_DATA.setLevel(before);
                sandbox.close();
            });
        }

        @Override
        public void close() {
            try {
                store.dispose();
            } finally {
                stop.run();
            }
        }
    }
}
