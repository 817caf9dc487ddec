package io.github.gtmapillary.http.pace;

/**
 * How many requests a data store may send to a host in a day.
 *
 * @param count shared with other data stores, which may have other limits
 * @param limit 1 or more
 */
record DayBudget(DayCount count, int limit) {

    /** Takes one request out of it; false if it is spent. */
    boolean take() {
        return count.take(limit);
    }

    /** Gives one request back that did not reach the host. */
    void giveBack() {
        count.giveBack();
    }

    long left() {
        return count.left(limit);
    }
}
