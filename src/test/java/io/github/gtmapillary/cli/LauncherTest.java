package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.RequiresPrograms;
import io.github.gtmapillary.geoserver.deploy.Tool;
import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the command, with a stand-in of Java. All names have spaces. */
@RequiresPrograms("sh")
class LauncherTest {

    /** Writes its arguments to a file, and an archive if it shall; fails as a command would. */
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
                case $argument in
                    -XX:ArchiveClassesAtExit=*)
                        [ -z "${BROKEN:-}" ] || exit 1
                        printf '%s\\n' "$@" > "$RECORD.archive"
                        echo "token ${MAPILLARY_ACCESS_TOKEN:-none}" >> "$RECORD.archive"
                        echo "options ${JAVA_TOOL_OPTIONS:-none}" >> "$RECORD.archive"
                        echo archive > "${argument#*=}"
                        exit 0 ;;
                esac
            done
            printf '%s\\n' "$@" > "$RECORD"
            echo result
            echo message >&2
            exit 3
            """;

    /** The pipe stays open as long as the launcher or a process in its background runs. */
    private static final String UNTIL_ALL_ENDED = "{ \"$0\" \"$@\" 3>&1; echo \"exit $?\"; } | cat";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    private Path launcher;
    private Path cache;

    @BeforeEach
    void install() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("some programs"));
        launcher = Files.copy(Path.of("src", "main", "launcher", "mapillary"), programs.resolve("mapillary"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.writeString(programs.resolve("gt-mapillary-cli.jar"), "jar");
        Path java = Files.createDirectories(folder.resolve("a java/bin")).resolve("java");
        assertThat(Files.writeString(java, JAVA).toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("a java/release"), "JAVA_VERSION=17");
        cache = folder.resolve("a cache");
        environment.put("JAVA_HOME", folder.resolve("a java").toString());
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.put("RECORD", folder.resolve("record").toString());
    }

    @Test
    void resultsMessagesAndExitCodeAreThoseOfTheCommand() throws IOException {
        assertThat(run("types")).isEqualTo(new Run(0, "result\nexit 3\n", "message\n"));
    }

    @Test
    void argumentsReachTheCommandAsTheyAre() throws IOException {
        run("query", "images", "--cql", "a = 'b  c' AND \"d\" < 1", "", "$HOME", "*");

        assertThat(recorded()).endsWith("query", "images", "--cql", "a = 'b  c' AND \"d\" < 1", "", "$HOME", "*");
    }

    @Test
    void javaStartsQuicklyAndKeepsItsMessagesToItself() throws IOException {
        run("types");

        assertThat(recorded())
                .startsWith(
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:disable",
                        "-Xlog:all=error,cds*=off:stderr",
                        "-XX:+UseSerialGC",
                        "-jar");
    }

    @Test
    void aCollectorOfTheUsersOwnStays() throws IOException {
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseParallelGC");
        run("types");

        assertThat(recorded()).doesNotContain("-XX:+UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void allPlacesOfJavaOptionsMayNameACollector(String variable) throws IOException {
        environment.put(variable, "-XX:+UseG1GC");
        run("types");

        assertThat(recorded()).doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void theFirstUseMakesAnArchiveOnMadeDataWithoutTheToken() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "secret");
        run("types");

        assertThat(archives()).singleElement().asString().endsWith(".jsa");
        assertThat(Files.readAllLines(folder.resolve("record.archive")))
                .contains("--sandbox", "token none")
                .doesNotContain("types");
    }

    @Test
    void theNextUseTakesTheArchive() throws IOException {
        run("types");
        Path archive = archives().get(0);
        run("types");

        assertThat(recorded()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void aCutOffArchiveIsNotTaken() throws IOException {
        run("types");
        Files.writeString(archives().get(0), "arch");
        run("types");

        assertThat(recorded()).noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void aCutOffArchiveIsMadeAnew() throws IOException {
        run("types");
        Path archive = archives().get(0);
        Files.writeString(archive, "arch");
        run("types");

        assertThat(archive).hasContent("archive");
    }

    @Test
    void anotherJarGetsAnArchiveOfItsOwn() throws IOException {
        run("types");
        Files.writeString(launcher.resolveSibling("gt-mapillary-cli.jar"), "longer jar");
        run("types");

        assertThat(archives()).hasSize(2);
    }

    @Test
    void anotherJavaGetsAnArchiveOfItsOwn() throws IOException {
        run("types");
        Files.writeString(folder.resolve("a java/release"), "JAVA_VERSION=21");
        run("types");

        assertThat(archives()).hasSize(2);
    }

    @Test
    void anArchiveThatCannotBeMadeDisturbsNothing() throws IOException {
        environment.put("BROKEN", "yes");

        assertThat(run("types")).isEqualTo(new Run(0, "result\nexit 3\n", "message\n"));
        assertThat(archives()).singleElement().asString().endsWith(".lock");
    }

    @Test
    void afterAFailureItIsNotTriedAtEachUse() throws IOException {
        environment.put("BROKEN", "yes");
        run("types");
        environment.remove("BROKEN");
        run("types");

        assertThat(archives()).singleElement().asString().endsWith(".lock");
    }

    @Test
    void daysAfterAFailureItIsTriedAgain() throws IOException {
        environment.put("BROKEN", "yes");
        run("types");
        Files.setLastModifiedTime(archives().get(0), FileTime.from(Instant.now().minus(5, ChronoUnit.DAYS)));
        environment.remove("BROKEN");
        run("types");

        assertThat(archives()).singleElement().asString().endsWith(".jsa");
    }

    @Test
    void javaOptionsOfTheUserDoNotReachTheArchivesMaker() throws IOException {
        environment.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,address=5005");
        run("types");

        assertThat(Files.readAllLines(folder.resolve("record.archive"))).contains("options none");
    }

    @Test
    void withoutAFolderForCachesThereIsNoArchive() throws IOException {
        environment.put("XDG_CACHE_HOME", "relative");
        environment.put("HOME", "");

        assertThat(run("types")).isEqualTo(new Run(0, "result\nexit 3\n", "message\n"));
        assertThat(folder.resolve("record.archive")).doesNotExist();
    }

    @Test
    void aCacheFolderThatCannotBeMadeDisturbsNothing() throws IOException {
        Files.writeString(cache, "a file");

        assertThat(run("types")).isEqualTo(new Run(0, "result\nexit 3\n", "message\n"));
    }

    @Test
    void aLinkLeadsToTheJar() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("some programs", "mapillary"));
        launcher = Files.createSymbolicLink(folder.resolve("link to link"), link);
        run("types");

        assertThat(recorded())
                .contains(folder.resolve("some programs/gt-mapillary-cli.jar")
                        .toRealPath()
                        .toString());
    }

    @Test
    void aMissingJarIsNamed() throws IOException {
        Files.delete(launcher.resolveSibling("gt-mapillary-cli.jar"));

        assertThat(run("types").err()).contains("cannot read", "gt-mapillary-cli.jar");
    }

    @Test
    void aWrongJavaHomeIsNamed() throws IOException {
        environment.put("JAVA_HOME", "/nowhere");

        Run run = run("types");
        assertThat(run.out()).isEqualTo("exit 1\n");
        assertThat(run.err())
                .isEqualTo("mapillary: JAVA_HOME is /nowhere, which has no bin/java: correct it or unset it\n");
    }

    private Run run(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("-c", UNTIL_ALL_ENDED, launcher.toString()));
        line.addAll(List.of(arguments));
        return Tool.named("sh").run(folder, environment, line);
    }

    private List<String> recorded() throws IOException {
        return Files.readAllLines(folder.resolve("record"));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("gt-mapillary").resolve("start"))) {
            return files.toList();
        }
    }
}
