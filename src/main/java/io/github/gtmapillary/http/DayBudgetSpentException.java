package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;

/**
 * As many requests as the settings allow for a day ({@code tiles_per_day}) have been sent, and nothing more is until the next day.
 * The request never left.
 */
public final class DayBudgetSpentException extends ApiException {

    /**
     * A request that was refused.
     *
     * @param message one line without a token
     * @param resumesAt when requests are sent again: the beginning of a UTC day
     */
    public DayBudgetSpentException(ApiRequest request, String message, Instant resumesAt) {
        super(FailureKind.DAY_BUDGET, request, message, null, resumesAt);
    }
}
