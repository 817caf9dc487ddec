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
 * Repeats requests after failures that may pass, by {@link RetryRules}. No thread waits meanwhile. Each attempt passes the client inside
 * like a request of its own.
 *
 * <p>If data is expected ({@link ApiRequest#expectsData()}), an empty answer is repeated once too.
 */
final class RetryingClient extends ForwardingClient {

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
     * @param maxWait longest standstill of a query
     * @param random shortens pauses
     * @param time closed together with this client
     */
    RetryingClient(
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

    /** Ends requests that wait for their next attempt; the client inside ends those under way. */
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

        /** Guards scheduling, so that {@code cancel()} always sees the alarm and its attempt never starts first. */
        private final Object handOver = new Object();

        private long firstFailure;

        /** Written after the time of the first failure. */
        private volatile boolean hasFailed;

        private boolean askedForNothing;

        Attempts(ApiRequest request) {
            super(request);
        }

        void send() {
            synchronized (handOver) {
                if (isDone()) {
                    return; // cancelled while it waited for its turn
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

        /** Fails the request here: between two attempts, the client inside knows nothing of it. */
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
                    sendAfter(rules.firstPause(), "an empty answer, though data should exist");
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
         * The wait before the next attempt; empty if there is none. A cache that holds requests back is no failure, so only the query's
         * patience ends that wait.
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
                            ? "the end of the pause that the host asked for"
                            : "the repetition of a failed request",
                    reason,
                    firstFailure,
                    now + pause.toNanos()));
            if (!isDone()) {
                sendAfter(pause, reason);
            }
        }

        private void sendAfter(Duration pause, String reason) {
            health.retried();
            LOGGER.log(Level.FINE, "{0}: repeating in {1} ms after: {2}", new Object[] {
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
            // counted first, so that the caller finds the answer already counted
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
