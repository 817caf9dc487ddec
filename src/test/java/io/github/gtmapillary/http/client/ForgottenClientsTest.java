package io.github.gtmapillary.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ForgottenClients;
import io.github.gtmapillary.http.Health;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForgottenClientsTest {

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
