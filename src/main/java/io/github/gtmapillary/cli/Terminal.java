package io.github.gtmapillary.cli;

import java.io.Console;
import java.util.Optional;

/** The terminal that the process was started from. */
final class Terminal {

    private Terminal() {}

    /** Its console; empty if input or output is a file or a pipe. */
    // From Java 22 on there is a console without a terminal too, and a method that tells them apart.
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> console() {
        Console console = System.console();
        return console == null || !isTerminal(console) ? Optional.empty() : Optional.of(console);
    }

    private static boolean isTerminal(Console console) {
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
