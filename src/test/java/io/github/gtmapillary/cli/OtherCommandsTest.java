package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OtherCommandsTest {

    private CommandRun command;

    @BeforeEach
    void commandOnTwoTypes() throws IOException {
        command = new CommandRun();
    }

    @Test
    void typesListsGeometryAndAttributes() {
        assertThat(command.run("types")).isZero();
        assertThat(command.out()).isEqualTo("""
                        images (Point)
                          geometry Point
                          id String
                          captured_at Timestamp
                          compass_angle Double
                          is_pano Boolean
                          organization_id String
                        organizations (no geometry)
                          id String
                          slug String
                        """);
    }

    @Test
    void helpListsEveryCommand() {
        assertThat(command.run("--help")).isZero();
        assertThat(command.out())
                .contains("  types ", "  query ", "  explain ", "  cache ", "  thumbnail ", "  login ", "  sandbox ");
    }

    @Test
    void explainPrintsTextOrJsonAndReadsNothing() throws IOException {
        assertThat(command.run("explain", "images", "--bbox", "1,2,3,4")).isZero();
        assertThat(command.out()).isEqualTo("will read images\n");
        CommandRun another = new CommandRun();
        assertThat(another.run("explain", "images", "--json")).isZero();
        assertThat(another.out()).isEqualTo("{\"type\":\"images\"}\n");
        assertThat(another.store.queries).isEmpty();
    }

    @Test
    void cacheTellsWhatIsThereWithoutATokenOrASandbox() {
        command.environment.clear();
        assertThat(command.run("cache", "-P", "cache_size_mb=9")).isZero();
        assertThat(command.out()).isEqualTo("7 answers\n");
        assertThat(command.cacheCleared).isFalse();
        assertThat(command.opened).containsExactly(Map.of("dbtype", "mapillary", "cache_size_mb", "9"));
        assertThat(command.sandboxAddresses).isEmpty();
    }

    @Test
    void cacheIsClearedWhenAsked() {
        assertThat(command.run("cache", "--clear")).isZero();
        assertThat(command.out()).isEqualTo("empty\n");
    }

    @Test
    void blocksAreLiftedWhenAsked() {
        assertThat(command.run("cache", "--unblock")).isZero();
        assertThat(command.out()).isEqualTo("asked again\n7 answers\n");
        assertThat(command.cacheCleared).isFalse();
    }

    @Test
    void aCacheThatCannotBeClearedIsAFailure() {
        assertThat(command.run("cache", "--clear", "-P", "cache_dir=/a")).isEqualTo(1);
        assertThat(command.err()).contains("in use");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void theSandboxListensToOtherMachinesWhenTold() {
        Thread.currentThread().interrupt();
        assertThat(command.run("sandbox", "--host", "0.0.0.0", "--port", "4711"))
                .isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(command.sandboxAddresses).containsExactly(new InetSocketAddress("0.0.0.0", 4711));
        assertThat(command.run("sandbox", "--host", "no host")).isEqualTo(2);
        assertThat(command.err()).contains("'no host' is no address of this machine");
    }

    @Test
    @Timeout(30)
    void theSandboxRunsUntilInterrupted() throws Exception {
        CountDownLatch announced = new CountDownLatch(1);
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                announced.countDown();
            }
        };
        command.out = out;
        FutureTask<Integer> exit = new FutureTask<>(() -> command.run("sandbox", "--port", "4711"));
        Thread running = new Thread(exit);
        running.start();
        announced.await();
        assertThat(command.sandboxStopped).isFalse();
        running.interrupt();
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        assertThat(command.sandboxStopped).isTrue();
        assertThat(command.sandboxAddresses)
                .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711));
        assertThat(command.out())
                .contains(
                        "at http://127.0.0.1:4711\n",
                        "Access token: MLY|sandbox|token\n",
                        "-P tiles_url=http://127.0.0.1:4711 -P graph_url=http://127.0.0.1:4711"
                                + " -P 'access_token=MLY|sandbox|token'\n");
    }

    @Test
    void helpAndVersionNeedNoStore() {
        assertThat(command.run("query", "--help")).isZero();
        assertThat(command.run("--version")).isZero();
        assertThat(command.run("types", "--version")).isZero();
        assertThat(command.out()).startsWith("Usage: mapillary query").contains("mapillary (not from a jar)");
        assertThat(command.opened).isEmpty();
        assertThat(command.err()).isEmpty();
    }
}
