package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All scripts of the project. */
class ShellScriptsTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @Test
    @RequiresPrograms("shellcheck")
    void shellcheckFindsNothing() throws IOException {
        List<String> scripts = scripts();
        assertThat(scripts)
                .contains(
                        ".ci/run",
                        "geoserver-config/install.sh",
                        "geoserver-config/rest.sh",
                        "geoserver-config/signs.sh",
                        "geoserver-config/docker/folder.sh",
                        "geoserver-config/docker/health.sh",
                        "geoserver-config/docker/tiles-cache.sh",
                        "src/main/launcher/mapillary");
        // with what a script reads in, which is no script of its own
        scripts.addAll(0, List.of("-x", "-P", "SCRIPTDIR", "geoserver-config/changes.sh"));
        Run run = Tool.named("shellcheck").run(PROJECT, Map.of(), scripts);
        assertThat(run.out()).isEmpty();
        assertThat(run).isEqualTo(new Run(0, "", ""));
    }

    @Test
    void scriptsCanBeExecuted() throws IOException {
        assertThat(scripts()).allMatch(script -> Files.isExecutable(PROJECT.resolve(script)));
    }

    private static List<String> scripts() throws IOException {
        List<String> scripts = new ArrayList<>();
        for (String folder : List.of(".ci", "geoserver-config", "src/main/launcher")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
                files.filter(Files::isRegularFile)
                        .filter(ShellScriptsTest::isScript)
                        .forEach(file -> scripts.add(PROJECT.relativize(file).toString()));
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().filter(line -> line.startsWith("#!")).isPresent();
        } catch (IOException | UncheckedIOException e) {
            // no text
            return false;
        }
    }
}
