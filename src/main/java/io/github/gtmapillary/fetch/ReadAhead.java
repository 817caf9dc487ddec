package io.github.gtmapillary.fetch;

/**
 * How many requests of one list are under way at a time.
 *
 * @param first how many the list begins with. Each answer from the network doubles the number; an answer from a cache does not.
 * @param most how many it grows to
 */
record ReadAhead(int first, int most) {

    /** One request after the other: each depends on the answer before it. */
    static final ReadAhead NONE = new ReadAhead(1, 1);

    /** Looks as far ahead as it may from the beginning. */
    static ReadAhead of(int requests) {
        return new ReadAhead(requests, requests);
    }

    /** Begins with one request: a reader that is likely to stop early shall not ask for much that it does not read. */
    ReadAhead carefully() {
        return new ReadAhead(1, most);
    }
}
