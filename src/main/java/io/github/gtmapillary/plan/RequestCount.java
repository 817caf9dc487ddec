package io.github.gtmapillary.plan;

import java.util.OptionalLong;

/**
 * The number of requests that a query makes, as far as it is known beforehand. Repetitions of failed, unreadable or doubtful answers are
 * not counted.
 *
 * @param fewest the least number, 0 or more
 * @param most the greatest number
 */
public record RequestCount(long fewest, long most) {
    /** @throws IllegalArgumentException if these are not a least and a greatest number */
    public RequestCount {
        if (fewest < 0 || most < fewest) {
            throw new IllegalArgumentException("no range of counts: " + fewest + ", " + most);
        }
    }

    /**
     * Counts the requests of a plan.
     *
     * @param rows the number of rows that will be read; empty for all of them
     * @param limit the limit on a query's requests to the Graph API; beyond it the query fails
     */
    public static RequestCount of(RequestPlan plan, OptionalLong rows, RequestLimit limit) {
        long most = plan.mostTiles() + plan.mostGraphRequests(limit);
        long fewest = rows.isEmpty() ? plan.plannedRequests() : rows.getAsLong() == 0 ? 0 : plan.fewestRequests();
        return new RequestCount(Math.min(fewest, most), most);
    }

    /** Whether the number is known exactly. */
    private boolean isExact() {
        return fewest == most;
    }

    @Override
    public String toString() {
        return isExact() ? Long.toString(most) : fewest + " to " + most;
    }
}
