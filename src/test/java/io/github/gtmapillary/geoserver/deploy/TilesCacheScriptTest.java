package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that sets up nginx in the compose file's container, with a program that does nothing in place of nginx. */
@RequiresPrograms({"sh", "sed"})
class TilesCacheScriptTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void putAProgramInPlaceOfNginx() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        Path nginx = programs.resolve("nginx");
        Files.writeString(nginx, "#!/bin/sh\nprintf 'nginx %s' \"$*\"\n");
        assertThat(nginx.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", programs + ":" + System.getenv("PATH"));
        environment.put("NGINX_CONFIG_DIR", folder.resolve("etc").toString());
    }

    @Test
    void withoutSettingsNginxConfIsInstalledAsItIs() throws IOException {
        assertThat(setUp()).isEqualTo(new Run(0, "nginx -g daemon off;", ""));
        assertThat(folder.resolve("etc/conf.d/default.conf"))
                .hasSameTextualContentAs(ConfigFolder.ORIGINAL.resolve("nginx.conf"));
        assertThat(folder.resolve("etc/mapillary-upstream.conf"))
                .hasSameTextualContentAs(ConfigFolder.ORIGINAL.resolve("docker/upstream-sandbox.conf"));
    }

    @Test
    void tilesComeFromMapillaryWhereTheEnvironmentSaysSo() throws IOException {
        environment.put("TILES_FROM", "mapillary");
        setUp();
        assertThat(folder.resolve("etc/mapillary-upstream.conf"))
                .hasSameTextualContentAs(ConfigFolder.ORIGINAL.resolve("docker/upstream-mapillary.conf"));
    }

    @ParameterizedTest
    @CsvSource({"600, 100, ' burst=99 nodelay;'", "30, 2, ' burst=1 nodelay;'", "1, 1, ;"})
    void thePaceIsThatOfTheEnvironment(String perMinute, String burst, String option) throws IOException {
        environment.put("TILES_PER_MINUTE", perMinute);
        environment.put("TILES_BURST", burst);
        assertThat(setUp().exit()).isZero();
        assertThat(Files.readString(folder.resolve("etc/conf.d/default.conf")))
                .contains(
                        "limit_req_zone $mapillary_host zone=mapillary_pace:1m rate=" + perMinute + "r/m;",
                        "limit_req zone=mapillary_pace" + option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "1;evil", "1234567"})
    void aPaceThatIsNoNumberIsRefused(String wrong) throws IOException {
        environment.put("TILES_PER_MINUTE", wrong);
        assertThat(setUp()).isEqualTo(new Run(1, "", "TILES_PER_MINUTE=" + wrong + " is no number from 1 to 999999\n"));
        assertThat(folder.resolve("etc")).doesNotExist();
    }

    private Run setUp() throws IOException {
        return Tool.named("sh")
                .run(
                        folder,
                        environment,
                        List.of(ConfigFolder.ORIGINAL
                                .resolve("docker/tiles-cache.sh")
                                .toString()));
    }
}
