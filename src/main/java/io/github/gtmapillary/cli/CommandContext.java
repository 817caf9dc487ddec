package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * The process and the library as the command sees them.
 *
 * @param out where results go; a reader that hangs up shows as {@link NamedOutput.ClosedPipeException}
 * @param err where messages go, flushed line by line
 * @param environment environment variables as they are; {@link #variable} leaves out empty ones
 * @param progress counts every feature if the results do not go to {@code out}
 */
record CommandContext(
        OutputStream out,
        PrintWriter err,
        Function<String, Optional<String>> environment,
        Progress progress,
        StoreOpener stores,
        SandboxStarter sandboxes,
        Explainer explainer,
        CacheOpener caches,
        LoginDialog login) {

    /** Returns the context of a real process. */
    static CommandContext ofProcess() {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandContext(
                NamedOutput.standard(),
                err,
                name -> Optional.ofNullable(System.getenv(name)),
                Terminal.console().isPresent() ? new CounterLine(err, System::nanoTime) : Progress.NONE,
                MapillaryConnection.storeOpener(),
                MapillaryConnection.sandboxStarter(),
                MapillaryConnection.explainer(),
                MapillaryConnection.cacheOpener(),
                LoginDialog.ofProcess());
    }

    /** Returns an environment variable. An empty one counts as not set. */
    Optional<String> variable(String name) {
        return environment.apply(name).filter(value -> !value.isBlank());
    }

    /** Writes text to {@code out} at once. A {@link PrintWriter} would hide failures. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
