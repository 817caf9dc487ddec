package io.github.gtmapillary.graph;

import java.util.List;
import java.util.Optional;

/**
 * A list, or a page of one.
 *
 * @param <T> a row, or an id
 * @param rows in the order of the answer
 * @param cursor the cursor for requesting the next page, if the answer holds one
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
     * The cursor of the next page, if there may be one: the answer links to it, or the page is full and its link may be missing.
     *
     * @param pageSize the number of entities in a full page
     */
    public Optional<String> next(int pageSize) {
        return cursor.filter(after -> linked || rows.size() >= pageSize);
    }
}
