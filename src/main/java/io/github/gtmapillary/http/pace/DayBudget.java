package io.github.gtmapillary.http.pace;

/**
 * A data store's limit of requests to a host in a day.
 *
 * @param count shared with other data stores, whose limits may differ
 * @param limit 1 or more
 */
record DayBudget(DayCount count, int limit) {

    /** Takes one request out of the budget; returns false if it is spent. */
    boolean take() {
        return count.take(limit);
    }

    /** Returns one request to the budget, because it did not reach the host. */
    void giveBack() {
        count.giveBack();
    }

    long left() {
        return count.left(limit);
    }
}
