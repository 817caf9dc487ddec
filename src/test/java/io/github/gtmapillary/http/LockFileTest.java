package io.github.gtmapillary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
}
