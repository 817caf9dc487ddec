package io.github.gtmapillary.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ForgottenClients;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.wire.CacheFolder;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.http.wire.DiskCache;
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

@Timeout(60)
class ForgottenClientsTest {

    @TempDir
    private Path folder;

    @Test
    void anActionRunsWhenItsPartIsCollected() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        ForgottenClients.whenCollected(new Object(), done::countDown);

        assertThat(collectedBefore(done)).isTrue();
    }

    @Test
    void anActionRunsOnceWhenItIsToldTo() {
        Health health = new Health();
        StringBuilder runs = new StringBuilder();
        var ending = health.whenForgotten(() -> runs.append("x"));

        ending.clean();
        ending.clean();

        assertThat(runs).hasToString("x");
        assertThat(health.report().requests()).isZero();
    }

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
