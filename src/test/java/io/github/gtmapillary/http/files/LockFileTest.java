package io.github.gtmapillary.http.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LockFileTest {

    @TempDir
    Path folder;

    /** By closing a second channel on the file, this process would have lost its lock. */
    @Test
    void otherProcessesKeepAwayHoweverOftenThisOneTriesAgain() throws IOException {
        Path file = folder.resolve("a.lock");
        try (LockFile held = LockFile.tryLock(file)) {
            assertThat(held).isNotNull();
            assertThat(LockFile.tryLock(file)).isNull();
            assertThat(LockFile.tryLock(folder.resolve("../" + folder.getFileName() + "/a.lock")))
                    .isNull();

            assertThatIOException()
                    .isThrownBy(() -> new LockHolder(List.of(file)))
                    .withMessageContaining("did not get its locks");
        }
        try (LockHolder other = new LockHolder(List.of(file))) {
            assertThat(other).isNotNull();
            assertThat(LockFile.tryLock(file)).isNull();
        }
        try (LockFile again = LockFile.tryLock(file)) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void aThreadWaitsForTheOneThatHasTheLock() throws Exception {
        Path file = folder.resolve("a.lock");
        CompletableFuture<LockFile> waiting;
        try (LockFile held = LockFile.lock(file)) {
            assertThat(held).isNotNull();
            waiting = lockInTheBackground(file);
            assertThat(waiting).isNotDone();
        }
        LockFile got = waiting.get(30, TimeUnit.SECONDS);
        assertThat(LockFile.tryLock(file)).isNull();
        // on another thread than the one that has locked it
        got.close();
        try (LockFile again = LockFile.tryLock(file)) {
            assertThat(again).isNotNull();
            got.close();
            assertThat(LockFile.tryLock(file)).as("closing twice unlocks once").isNull();
        }
    }

    @Test
    void aThreadThatIsInterruptedWaitsNoLonger() throws Exception {
        Path file = folder.resolve("a.lock");
        try (LockFile held = LockFile.lock(file)) {
            assertThat(held).isNotNull();
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> LockFile.lock(file));
            assertThat(Thread.interrupted()).isTrue();
        }
        try (LockFile again = LockFile.lock(file)) {
            assertThat(again).isNotNull();
        }
    }

    /** As in two web applications of one server, whose class loaders have a copy of the class each. */
    @Test
    void aLockThatAnotherCopyOfThisLibraryHasIsNotWaitedFor() throws IOException {
        Path file = folder.resolve("a.lock");
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(other.lock()).isNotNull();
            assertThat(LockFile.lock(file)).isNull();
            assertThat(LockFile.tryLock(file)).isNull();
        }
        try (LockFile again = LockFile.tryLock(file)) {
            assertThat(again).isNotNull();
        }
    }

    private static CompletableFuture<LockFile> lockInTheBackground(Path file) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return LockFile.lock(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
