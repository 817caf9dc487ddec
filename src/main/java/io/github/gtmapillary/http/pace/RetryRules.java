package io.github.gtmapillary.http.pace;

import dev.failsafe.RetryPolicy;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.TransientApiException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a request is sent again that failed with a {@link TransientApiException}; no other failure passes by itself.
 *
 * <p>The pauses double from one attempt to the next, each shortened by up to a half at random, so that many requests that failed
 * together do not come back together. A wish of the host to wait ({@code Retry-After}) counts if it is longer.
 *
 * @param attempts in all, 1 or more
 * @param firstPause before the second attempt, when not shortened
 * @param longestPause what the pauses grow to
 * @param longestWish the longest wait that a host may wish for; a request whose host wishes for more fails instead
 * @param total how long after its first failure the last attempt may begin
 */
public record RetryRules(
        int attempts, Duration firstPause, Duration longestPause, Duration longestWish, Duration total) {

    /**
     * Some eight seconds against an outage. How long a query waits where the host says when it will answer is for its {@link
     * Patience} to bound; a wish for more than a day is a mistake.
     */
    public static final RetryRules STANDARD =
            new RetryRules(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofDays(1), Duration.ofDays(1));

    /** @throws IllegalArgumentException if there is no attempt, or on a pause that is not positive */
    public RetryRules {
        if (attempts < 1 || !isPositive(firstPause) || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("no rule for retries: " + attempts + " attempts, pauses from "
                    + firstPause + " to " + longestPause);
        }
    }

    /** The policy that counts attempts and sets pauses. The time in all is not in it, since Failsafe reads no clock but its own. */
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
