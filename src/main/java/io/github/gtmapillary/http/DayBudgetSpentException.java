package io.github.gtmapillary.http;

import java.time.Instant;

/**
 * As many requests as the settings allow for a day ({@code tiles_per_day}) have been sent, and nothing more is until the next day.
 * The request never left.
 */
public final class DayBudgetSpentException extends ApiException {

    private final Instant resumesAt;

    /** @param message one line without a token */
    public DayBudgetSpentException(ApiRequest request, String message, Instant resumesAt) {
        super(request, message, null);
        this.resumesAt = resumesAt;
    }

    /** When requests are sent again: the beginning of a UTC day. */
    public Instant resumesAt() {
        return resumesAt;
    }
}
