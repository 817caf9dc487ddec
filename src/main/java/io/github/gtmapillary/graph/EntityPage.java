package io.github.gtmapillary.graph;

import java.util.List;
import java.util.Optional;

/**
 * A list, or a part of one.
 *
 * @param <T> a row, or an id
 * @param rows in the order of the answer
 * @param cursor what the next page has to be asked for with, if the answer says so
 * @param linked whether the answer holds the address of a next page
 */
public record EntityPage<T>(List<T> rows, Optional<String> cursor, boolean linked) {
    public EntityPage {
        rows = List.copyOf(rows);
    }

    /** The cursor of the next page, if the answer links to one. */
    public Optional<String> next() {
        return cursor.filter(after -> linked);
    }

    /**
     * The cursor of the next page, if there may be one: an answer that links to it says so, and one that is full may have forgotten to.
     *
     * @param pageSize how many entities a full page has
     */
    public Optional<String> next(int pageSize) {
        return cursor.filter(after -> linked || rows.size() >= pageSize);
    }
}
