package io.github.gtmapillary.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that selects the sandbox even where there is a token. */
final class SandboxOption {

    private static final List<String> OF_AN_API = List.of("access_token", "token_file", "tiles_url", "graph_url");

    @Option(
            names = "--sandbox",
            description =
                    "Ask the built-in sandbox (made data) even with a token; with -o, made data goes to a file only"
                            + " with this option.")
    private boolean given;

    boolean given() {
        return given;
    }

    /** @throws UsageException if the parameters name another API to ask */
    void check(Map<String, String> parameters) {
        if (given) {
            OF_AN_API.stream().filter(parameters::containsKey).findFirst().ifPresent(key -> {
                throw new UsageException("--sandbox asks a sandbox of its own: leave out -P " + key);
            });
        }
    }
}
