package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One request on its way: runs on a thread of a {@link RequestQueue} and is waited for on others. */
final class PendingCall implements PendingAnswer, Runnable {

    private static final Logger LOGGER = Logger.getLogger(PendingCall.class.getPackageName());

    /** Makes an answer of what came over the wire. */
    interface Exchange {
        /** Reads and judges a response. */
        ApiAnswer answer(ApiRequest request, Response response) throws IOException;

        /** What callers see of a failure to talk to the host. */
        IOException explain(ApiRequest request, IOException failure);

        /** What callers see of a mistake in this library or in one below. */
        RuntimeException explain(ApiRequest request, Exception mistake);
    }

    private final ApiRequest request;
    private final Call call;
    private final Exchange exchange;
    private final CompletableFuture<ApiAnswer> outcome = new CompletableFuture<>();
    private volatile boolean started;

    PendingCall(ApiRequest request, Call call, Exchange exchange) {
        this.request = request;
        this.call = call;
        this.exchange = exchange;
    }

    ApiRequest request() {
        return request;
    }

    /** Whether it has left the queue. */
    boolean hasStarted() {
        return started;
    }

    /** Runs this once the request has ended, however it did. */
    void whenDone(Runnable action) {
        var unused = outcome.whenComplete((answer, failure) -> action.run());
    }

    @Override
    public void run() {
        started = true;
        if (outcome.isDone()) {
            return; // cancelled while it waited for its turn
        }
        long start = System.nanoTime();
        String status = "no answer";
        try (Response response = call.execute()) {
            status = "HTTP " + response.code();
            ApiAnswer answer = exchange.answer(request, response);
            log(status + ", " + answer.bytesReceived() + " bytes", start);
            outcome.complete(answer);
        } catch (ApiException e) {
            fail(status, start, e);
        } catch (IOException e) {
            // after a cancel this changes nothing, since the outcome is settled then
            fail(status, start, exchange.explain(request, e));
        } catch (Exception e) {
            // not only unchecked ones: OkHttp is Kotlin, and interrupted while it connects, it throws an undeclared
            // InterruptedException, which would end this thread and leave whoever waits without an outcome
            fail(status, start, exchange.explain(request, e));
        } catch (Error e) {
            // out of memory, say: whoever waits must hear of it, or would wait for ever
            fail(status, start, e);
            throw e;
        }
    }

    private void fail(String status, long start, Throwable failure) {
        log(status + ", " + (outcome.isDone() ? "cancelled" : failure.getClass().getSimpleName()), start);
        outcome.completeExceptionally(failure);
    }

    @Override
    public ApiAnswer await() throws IOException {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(
                    "interrupted while waiting for " + request.label() + "; it is cancelled");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    @Override
    public void cancel() {
        // settled by force: whoever cancelled must not depend on whether the answer was faster
        outcome.obtrudeException(
                new RequestCancelledException(request, request.label() + " was cancelled by its caller"));
        call.cancel();
    }

    /** Ends the request with this failure, unless it has ended already. */
    void end(IOException failure) {
        if (outcome.completeExceptionally(failure)) {
            call.cancel();
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof IOException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw cause instanceof Error e ? e : new AssertionError("only these end a request", cause);
    }

    private void log(String result, long start) {
        if (LOGGER.isLoggable(Level.FINE)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            LOGGER.fine(request.label() + ": " + result + ", " + millis + " ms");
        }
    }
}
