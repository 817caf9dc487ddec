package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.client.FaultMatrixTest;
import io.github.gtmapillary.http.files.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockWebServer;
import okio.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One folder, several processes. What else becomes of a second one is in {@link FaultMatrixTest}. */
@Timeout(60)
class CacheFolderTest {

    private static final byte[] MVT = {0x1a, 0x02, 0x78, 0x02};

    @TempDir
    private Path temporary;

    private final MockWebServer server = new MockWebServer();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private Path path;
    private CacheFolder folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
        path = Files.createDirectory(temporary.resolve("cache"));
        folder = new CacheFolder(path);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void whatASecondProcessHasKeptIsThereForTheNextSecondOne() throws IOException {
        try (LockHolder other = holding(1)) {
            assertThat(other).isNotNull();
            keepOneTile();
        }
        assertThat(keepsTheTile()).as("the first, which is alone now").isFalse();
        try (LockHolder other = holding(1)) {
            assertThat(other).isNotNull();
            assertThat(keepsTheTile()).as("a second one").isTrue();
        }
    }

    @Test
    void aProcessThatDiedLeavesTheFolderToTheNext() throws IOException {
        holding(1).close();
        keepOneTile();
        assertThat(path.resolve("answers-1/journal")).exists();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void tellsWhatIsThereAlsoWhileItIsInUse() throws IOException {
        assertThat(folder.usage()).isEqualTo(new CacheFolder.Usage(0, 0, 0));
        try (ApiClient client = client()) {
            server.enqueue(bytes(MVT).build());
            client.send(TILE).await();
            assertThat(folder.usage().entries()).isEqualTo(1);
            assertThat(folder.usage().bytes()).isGreaterThan(MVT.length);
            assertThat(folder.usage().processes()).isEqualTo(1);
        }
    }

    @Test
    void clearsAnswersAndNothingElse() throws IOException {
        Path foreign = Files.writeString(path.resolve("day.txt"), "12");
        Path deep = Files.createDirectories(path.resolve("photos/answers-1"));
        keepOneTile();
        folder.clear();
        assertThat(folder.usage()).isEqualTo(new CacheFolder.Usage(0, 0, 0));
        assertThat(foreign).hasContent("12");
        assertThat(deep).exists();
        assertThat(keepsTheTile()).isFalse();
        keepOneTile();
        assertThat(keepsTheTile()).isTrue();
    }

    @Test
    void doesNotClearWhatAProcessUses() throws IOException {
        keepOneTile();
        try (LockHolder other = holding(1)) {
            assertThat(other).isNotNull();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(folder::clear)
                    .withMessageContaining(path.resolve("answers-1").toString())
                    .withMessageContaining("in use, by a data store of this or another process");
        }
        try (ApiClient own = client()) {
            assertThat(own.isCached(TILE)).isTrue();
            assertThatExceptionOfType(IOException.class).isThrownBy(folder::clear);
        }
        assertThat(keepsTheTile()).isTrue();
    }

    @Test
    void clearingWhatIsNotThereDoesNothing() throws IOException {
        CacheFolder missing = new CacheFolder(temporary.resolve("missing"));
        missing.clear();
        assertThat(missing.usage()).isEqualTo(new CacheFolder.Usage(0, 0, 0));
        assertThat(missing.path()).doesNotExist();
    }

    @Test
    void isForItsOwnersEyesOnly() throws IOException {
        path = temporary.resolve("new/cache");
        keepOneTile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rwx------");
    }

    private LockHolder holding(int... parts) throws IOException {
        List<Path> locks = IntStream.of(parts)
                .mapToObj(part -> path.resolve("answers-" + part + ".lock"))
                .toList();
        return new LockHolder(locks);
    }

    private void keepOneTile() throws IOException {
        try (ApiClient client = client()) {
            server.enqueue(bytes(MVT).build());
            assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.NETWORK);
        }
    }

    private boolean keepsTheTile() throws IOException {
        try (ApiClient client = client()) {
            return client.isCached(TILE);
        }
    }

    private ApiClient client() {
        String url = server.url("/").toString();
        return CachedClients.connect(
                ApiServer.settings(url, 1, Duration.ofSeconds(20)),
                new CacheSettings(path, 1 << 20, Duration.ofHours(1), 0),
                new TestClock(),
                FileSystem.SYSTEM);
    }
}
