package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;

/**
 * The settings' limit of requests for a day ({@code tiles_per_day}) is reached, so nothing more is sent before the next day. This request
 * was not sent.
 */
public final class DayBudgetSpentException extends ApiException {

    /**
     * Refuses a request.
     *
     * @param message one line without a token
     * @param resumesAt when sending resumes: the beginning of a UTC day
     */
    public DayBudgetSpentException(ApiRequest request, String message, Instant resumesAt) {
        super(FailureKind.DAY_BUDGET, request, message, null, resumesAt);
    }
}
