package io.github.gtmapillary.plan;

import java.util.OptionalLong;

/**
 * How many requests a query makes, as far as that is known beforehand. What is asked for again because an answer failed, can't be read
 * or is doubted comes on top.
 *
 * @param fewest at least, 0 or more
 * @param most at most
 */
public record RequestCount(long fewest, long most) {
    /** @throws IllegalArgumentException if there is no such count */
    public RequestCount {
        if (fewest < 0 || most < fewest) {
            throw new IllegalArgumentException("not from a fewest to a most: " + fewest + ", " + most);
        }
    }

    /**
     * Counts the requests of a plan.
     *
     * @param rows how many will be read; empty when all of them
     * @param limit how many requests to the Graph API a query may make; then it fails
     */
    public static RequestCount of(RequestPlan plan, OptionalLong rows, RequestLimit limit) {
        long most = plan.mostTiles() + plan.mostGraphRequests(limit);
        long fewest = rows.isEmpty() ? plan.plannedRequests() : rows.getAsLong() == 0 ? 0 : plan.fewestRequests();
        return new RequestCount(Math.min(fewest, most), most);
    }

    /** Whether it is known exactly. */
    public boolean isExact() {
        return fewest == most;
    }

    @Override
    public String toString() {
        return isExact() ? Long.toString(most) : fewest + " to " + most;
    }
}
