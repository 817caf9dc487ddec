package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.SandboxStarter.RunningSandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;

/** Runs the command on a {@link RecordingStore}, with an access token in the environment unless a test takes it away. */
final class CommandRun {

    final RecordingStore store;
    final Map<String, String> environment = new HashMap<>(Map.of("MAPILLARY_ACCESS_TOKEN", "MLY|1|2"));
    final List<Map<String, Object>> opened = new ArrayList<>();
    final List<InetSocketAddress> sandboxAddresses = new ArrayList<>();
    final List<String> progress = new ArrayList<>();
    boolean madeData;
    final List<String> unmatchable = new ArrayList<>();
    boolean sandboxStopped;
    boolean cacheCleared;
    Consumer<URI> browser = page -> {};
    Function<String, Optional<String>> secrets = prompt -> Optional.empty();
    StoreOpener opener;
    Explainer explainer = new TextExplainer();
    OutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    CommandRun() throws IOException {
        store = new RecordingStore();
        opener = parameters -> store;
    }

    int run(String... args) {
        return MapillaryCommand.run(context(), args);
    }

    CommandContext context() {
        return new CommandContext(
                out,
                new PrintWriter(err, true),
                this::variable,
                new RecordedProgress(),
                this::open,
                this::startSandbox,
                explainer,
                this::openCache,
                new LoginDialog(browser, secrets, () -> "state"));
    }

    String out() {
        return ((ByteArrayOutputStream) out).toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString().replace(System.lineSeparator(), "\n");
    }

    /** The folder of configurations is no folder unless a test makes one: a login of the developer's own must not decide. */
    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> name.equals("XDG_CONFIG_HOME") ? Optional.of("target/no-config") : Optional.empty());
    }

    private DataStore open(Map<String, Object> parameters) throws IOException {
        opened.add(parameters);
        return opener.open(parameters);
    }

    private CacheOpener.Cache openCache(Map<String, Object> parameters) {
        opened.add(parameters);
        return new CacheOpener.Cache() {
            @Override
            public String status() {
                return cacheCleared ? "empty\n" : "7 answers\n";
            }

            @Override
            public void clear() throws IOException {
                if (parameters.containsKey("cache_dir")) {
                    throw new IOException("in use");
                }
                cacheCleared = true;
            }

            @Override
            public String unblock() {
                return "asked again\n";
            }
        };
    }

    private RunningSandbox startSandbox(InetAddress address, int port) {
        sandboxAddresses.add(new InetSocketAddress(address, port));
        return new RunningSandbox("http://127.0.0.1:4711", "MLY|sandbox|token", () -> sandboxStopped = true);
    }

    private final class RecordedProgress implements Progress {

        @Override
        public void features(long count) {
            progress.add(Long.toString(count));
        }

        @Override
        public void end() {
            progress.add("end");
        }
    }

    private final class TextExplainer implements Explainer {

        @Override
        public Explanation explain(DataStore store, Query query) {
            return new Explanation(
                    "will read " + query.getTypeName() + "\n", "{\"type\":\"" + query.getTypeName() + "\"}", 1);
        }

        @Override
        public Optional<String> report(FeatureReader<?, ?> reader) {
            return Optional.of("did read");
        }

        @Override
        public boolean isMadeData(FeatureReader<?, ?> reader) {
            return madeData;
        }

        @Override
        public List<String> unmatchable(DataStore store, Query query) {
            return unmatchable;
        }
    }
}
