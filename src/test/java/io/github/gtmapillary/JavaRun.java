package io.github.gtmapillary;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outcome of a Java program in its own process.
 *
 * @param out its standard output
 * @param err its standard error
 */
public record JavaRun(int exit, String out, String err) {
    private static final long LONGEST_MINUTES = 5;

    /** The Java that runs the tests. */
    public static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The class path of the tests, good in every folder. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Runs a program to its end, without a token.
     *
     * @param home of the Java to run it with
     * @param folder where it runs, and where its output goes
     * @param environment variables to set; of the others it gets none but the search path
     * @param arguments of the command {@code java}
     */
    public static JavaRun of(Path home, Path folder, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> line =
                new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        line.add("-XX:TieredStopAtLevel=1");
        line.addAll(arguments);
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("did not end in " + LONGEST_MINUTES + " minutes: " + arguments);
            }
            return new JavaRun(process.exitValue(), text(out), text(err));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        // whatever the encoding, what is ASCII can be read
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
