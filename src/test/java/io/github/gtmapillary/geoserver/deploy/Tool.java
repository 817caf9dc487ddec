package io.github.gtmapillary.geoserver.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine. {@link RequiresPrograms} skips tests where one is missing. */
public record Tool(Path program) {

    private static final int SECONDS = 120;

    /** A program that the test is marked with. */
    public static Tool named(String name) {
        return new Tool(find(name)
                .orElseThrow(() -> new IllegalStateException(name
                        + " is not installed: the test has to be marked with @RequiresPrograms(\"" + name + "\")")));
    }

    /** Looks in the folders of the search path. */
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Run run(Path folder, Map<String, String> environment, List<String> arguments) throws IOException {
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            // nothing else that somebody has set, such as a proxy, a password or a language, may decide a test
            builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "TMPDIR"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            await(process);
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new UncheckedIOException(new IOException("did not end in " + SECONDS + " s: " + process.info()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    /** The outcome of a program. */
    public record Run(int exit, String out, String err) {}
}
