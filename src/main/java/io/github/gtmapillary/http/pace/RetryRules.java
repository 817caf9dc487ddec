package io.github.gtmapillary.http.pace;

import dev.failsafe.RetryPolicy;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.TransientApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when to repeat a request after a {@link TransientApiException}; no other failure passes by itself.
 *
 * <p>The pauses double from one attempt to the next. Each is shortened at random by up to a half, so that requests that failed together do
 * not return together. If the host asks for a longer pause ({@code Retry-After}), that one applies.
 *
 * @param attempts number of attempts, including the first; 1 or more
 * @param firstPause before the second attempt, unshortened
 * @param longestPause limit to which the pauses grow
 * @param longestWish the longest pause that a host may ask for; if it asks for more, the request fails
 * @param total how long after its first failure the last attempt may begin
 */
record RetryRules(int attempts, Duration firstPause, Duration longestPause, Duration longestWish, Duration total) {

    /**
     * Some eight seconds against an outage. {@link Patience} bounds how long a query waits if the host names a time; a pause of more than a
     * day is a mistake.
     */
    static final RetryRules STANDARD =
            new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(1));

    /** @throws IllegalArgumentException if there is no attempt, or a pause is not positive */
    RetryRules {
        if (attempts < 1 || !isPositive(firstPause) || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("no rule for retries: " + attempts + " attempts, pauses from "
                    + firstPause + " to " + longestPause);
        }
    }

    /** The policy for attempts and pauses. It leaves out the total time, because Failsafe reads only its own clock. */
    RetryPolicy<ApiAnswer> policy(RandomGenerator random) {
        return RetryPolicy.<ApiAnswer>builder()
                .handleIf(this::mayPass)
                .withMaxAttempts(attempts)
                .withDelayFn(context -> pause(context.getAttemptCount(), context.getLastException(), random))
                .build();
    }

    private boolean mayPass(Throwable failure) {
        return failure instanceof TransientApiException e
                && e.retryAfter().orElse(Duration.ZERO).compareTo(longestWish) <= 0;
    }

    private Duration pause(int failures, Throwable failure, RandomGenerator random) {
        Duration pause = firstPause;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        pause = pause.compareTo(longestPause) < 0 ? pause : longestPause;
        Duration shortened = Duration.ofNanos((long) (pause.toNanos() * (1 - random.nextDouble() / 2)));
        Duration wish =
                failure instanceof TransientApiException e ? e.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        return shortened.compareTo(wish) < 0 ? wish : shortened;
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
