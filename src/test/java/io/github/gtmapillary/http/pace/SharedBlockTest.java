package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A block as several programs on one {@code cache_dir} see it. Each program here is a client of its own. */
@Timeout(60)
class SharedBlockTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final VirtualTime time = VirtualTime.standing();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    private final class Program {
        final ScriptedApi api = new ScriptedApi();
        final Breaker tiles;
        final BreakerClient client;

        Program(Path folder) {
            this(folder, "tiles.example");
        }

        Program(Path folder, String host) {
            tiles = breaker(folder, ApiHost.TILES, host);
            client = new BreakerClient(api, new PerHost<>(tiles, breaker(folder, ApiHost.GRAPH, host)));
        }

        private Breaker breaker(Path folder, ApiHost host, String name) {
            return new Breaker(
                    name,
                    BreakerRules.STANDARD,
                    new BlockMemory(folder, BlockFile.key(host, name), new RareWarning(time.clock())),
                    time);
        }

        void isBlocked() {
            api.then(new AddressBlockedException(TILE, "login page"));
            assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(AddressBlockedException.class);
        }

        void isRefused() {
            int before = api.count();
            assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(AddressBlockedException.class);
            assertThat(api.count()).as("requests sent").isEqualTo(before);
        }

        void isAnswered() throws IOException {
            api.then(ANSWER);
            assertThat(client.send(TILE).await()).isSameAs(ANSWER);
        }
    }

    @Test
    void aProgramThatRunsHearsOfABlockThatAnotherOneMet() throws IOException {
        Program one = new Program(folder);
        Program other = new Program(folder);
        other.isAnswered();
        one.isBlocked();
        other.isRefused();
        time.advance(HOUR.minusSeconds(1));
        other.isRefused();
    }

    @Test
    void aBlockOutlivesARestart() throws IOException {
        new Program(folder).isBlocked();
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> new Program(folder).client.send(TILE).await())
                .withMessageContaining("blocked for this address until 2026-11-21T11:00:00Z")
                .withMessageContaining("began at 2026-11-21T10:00:00Z")
                .withMessageContaining("about a day, and further requests prolong it")
                .withMessageContaining("mapillary cache --unblock");
        time.advance(HOUR);
        new Program(folder).isBlocked();
        assertThat(new Program(folder).tiles.blockedUntil())
                .as("the second pause is of two hours")
                .hasValue(VirtualTime.START.plus(Duration.ofHours(3)));
    }

    @Test
    void afterThePauseOneRequestOfAllProgramsTries() throws IOException {
        Program one = new Program(folder);
        Program other = new Program(folder);
        one.isBlocked();
        time.advance(HOUR);
        PendingAnswer trial = one.client.send(TILE);
        assertThat(one.api.count()).isEqualTo(2);

        other.isRefused();

        one.api.last().answer(ANSWER);
        assertThat(trial.await()).isSameAs(ANSWER);
        other.isAnswered();
        assertThat(Files.readString(folder.resolve("blocked-hosts"))).isEmpty();
    }

    @Test
    void programsThatTryAtTheSameMomentSendOneRequest() throws Exception {
        new Program(folder).isBlocked();
        time.advance(HOUR);
        List<Program> programs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            Program program = new Program(folder);
            programs.add(program);
            threads.add(new Thread(() -> {
                try {
                    start.await();
                    program.client.send(TILE);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(programs.stream().mapToInt(program -> program.api.count()).sum())
                .isEqualTo(1);
    }

    @Test
    void aTrialThatEndsWithoutAnAnswerIsLeftToAnyProgram() throws IOException {
        Program one = new Program(folder);
        one.isBlocked();
        time.advance(HOUR);
        one.api.then(new TransientApiException(TILE, "no connection", null, null));
        assertThat(catchThrowable(() -> one.client.send(TILE).await())).isInstanceOf(TransientApiException.class);
        new Program(folder).isAnswered();
        one.isAnswered();
    }

    @Test
    void aTrialWhoseProgramDiedIsMadeAgainAfterAWhile() throws IOException {
        Program dead = new Program(folder);
        dead.isBlocked();
        time.advance(HOUR);
        dead.client.send(TILE);
        Program other = new Program(folder);
        other.isRefused();
        time.advance(BreakerRules.STANDARD.longestTrial());
        other.isAnswered();
    }

    @Test
    void aBlockOfOneHostHoldsForNoOther() throws IOException {
        Program mapillary = new Program(folder);
        mapillary.isBlocked();
        new Program(folder, "proxy.example:8080").isAnswered();
        mapillary.api.then(ANSWER);
        assertThat(mapillary.client.send(ENTITY).await())
                .as("the Graph API, even if it has the same name")
                .isSameAs(ANSWER);
    }

    @Test
    void aBlockThatIsLiftedElsewhereHoldsNoMore() throws IOException {
        Program running = new Program(folder);
        running.isBlocked();
        running.isRefused();
        assertThat(BlockFile.lift(folder)).containsExactly("tiles:tiles.example");
        running.isAnswered();
        assertThat(BlockFile.lift(folder)).isEmpty();
    }

    @Test
    void aBlockThatIsLiftedHereHoldsForNobodyMore() throws IOException {
        Program running = new Program(folder);
        running.isBlocked();
        running.tiles.lift();
        running.isAnswered();
        new Program(folder).isAnswered();
        assertThat(log.at(Level.INFO)).containsExactly("The block by tiles.example was lifted by hand");
    }

    @Test
    void whereTheFolderCanNotBeWrittenTheProgramItselfRemembers() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Program alone = new Program(file.resolve("below"));
        alone.isBlocked();
        alone.isRefused();
        time.advance(HOUR);
        alone.isBlocked();
        assertThat(alone.tiles.blockedUntil()).hasValue(VirtualTime.START.plus(Duration.ofHours(3)));
        time.advance(Duration.ofHours(2));
        alone.isAnswered();
        alone.isAnswered();
        assertThat(log.at(Level.WARNING).stream().filter(line -> line.contains("cache_dir (")))
                .as("once an hour at most")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(log.at(Level.WARNING)).anyMatch(line -> line.contains("can't be saved in " + file));
    }

    @Test
    void withoutAFolderTheProgramItselfRemembers() throws IOException {
        Program alone = new Program(null);
        alone.isAnswered();
        alone.isBlocked();
        alone.isRefused();
        alone.tiles.lift();
        alone.isAnswered();
    }

    @Test
    void aDamagedFileIsToldOfAndReplaced() throws IOException {
        Files.writeString(folder.resolve("blocked-hosts"), "tiles:tiles.example soon never 1\n");
        Program program = new Program(folder);
        program.isAnswered();
        assertThat(log.at(Level.WARNING)).singleElement().asString().contains("a damaged line");
        program.isBlocked();
        assertThat(Files.readString(folder.resolve("blocked-hosts")))
                .isEqualTo("tiles:tiles.example 2026-11-21T10:00:00Z 2026-11-21T11:00:00Z 1\n");
        new Program(folder).isRefused();
    }
}
