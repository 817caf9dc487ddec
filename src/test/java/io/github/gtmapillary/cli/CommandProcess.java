package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the command in a Java of its own, in an environment that holds no token and no login. */
final class CommandProcess {

    private static final long LONGEST_MINUTES = 5;

    private final Path folder;
    private final List<String> java = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    private final Map<String, String> environment = new HashMap<>();

    /** @param folder an empty one, for what the command prints and for its caches */
    CommandProcess(Path folder) {
        this.folder = folder;
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    }

    /** Adds options of the virtual machine. */
    CommandProcess with(String... javaOptions) {
        java.addAll(List.of(javaOptions));
        return this;
    }

    /** Sets an environment variable. */
    CommandProcess in(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs it to its end. */
    Result run(String... args) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(java);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), MapillaryCommand.class.getName()));
        line.addAll(List.of(args));
        File out = folder.resolve("out.txt").toFile();
        File err = folder.resolve("err.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(out).redirectError(err);
        builder.environment().remove("MAPILLARY_ACCESS_TOKEN");
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), text(out), text(err));
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }

    /** The outcome of a run. */
    record Result(int exit, String out, String err) {}
}
