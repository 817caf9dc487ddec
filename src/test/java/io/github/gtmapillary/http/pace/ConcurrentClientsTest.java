package io.github.gtmapillary.http.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.SystemTimekeeper;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.http.wire.ApiServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads send, cancel and close at random, over real time with pauses of almost nothing: everybody gets an outcome. */
@Timeout(60)
class ConcurrentClientsTest {

    private static final int THREADS = 6;
    private static final int REQUESTS_EACH = 150;
    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);
    private static final RetryRules QUICK = new RetryRules(
            3, Duration.ofNanos(20_000), Duration.ofNanos(100_000), Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final BreakerRules SHORT =
            new BreakerRules(Duration.ofNanos(50_000), Duration.ofNanos(200_000), Duration.ofSeconds(10));

    @TempDir
    Path folder;

    /** Keeps hundreds of warnings out of the log of the build. */
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @RepeatedTest(8)
    void everyRequestEndsAndNobodyIsLeftInLine(RepetitionInfo repetition) throws Exception {
        boolean closes = repetition.getCurrentRepetition() % 2 == 0;
        try (RandomApi wire = new RandomApi(repetition.getCurrentRepetition())) {
            Health health = new Health();
            ApiClient client = client(wire, health);
            CountDownLatch half = new CountDownLatch(THREADS * REQUESTS_EACH / 2);
            List<Future<Integer>> senders = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(100L * repetition.getCurrentRepetition() + i);
                senders.add(threads.submit(() -> sendMany(client, random, half)));
            }
            if (closes) {
                half.await();
                client.close();
            }
            int ended = 0;
            for (Future<Integer> sender : senders) {
                ended += sender.get();
            }
            threads.shutdown();

            assertThat(ended).isEqualTo(THREADS * REQUESTS_EACH);
            assertNobodyWaits(health);
            if (!closes) {
                assertThat(catchThrowable(() -> untilAnswered(client))).isNull();
            }
            client.close();
        }
    }

    /** How many have ended, one way or another. */
    private static int sendMany(ApiClient client, Random random, CountDownLatch sending) throws InterruptedException {
        List<PendingAnswer> sent = new ArrayList<>();
        int ended = 0;
        for (int i = 0; i < REQUESTS_EACH; i++) {
            sent.add(client.send(random.nextBoolean() ? ApiServer.TILE.expectingData() : ApiServer.ENTITY));
            sending.countDown();
            PendingAnswer some = sent.get(random.nextInt(sent.size()));
            switch (random.nextInt(6)) {
                case 0 -> some.cancel();
                case 1 -> Thread.currentThread().interrupt();
                default -> {}
            }
            if (random.nextInt(3) == 0) {
                var unused = catchThrowable(some::await);
                Thread.interrupted();
            }
        }
        Thread.interrupted();
        for (PendingAnswer answer : sent) {
            Throwable failure = catchThrowable(answer::await);
            assertThat(failure)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            some -> assertThat(some).isInstanceOf(IOException.class));
            ended++;
        }
        return ended;
    }

    /** An attempt that began while its request was cancelled is taken back a moment later, on the thread that began it. */
    private static void assertNobodyWaits(Health health) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (health.report().waiting() > 0 && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
        assertThat(health.report().waiting()).as("requests in line").isZero();
    }

    /** Blocks are over after a while. */
    private static void untilAnswered(ApiClient client) throws IOException {
        for (ApiAnswer answer = null; answer == null; ) {
            try {
                answer = client.send(ApiServer.TILE).await();
            } catch (ApiException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theTimerIsADaemonThatEndsWithItsClient() throws Exception {
        SystemTimekeeper time = new SystemTimekeeper();
        CountDownLatch rang = new CountDownLatch(1);
        Thread[] ringer = new Thread[1];
        time.after(Duration.ZERO, () -> {
            ringer[0] = Thread.currentThread();
            rang.countDown();
        });
        Timekeeper.Alarm never = time.after(Duration.ofHours(1), () -> {
            throw new AssertionError("was cancelled");
        });
        never.cancel();
        rang.await();
        assertThat(ringer[0].isDaemon()).isTrue();
        assertThat(ringer[0].getName()).startsWith("mapillary-http-timer-");
        time.close();
        ringer[0].join(TimeUnit.SECONDS.toMillis(20));
        assertThat(ringer[0].isAlive()).isFalse();
        // and what is asked for afterwards does not happen
        time.after(Duration.ZERO, () -> {}).cancel();
    }

    private ApiClient client(ApiClient wire, Health health) {
        RateLimits fast = new RateLimits(600_000, 600_000, 1_000_000, 600_000, Duration.ofSeconds(30), folder);
        return new ResilientClients(
                        ApiServer.settings("http://127.0.0.1:9", 2, Duration.ofSeconds(20)),
                        fast,
                        QUICK,
                        SHORT,
                        new SystemTimekeeper(),
                        new Random(1),
                        health)
                .over(wire);
    }

    /** Answers on threads of its own or at once, with anything. */
    private static final class RandomApi extends BareClient {

        private final ExecutorService threads = Executors.newFixedThreadPool(3);
        private final Random random;
        private volatile boolean closed;

        RandomApi(int seed) {
            random = new Random(seed);
        }

        @Override
        public PendingAnswer send(ApiRequest request) {
            PromisedAnswer promised = new PromisedAnswer(request);
            int chance;
            synchronized (random) {
                chance = random.nextInt(100);
            }
            if (closed || chance < 20) {
                settle(promised, chance);
            } else {
                try {
                    threads.execute(() -> settle(promised, chance));
                } catch (RejectedExecutionException e) {
                    settle(promised, chance);
                }
            }
            return promised;
        }

        private void settle(PromisedAnswer promised, int chance) {
            ApiRequest request = promised.request();
            if (closed) {
                promised.fail(RequestCancelledException.byClosing(request));
            } else if (chance % 20 < 12) {
                promised.complete(chance % 2 == 0 ? ANSWER : ApiAnswer.absent(0));
            } else if (chance % 20 < 18) {
                promised.fail(new TransientApiException(request, "passing", null, null));
            } else if (chance % 20 == 18) {
                promised.fail(new AddressBlockedException(request, "login page"));
            } else {
                promised.fail(new UnknownEntityException(request, "unknown"));
            }
        }

        @Override
        public void close() {
            closed = true;
            threads.shutdown();
        }
    }
}
