package io.github.gtmapillary.http.pace;

import dev.failsafe.Execution;
import dev.failsafe.RetryPolicy;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.Standstill;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.Timekeeper.Alarm;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.WaitTooLongException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests again that failed with what may pass, as {@link RetryRules} say. No thread waits meanwhile. Each attempt goes
 * through the client inside like a request of its own.
 *
 * <p>Where data is expected ({@link ApiRequest#expectsData()}), "nothing there" is asked for once more as well.
 */
public final class RetryingClient extends ForwardingClient {

    private static final Logger LOGGER = Logging.getLogger(RetryingClient.class);

    private final RetryRules rules;
    private final Duration maxWait;
    private final RetryPolicy<ApiAnswer> policy;
    private final Timekeeper time;
    private final Health health;
    private final Set<Attempts> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Wraps a client.
     *
     * @param maxWait how long a query may stand still
     * @param random shortens pauses
     * @param time closed together with this client
     */
    public RetryingClient(
            ApiClient inner,
            RetryRules rules,
            Duration maxWait,
            RandomGenerator random,
            Timekeeper time,
            Health health) {
        super(inner);
        this.maxWait = maxWait;
        this.rules = rules;
        this.policy = rules.policy(random);
        this.time = time;
        this.health = health;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Attempts attempts = new Attempts(request);
        underWay.add(attempts);
        attempts.whenDone(() -> underWay.remove(attempts));
        attempts.send();
        return attempts;
    }

    @Override
    public Patience patience() {
        return new Patience(maxWait, time, health::waits);
    }

    /** The client inside ends what is under way; what waits for its next attempt ends here. */
    @Override
    public void close() {
        closed = true;
        inner().close();
        underWay.forEach(Attempts::endByClosing);
        time.close();
    }

    /** All attempts of one request. Each begins after the previous one has ended, on any thread. */
    private final class Attempts extends PromisedAnswer {

        private final Execution<ApiAnswer> execution = Execution.of(policy);

        /** Held until it is settled that cancelling stops an alarm; else the attempt that this alarm begins could be told first. */
        private final Object handOver = new Object();

        private long firstFailure;

        /** Written after the moment of the first failure. */
        private volatile boolean hasFailed;

        private boolean askedForNothing;

        Attempts(ApiRequest request) {
            super(request);
        }

        void send() {
            synchronized (handOver) {
                if (isDone()) {
                    return; // given up while it waited for its turn
                }
            }
            guarded(() -> {
                PendingAnswer attempt = inner().send(request());
                whenCancelled(attempt::cancel);
                attempt.watch(this::attemptStands);
                attempt.whenDone(() -> ended(attempt));
            });
        }

        @Override
        protected void failBy(Throwable mistake) {
            giveUp(mistake);
        }

        /** A repetition counts as waiting since the first failure, even while the attempt itself waits for something else. */
        private void attemptStands(@Nullable Standstill standstill) {
            if (!hasFailed) {
                stands(standstill);
            } else if (standstill != null) {
                stands(standstill.since(firstFailure));
            }
        }

        /** Here and not further inside: between two attempts there is nobody there. */
        @Override
        public void giveUp(WaitTooLongException why) {
            if (!isDone()) {
                health.failed(why);
            }
            super.giveUp(why);
        }

        private void ended(PendingAnswer attempt) {
            try {
                ApiAnswer answer = attempt.await();
                if (request().expectsData() && !askedForNothing && answer.holdsNothing()) {
                    askedForNothing = true;
                    sendAfter(rules.firstPause(), "nothing there, though something should be");
                } else {
                    complete(answer);
                }
            } catch (TransientApiException e) {
                failed(e);
            } catch (IOException | RuntimeException | Error e) {
                giveUp(e);
            }
        }

        private void failed(TransientApiException failure) {
            long now = time.nanoTime();
            if (!hasFailed) {
                firstFailure = now;
                hasFailed = true;
            }
            Duration passed = Duration.ofNanos(now - firstFailure);
            Optional<Duration> pause = pauseAfter(failure);
            if (pause.isEmpty() || passed.plus(pause.get()).compareTo(rules.total()) > 0) {
                giveUp(described(failure, passed));
            } else {
                waitFor(pause.get(), failure, now);
            }
        }

        /**
         * How long to wait for the next attempt; empty if there is none. A cache that holds requests back is no failure: only the
         * query's patience ends that.
         */
        private Optional<Duration> pauseAfter(TransientApiException failure) {
            if (failure.isHeldBack()) {
                return failure.retryAfter();
            }
            execution.recordException(failure);
            return execution.isComplete() ? Optional.empty() : Optional.of(execution.getDelay());
        }

        private void waitFor(Duration pause, TransientApiException failure, long now) {
            String reason = String.valueOf(failure.getMessage());
            stands(new Standstill(
                    failure.kind(),
                    failure.retryAfter().isPresent()
                            ? "the end of the time that the host asks for"
                            : "the repetition of a request that failed",
                    reason,
                    firstFailure,
                    now + pause.toNanos()));
            if (!isDone()) {
                sendAfter(pause, reason);
            }
        }

        private void sendAfter(Duration pause, String reason) {
            health.retried();
            LOGGER.log(Level.FINE, "{0}: again in {1} ms, because: {2}", new Object[] {
                request().label(), String.valueOf(pause.toMillis()), reason
            });
            synchronized (handOver) {
                Alarm alarm = time.after(pause, this::send);
                whenCancelled(alarm::cancel);
            }
            if (closed) {
                endByClosing();
            }
        }

        private void giveUp(Throwable failure) {
            // counted first, so that a caller that sees the answer finds it counted
            if (!isDone()) {
                health.failed(failure);
            }
            fail(failure);
        }

        void endByClosing() {
            fail(RequestCancelledException.byClosing(request()));
        }

        private TransientApiException described(TransientApiException failure, Duration passed) {
            Instant retryAt = failure.retryAfter()
                    .map(wish -> time.clock().instant().plus(wish))
                    .orElse(null);
            int times = execution.getAttemptCount();
            if (times <= 1) {
                return failure.until(retryAt);
            }
            String message =
                    failure.getMessage() + "; asked " + times + " times within " + (passed.toSeconds() + 1) + " s";
            return failure.afterAll(message, retryAt);
        }
    }
}
