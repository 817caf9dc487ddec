package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ForgottenClients;
import io.github.gtmapillary.http.RareWarning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okio.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ForgottenDiskCacheTest {

    @TempDir
    private Path folder;

    @Test
    void aDiskCacheThatNobodyClosedIsLeft() throws Exception {
        openAndForget();
        boolean cleared = false;
        while (!cleared) {
            System.gc();
            cleared = isCleared();
        }
        assertThat(folder.resolve("answers-1")).doesNotExist();
    }

    @Test
    void aDiskCacheInUseIsNotLeft() throws Exception {
        DiskCache used = open();
        CountDownLatch others = new CountDownLatch(1);
        ForgottenClients.whenCollected(new Object(), others::countDown);
        assertThat(collectedBefore(others)).isTrue();

        assertThat(isCleared()).isFalse();

        used.close();
        assertThat(isCleared()).isTrue();
    }

    /** In a method of its own, so that no variable on the stack holds the disk cache. */
    private void openAndForget() {
        open();
    }

    private DiskCache open() {
        DiskCache disk = new DiskCache(
                new CacheSettings(folder, 1 << 20, Duration.ofHours(1), 0),
                FileSystem.SYSTEM,
                new RareWarning(Clock.systemUTC()));
        assertThat(disk.cache()).isNotNull();
        return disk;
    }

    private boolean isCleared() {
        try {
            new CacheFolder(folder).clear();
            return true;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("is in use");
            return false;
        }
    }

    private static boolean collectedBefore(CountDownLatch done) throws InterruptedException {
        for (int tries = 0; tries < 1000; tries++) {
            System.gc();
            if (done.await(10, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }
}
