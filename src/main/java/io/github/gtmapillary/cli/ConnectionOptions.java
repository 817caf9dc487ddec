package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.SandboxStarter.RunningSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.DataStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which API answers, and the data store that they open. */
final class ConnectionOptions {

    private static final String ACCESS_TOKEN = "access_token";
    private static final String TOKEN_VARIABLE = "MAPILLARY_ACCESS_TOKEN";

    @Option(
            names = "-P",
            paramLabel = "key=value",
            converter = OptionConverter.OfParameter.class,
            description = "Connection parameter, as in -P token_file=FILE or -P max_tiles=100; repeatable.")
    private List<Map.Entry<String, String>> given = new ArrayList<>();

    /** What was given; of a key that comes twice, the last. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        given.forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return parameters;
    }

    /** Opens the store; without a token and without a URL of an API, on a sandbox of its own. */
    OpenStore open(CommandContext context) throws IOException {
        Map<String, String> parameters = parameters();
        checkToken(parameters, context);
        Map<String, Object> connection = connection(parameters);
        // a person or a script at a shell waits longer than a map does
        connection.putIfAbsent("max_wait_seconds", "3600");
        if (!needsSandbox(parameters, context)) {
            return new OpenStore(openStore(connection, context), null);
        }
        RunningSandbox sandbox = context.sandboxes().start(InetAddress.getLoopbackAddress(), 0);
        try {
            context.err()
                    .println("No access token given: answering from the built-in sandbox (made data) at "
                            + sandbox.url());
            connection.put("tiles_url", sandbox.url());
            connection.put("graph_url", sandbox.url());
            connection.put(ACCESS_TOKEN, sandbox.accessToken());
            // made data must not stay in the cache of the real one, and a sandbox is near enough without
            connection.putIfAbsent("cache_size_mb", "0");
            // nor does it count for what Mapillary may be asked
            for (String pace : List.of("tiles_per_minute", "tiles_per_day", "graph_per_minute")) {
                connection.putIfAbsent(pace, Integer.toString(Integer.MAX_VALUE));
            }
            return new OpenStore(openStore(connection, context), sandbox);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    /** The disk cache of the store; it is the same for every token, so none is needed. */
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
            throw new UsageException("-P access_token is empty; give a token, or leave it out to ask the sandbox");
        }
        context.err()
                .println("mapillary: warning: a token given as -P access_token shows in the process list; set "
                        + TOKEN_VARIABLE + " or give -P token_file=FILE instead");
    }

    /** A URL of the user's own means an API of the user's own: whether it needs a token is for the store to say. */
    private static boolean needsSandbox(Map<String, String> parameters, CommandContext context) {
        return !parameters.containsKey(ACCESS_TOKEN)
                && !parameters.containsKey("token_file")
                && !parameters.containsKey("tiles_url")
                && !parameters.containsKey("graph_url")
                && context.environment().apply(TOKEN_VARIABLE).isEmpty();
    }

    /** Opening goes nowhere near the network: what fails here is what the user gave, or did not give. */
    private static DataStore openStore(Map<String, Object> connection, CommandContext context) {
        try {
            DataStore store = context.stores().open(connection);
            MapillaryConnection.whenStandingStill(store, new WaitMessages(context.err()));
            return store;
        } catch (IllegalArgumentException | IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** An open data store together with the sandbox that answers it, if one does. */
    record OpenStore(DataStore store, @Nullable RunningSandbox sandbox) implements AutoCloseable {

        @Override
        public void close() {
            try {
                store.dispose();
            } finally {
                if (sandbox != null) {
                    sandbox.close();
                }
            }
        }
    }
}
