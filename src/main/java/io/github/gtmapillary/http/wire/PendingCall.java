package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PromisedAnswer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/** One request on its way: it runs on a thread of a {@link RequestQueue}, and other threads wait for it. */
final class PendingCall extends PromisedAnswer implements Runnable {

    private static final Logger LOGGER = Logging.getLogger(PendingCall.class);

    /** One request and its answer over the wire. */
    interface Exchange {
        /** Sends the request, waits for the answer and judges it. */
        ApiAnswer carryOut() throws IOException;

        /** Breaks off; any thread may call it. */
        void cancel();

        /** The outcome in two words, for the log. */
        String status();
    }

    /** Makes the failures that callers see for exceptions without a kind. */
    interface FailureDescription {
        /** For a failure to talk to the host. */
        IOException of(ApiRequest request, IOException failure);

        /** For a bug in this library or in one that it uses. */
        RuntimeException of(ApiRequest request, Exception mistake);
    }

    private final Exchange exchange;
    private final FailureDescription description;
    private volatile boolean started;

    PendingCall(ApiRequest request, Exchange exchange, FailureDescription description) {
        super(request);
        this.exchange = exchange;
        this.description = description;
        whenCancelled(exchange::cancel);
    }

    /** Whether the request has left the queue. */
    boolean hasStarted() {
        return started;
    }

    @Override
    public void run() {
        started = true;
        if (isDone()) {
            return; // cancelled while it waited for its turn
        }
        long start = System.nanoTime();
        try {
            ApiAnswer answer = exchange.carryOut();
            log(answer.bytesReceived() + " bytes", start);
            complete(answer);
        } catch (ApiException e) {
            end(start, e);
        } catch (IOException e) {
            // after a cancel this changes nothing, since the outcome is fixed then
            end(start, description.of(request(), e));
        } catch (Exception e) {
            // not only unchecked exceptions: OkHttp is Kotlin, and an interrupt while it connects throws an undeclared
            // InterruptedException, which would end this thread and leave callers without an outcome
            end(start, description.of(request(), e));
        } catch (Error e) {
            // for example out of memory: callers must learn of it, or they would wait without end
            end(start, e);
            throw e;
        }
    }

    private void end(long start, Throwable failure) {
        log(isDone() ? "cancelled" : failure.getClass().getSimpleName(), start);
        fail(failure);
    }

    /** Fails the request, unless it has ended already. */
    void breakOff(IOException failure) {
        if (fail(failure)) {
            exchange.cancel();
        }
    }

    private void log(String result, long start) {
        if (LOGGER.isLoggable(Level.FINE)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            LOGGER.fine(request().label() + ": " + exchange.status() + ", " + result + ", " + millis + " ms");
        }
    }
}
