package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.client.ApiClients;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests at once against a server that answers when the test allows it. */
@Timeout(60)
class RequestsInFlightTest {

    private static final int CONNECTIONS = 2;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private ApiServer api;

    @BeforeEach
    void start() throws IOException {
        api = new ApiServer(CONNECTIONS, Duration.ofSeconds(50));
        api.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                arrived.add(request.getUrl().pathSegments().get(0));
                answers.acquire();
                inFlight.decrementAndGet();
                return ApiServer.status(200).body("{}").build();
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        answers.release(1000);
        api.close();
    }

    @Test
    void startsAtOnceWithoutAnybodyWaiting() throws Exception {
        sendGraph("a");
        assertThat(arrived.take()).isEqualTo("a");
    }

    @Test
    void onlySoManyRunAtOnce() throws Exception {
        List<PendingAnswer> pending = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pending.add(sendGraph("" + i));
        }
        assertThat(List.of(arrived.take(), arrived.take())).containsExactlyInAnyOrder("0", "1");
        answers.release(20);
        for (PendingAnswer answer : pending) {
            assertThat(answer.await().exists()).isTrue();
        }
        assertThat(mostInFlight).hasValue(CONNECTIONS);
    }

    @Test
    void theOthersStartInTheOrderInWhichTheyWereSent() throws Exception {
        sendGraph("a");
        sendGraph("b");
        assertThat(List.of(arrived.take(), arrived.take())).containsExactlyInAnyOrder("a", "b");
        sendGraph("c");
        sendGraph("d");
        sendGraph("e");
        for (String next : List.of("c", "d", "e")) {
            answers.release();
            assertThat(arrived.take()).isEqualTo(next);
        }
    }

    @Test
    void theHostsDoNotWaitForEachOther() throws Exception {
        for (String id : List.of("a", "b", "c")) {
            sendGraph(id);
        }
        assertThat(List.of(arrived.take(), arrived.take())).containsExactlyInAnyOrder("a", "b");
        api.client.send(ApiRequest.tile("tile"));
        assertThat(arrived.take()).isEqualTo("tile");
    }

    @Test
    void awaitingAgainGivesTheSame() throws Exception {
        answers.release();
        PendingAnswer answer = sendGraph("a");
        assertThat(answer.await()).isSameAs(answer.await());
    }

    @Test
    void aFailureIsTheSameEachTimeToo() {
        api.server.setDispatcher(new QueueDispatcher());
        api.server.enqueue(ApiServer.status(400).build());
        PendingAnswer answer = sendGraph("a");
        Throwable first = catchThrowable(answer::await);
        assertThat(first).isInstanceOf(UnexpectedAnswerException.class).isSameAs(catchThrowable(answer::await));
    }

    @Test
    void cancellingWhatIsUnderWayFreesItsConnection() throws Exception {
        PendingAnswer a = sendGraph("a");
        PendingAnswer b = sendGraph("b");
        assertThat(List.of(arrived.take(), arrived.take())).containsExactlyInAnyOrder("a", "b");
        sendGraph("c");
        FutureTask<Throwable> waiter = new FutureTask<>(() -> catchThrowable(a::await));
        new Thread(waiter).start();
        a.cancel();
        assertThat(waiter.get()).isInstanceOf(RequestCancelledException.class);
        assertThat(arrived.take()).isEqualTo("c");
        answers.release(3);
        assertThat(b.await().exists()).isTrue();
    }

    @Test
    void whatIsCancelledInTheQueueIsNeverSent() throws Exception {
        sendGraph("a");
        sendGraph("b");
        PendingAnswer c = sendGraph("c");
        sendGraph("d");
        c.cancel();
        c.cancel();
        assertThatExceptionOfType(RequestCancelledException.class)
                .isThrownBy(c::await)
                .withMessageStartingWith("c was cancelled");
        answers.release(4);
        assertThat(List.of(arrived.take(), arrived.take(), arrived.take())).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    void cancellingAfterTheAnswerStillCancels() throws Exception {
        answers.release();
        PendingAnswer answer = sendGraph("a");
        answer.await();
        answer.cancel();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
    }

    @Test
    void interruptionCancelsAndKeepsTheFlag() throws Exception {
        PendingAnswer answer = sendGraph("a");
        arrived.take();
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(answer::await);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(InterruptedIOException.class).hasMessageContaining("waiting for a");
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
    }

    @Test
    void anExceptionThatNobodyDeclaresIsTheOutcomeToo() {
        PendingCall.Exchange exchange = new PendingCall.Exchange() {
            @Override
            public ApiAnswer carryOut() {
                throw RequestsInFlightTest.<RuntimeException>undeclared(new InterruptedException("as OkHttp throws"));
            }

            @Override
            public void cancel() {}

            @Override
            public String status() {
                return "no answer";
            }
        };
        PendingCall pending = new PendingCall(ApiServer.TILE, exchange, new PendingCall.FailureDescription() {
            @Override
            public IOException of(ApiRequest request, IOException failure) {
                return failure;
            }

            @Override
            public RuntimeException of(ApiRequest request, Exception mistake) {
                return new IllegalStateException(mistake.getMessage());
            }
        });

        pending.run();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(pending::await)
                .withMessage("as OkHttp throws");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the way round the compiler's check of exceptions
    private static <E extends Exception> E undeclared(Exception exception) throws E {
        throw (E) exception;
    }

    @Test
    void closingEndsAllThatWaitAndKeepsWhatHasArrived() throws Exception {
        answers.release();
        PendingAnswer done = sendGraph("done");
        done.await();
        List<PendingAnswer> pending = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            pending.add(sendGraph("" + i));
        }
        api.client.close();
        api.client.close();
        for (PendingAnswer answer : pending) {
            assertThatExceptionOfType(RequestCancelledException.class)
                    .isThrownBy(answer::await)
                    .withMessageContaining("the data store was closed");
        }
        assertThat(done.await().exists()).isTrue();
    }

    @Test
    void nothingIsSentAfterClosing() throws Exception {
        api.client.close();
        PendingAnswer answer = sendGraph("late");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(answer::await)
                .withMessageContaining("the data store is closed")
                .withMessageContaining("late");
        assertThat(api.server.getRequestCount()).isZero();
    }

    @Test
    void threadsAreNamedDaemonsAndEndWithTheClient() throws Exception {
        sendGraph("a");
        api.client.send(ApiRequest.tile("b"));
        arrived.take();
        arrived.take();
        List<Thread> threads = clientThreads();
        assertThat(threads)
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("mapillary-http-graph-"))
                .anyMatch(name -> name.startsWith("mapillary-http-tiles-"));
        assertThat(threads).allMatch(Thread::isDaemon);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("OkHttp"))
                .allMatch(Thread::isDaemon)
                .noneMatch(thread -> thread.getName().contains("Dispatcher"));
        api.client.close();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void closingOneClientLeavesAnotherAlone() throws Exception {
        String url = api.server.url("/").toString();
        try (ApiClient other = ApiClients.connect(ApiServer.settings(url, 1, Duration.ofSeconds(50)))) {
            PendingAnswer answer = other.send(ApiRequest.graph("a", Map.of()));
            arrived.take();
            api.client.close();
            answers.release();
            assertThat(answer.await().exists()).isTrue();
        }
    }

    private PendingAnswer sendGraph(String path) {
        return api.client.send(ApiRequest.graph(path, Map.of()));
    }

    private static List<Thread> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mapillary-http"))
                .toList();
    }
}
