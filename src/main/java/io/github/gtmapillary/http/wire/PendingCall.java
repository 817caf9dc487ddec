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

/** One request on its way: runs on a thread of a {@link RequestQueue} and is waited for on others. */
final class PendingCall extends PromisedAnswer implements Runnable {

    private static final Logger LOGGER = Logging.getLogger(PendingCall.class);

    /** One request and its answer over the wire. */
    interface Exchange {
        /** Sends the request, waits for what comes and judges it. */
        ApiAnswer carryOut() throws IOException;

        /** Breaks off, from any thread. */
        void cancel();

        /** The outcome in two words, for the log. */
        String status();
    }

    /** The failure that callers see for failures without a kind of their own. */
    interface FailureDescription {
        /** Of a failure to talk to the host. */
        IOException of(ApiRequest request, IOException failure);

        /** Of a mistake in this library or in one below. */
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

    /** Whether it has left the queue. */
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
            // after a cancel this changes nothing, since the outcome is settled then
            end(start, description.of(request(), e));
        } catch (Exception e) {
            // not only unchecked ones: OkHttp is Kotlin, and interrupted while it connects, it throws an undeclared
            // InterruptedException, which would end this thread and leave callers without an outcome
            end(start, description.of(request(), e));
        } catch (Error e) {
            // for example out of memory: callers must be told, or they would wait for ever
            end(start, e);
            throw e;
        }
    }

    private void end(long start, Throwable failure) {
        log(isDone() ? "cancelled" : failure.getClass().getSimpleName(), start);
        fail(failure);
    }

    /** Ends the request with this failure, unless it has ended already. */
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
