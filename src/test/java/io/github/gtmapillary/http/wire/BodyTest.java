package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BodyTest {
    private static final int MOST = 20 << 20;
    private static final int LARGE = 10 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private static Source zeros(int bytes) {
        return new Buffer().write(new byte[bytes]);
    }

    private Future<Integer> reading(Source source) {
        return threads.submit(() -> Body.read(Okio.buffer(source), MOST).length);
    }

    /** Passes a large body on and stops before its end until it may go on. */
    private static final class Halting extends ForwardingSource {
        final CountDownLatch isLarge = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);
        private long passed;

        Halting() {
            super(zeros(LARGE));
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            passed += Math.max(0, read);
            if (passed > 9 << 20) {
                isLarge.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return read;
        }
    }

    @Test
    void largeBodiesAreReadOneAfterTheOtherAndSmallOnesMeanwhile() throws Exception {
        Halting first = new Halting();
        Halting second = new Halting();
        Future<Integer> one = reading(first);
        first.isLarge.await();
        Future<Integer> two = reading(second);

        assertThat(reading(zeros(1000)).get(30, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(second.isLarge.getCount()).as("the second has not gone on").isOne();

        first.mayGoOn.countDown();
        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);
        second.isLarge.await();
        second.mayGoOn.countDown();
        assertThat(two.get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }

    @Test
    void aWaitForALargeBodyCanBeInterruptedAndATooLargeBodyLetsOthersGoOn() throws Exception {
        Halting first = new Halting();
        Future<Integer> one = reading(first);
        first.isLarge.await();
        FutureTask<Integer> two = new FutureTask<>(() -> Body.read(Okio.buffer(zeros(LARGE)), MOST).length);
        Thread waiting = new Thread(two);
        waiting.start();
        waiting.interrupt();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> two.get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(InterruptedIOException.class);
        waiting.join();
        first.mayGoOn.countDown();
        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> reading(zeros(MOST + 1)).get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(OversizeException.class);
        assertThat(reading(zeros(LARGE)).get(30, TimeUnit.SECONDS)).isEqualTo(LARGE);
    }
}
