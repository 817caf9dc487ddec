package io.github.gtmapillary.cli;

import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that the command sees of its process and of the library.
 *
 * @param out where results go; a reader that hangs up shows as {@link StandardOutput.ClosedPipeException}
 * @param err where messages go, flushed line by line
 * @param environment environment variables; an empty one counts as not set
 * @param progress told of every feature when the results do not go to {@code out}
 */
record CommandContext(
        OutputStream out,
        PrintWriter err,
        Function<String, Optional<String>> environment,
        Progress progress,
        StoreOpener stores,
        SandboxStarter sandboxes,
        Explainer explainer,
        CacheOpener caches) {

    /** The context of a real process. */
    static CommandContext ofProcess() {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandContext(
                StandardOutput.ofProcess(),
                err,
                name -> Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()),
                onTerminal() ? new CounterLine(err, System::nanoTime) : Progress.NONE,
                MapillaryConnection.storeOpener(),
                MapillaryConnection.sandboxStarter(),
                MapillaryConnection.explainer(),
                MapillaryConnection.cacheOpener());
    }

    /** Writes text to {@code out} at once; a {@link PrintWriter} would keep its failures to itself. */
    void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells them apart. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            // before Java 22 a console is a terminal
            return true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Console.isTerminal is there but cannot be called", e);
        }
    }
}
