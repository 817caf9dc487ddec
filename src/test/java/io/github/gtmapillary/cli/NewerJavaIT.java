package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.gtmapillary.JavaRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command on each newer Java of the machine: it does what it does on this one, and its libraries print no warnings. */
class NewerJavaIT {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("query", "images", "--bbox", "12.98,55.59,13.01,55.61", "--limit", "2", "-P", "cache_size_mb=1"),
            List.of("query", "detections", "--bbox", "12.99,55.6,12.991,55.601", "--limit", "2"));

    @TempDir
    Path folder;

    @Test
    void theCommandDoesOnANewerJavaWhatItDoesOnThisOne() throws IOException {
        List<Path> newer = newerJavas();
        assumeFalse(newer.isEmpty(), "no Java newer than " + Runtime.version().feature() + " is in " + INSTALLED);
        for (List<String> command : COMMANDS) {
            JavaRun here = run(JavaRun.thisJava(), command);
            assertThat(here.exit()).as(here.err()).isZero();
            assertThat(here.out()).contains("\"type\":\"Feature\",");
            assertThat(here.err()).doesNotContain("WARNING");
            for (Path home : newer) {
                assertThat(run(home, command)).as("%s", home).isEqualTo(here);
            }
        }
    }

    private JavaRun run(Path home, List<String> command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-jar",
                Path.of(System.getProperty("command.jar")).toAbsolutePath().toString()));
        arguments.addAll(command);
        Path cache = Files.createTempDirectory(folder, "cache");
        JavaRun run = JavaRun.of(home, folder, Map.of("XDG_CACHE_HOME", cache.toString()), arguments);
        // the sandbox takes another port each time
        return new JavaRun(run.exit(), withoutPort(run.out()), withoutPort(run.err()));
    }

    private static String withoutPort(String text) {
        return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1");
    }

    private static List<Path> newerJavas() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(INSTALLED)) {
            return folders.filter(home -> version(home) > Runtime.version().feature())
                    .sorted()
                    .toList();
        }
    }

    /** 0 for what is no Java. */
    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
