package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of the cache that can't be named, made or written costs a warning and the cache, and no query. */
@DisabledOnOs(OS.WINDOWS)
class CacheFolderOfTheUserTest {
    private static final Query QUERY = SandboxStore.query("images", "BBOX(geometry, 12.99, 55.6, 12.991, 55.601)");

    @TempDir
    Path folder;

    @RegisterExtension
    final LogLines log = LogLines.ofPackageOf(MapillaryDataStore.class);

    @RegisterExtension
    final LogLines cacheLog = LogLines.ofPackageOf(Health.class);

    @Test
    void aFolderThatCanNotBeNamedCostsNoQuery() throws IOException {
        try (SandboxStore sandbox =
                SandboxStore.open(Map.of("cache_dir", folder + "/\0", "cache_size_mb", 1, "tiles_per_day", 1000))) {

            assertThat(sandbox.read(QUERY)).isNotEmpty();

            assertThat(log.warnings())
                    .filteredOn(line -> line.contains("Set cache_dir to another folder"))
                    .hasSize(1);
            assertThat(sandbox.store().health().tilesLeftToday()).hasValue(1000L - sandbox.sent());
        }
    }

    /** A file can't hold folders, and even root can't make a folder in {@code /proc}. */
    @ParameterizedTest
    @ValueSource(strings = {"/dev/null/cache", "/proc/cache"})
    void aFolderThatCanNotBeMadeCostsNoQuery(String unusable) throws IOException {
        try (SandboxStore sandbox =
                SandboxStore.open(Map.of("cache_dir", unusable, "cache_size_mb", 1, "tiles_per_day", 1000))) {

            assertThat(sandbox.read(QUERY)).isNotEmpty();

            assertThat(cacheLog.warnings())
                    .anyMatch(line -> line.startsWith(unusable + " can't be used, so there is no disk cache"))
                    .allMatch(line -> line.contains("cache_dir"));
        }
    }

    @Test
    void thatThereIsNoCacheToTellOfIsAnError() {
        assertThatIOException()
                .isThrownBy(() -> MapillaryCache.of(Map.of("cache_dir", folder + "/\0")))
                .withMessageContaining("cache_dir");
    }

    @Test
    void aTokenFileThatCanNotBeNamedIsAnErrorThatNamesIt() {
        assertThatIOException()
                .isThrownBy(() -> new MapillaryDataStoreFactory()
                        .createDataStore(Map.of("dbtype", "mapillary", "token_file", folder + "/\0")))
                .withMessageContaining("token_file");
    }

    @Test
    void inALocaleWithoutTheLettersOfTheHomeTheCommandAnswersAndWarns() throws IOException {
        JavaRun run = query(Map.of("LC_ALL", "C"), "-Duser.home=" + folder + "/J\u00fcrgen");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("\"type\":\"Feature\",");
        assertThat(run.err()).contains("WARNING: ").contains("cache_dir");
    }

    @Test
    void aUserWhomTheSystemDoesNotKnowHasTheCacheInHome() throws IOException {
        Path home = folder.resolve("home");
        JavaRun run = query(Map.of("LC_ALL", "C.UTF-8", "HOME", home.toString()), "-Duser.home=?");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(home.resolve(".cache/gt-mapillary/requests-per-day")).isRegularFile();
        assertThat(filesIn(folder)).containsExactly("home");
    }

    /** Runs the command, in a folder of its own, with a cache although the sandbox answers. */
    private JavaRun query(Map<String, String> environment, String option) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(option, "-cp", JavaRun.classPath()));
        arguments.add("io.github.gtmapillary.cli.MapillaryCommand");
        arguments.addAll(List.of("query", "images", "--bbox", "12.99,55.6,12.991,55.601", "--limit", "1"));
        arguments.addAll(List.of("-P", "cache_size_mb=1", "-P", "tiles_per_day=1000"));
        return JavaRun.of(JavaRun.thisJava(), folder, new HashMap<>(environment), arguments);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
