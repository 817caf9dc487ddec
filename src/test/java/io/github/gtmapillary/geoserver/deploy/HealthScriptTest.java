package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LocalServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The health check of the compose file, with a process that does nothing in place of GeoServer: whether it is well, and whether it is
 * ended, for Docker to start it again, when something new was installed.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script reads /proc, as in a container")
@RequiresPrograms({"bash", "cmp", "curl", "grep", "sed", "tail"})
class HealthScriptTest {

    private static final String JAR = "gt-mapillary-geoserver.jar";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path plugin;
    private Path deployed;
    private LocalServer pages;
    private volatile String page = "<WMS_Capabilities version=\"1.3.0\">";
    private Process server;

    @BeforeEach
    void start() throws IOException {
        plugin = Files.createDirectories(folder.resolve("plugin"));
        deployed = Files.createDirectories(folder.resolve("tomcat/webapps/geoserver/WEB-INF/lib"));
        pages = LocalServer.start(request -> Answer.of(200, "text/xml", page));
        environment.put("ADDITIONAL_LIBS_DIR", plugin.toString());
        environment.put("CATALINA_HOME", folder.resolve("tomcat").toString());
        environment.put("HEALTH_DIR", folder.resolve("notes").toString());
        environment.put("HEALTH_URL", pages.url() + "/");
        environment.put("SERVER_PROGRAM", "tail");
        install("one plugin", "one installation");
        startServer();
    }

    @AfterEach
    void stop() {
        pages.close();
        server.destroyForcibly();
    }

    @Test
    void aServerWithItsCapabilitiesIsWellAndGoesOn() throws Exception {
        assertThat(check()).isEqualTo(new Run(0, "", ""));
        assertThat(check()).isEqualTo(new Run(0, "", ""));
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void aServerWithoutThemIsNot() throws Exception {
        page = "<ServiceException>no layers</ServiceException>";
        assertThat(check().exit()).isEqualTo(1);
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void anotherPluginIsAReasonToStartAgainOnce() throws Exception {
        check();
        install("another plugin", "another installation");

        Run run = check();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("GeoServer ends, to start again with another plugin");
        assertEnded();

        startServer();
        assertThat(check()).isEqualTo(new Run(0, "", ""));
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void otherLayersAreAReasonToStartAgainOnce() throws Exception {
        check();
        install("one plugin", "another installation");

        Run run = check();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("GeoServer ends, to start again with other layers or settings");
        assertEnded();

        startServer();
        assertThat(check()).isEqualTo(new Run(0, "", ""));
        assertThat(server.isAlive()).isTrue();
    }

    @Test
    void aServerThatTakesNoOtherPluginIsNotEndedAgainAndAgain() throws Exception {
        install("another plugin", "another installation");
        check();
        assertEnded();

        startServer();
        Files.writeString(deployed.resolve(JAR), "one plugin");
        Run run = check();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).contains("was started again, and still has another plugin in " + deployed);
        assertThat(server.isAlive()).isTrue();
    }

    /** The image's script has the number of the process until it has put the plugin into its place. */
    @Test
    void whileTheServerStartsItIsLeftAlone() throws Exception {
        environment.put("SERVER_PROGRAM", "java");
        install("another plugin", "another installation");
        assertThat(check()).isEqualTo(new Run(0, "", ""));
        assertThat(server.isAlive()).isTrue();
    }

    private void install(String jar, String checksum) throws IOException {
        Files.writeString(plugin.resolve(JAR), jar);
        Files.writeString(plugin.resolve("gt-mapillary.installed"), checksum + "\n");
    }

    /** As Docker does: the image's script takes the plugin as it is now. */
    private void startServer() throws IOException {
        Files.writeString(deployed.resolve(JAR), Files.readString(plugin.resolve(JAR)));
        server = new ProcessBuilder(Tool.named("tail").program().toString(), "-f", "/dev/null").start();
        environment.put("SERVER_PID", Long.toString(server.pid()));
    }

    private void assertEnded() throws InterruptedException {
        assertThat(server.waitFor(1, TimeUnit.MINUTES)).as("ended").isTrue();
    }

    private Run check() throws IOException {
        return Tool.named("bash")
                .run(
                        folder,
                        environment,
                        List.of(ConfigFolder.ORIGINAL
                                .resolve("docker/health.sh")
                                .toString()));
    }
}
