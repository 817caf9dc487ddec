package io.github.gtmapillary.sandbox.graph;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * One page of the matches of a search.
 *
 * @param start index of its first match among all matches
 * @param end index after its last match
 * @param more whether another page follows
 */
record Page<E>(List<E> entities, int start, int end, boolean more) {

    static final String CURSOR = "after";

    /** Returns the page after the cursor of the request, or the first page without a cursor. */
    static <E> Page<E> of(List<E> all, QueryParameters query, int limit) {
        int start = Math.min(query.read(CURSOR, Page::index).orElse(0), all.size());
        int end = Math.min(start + limit, all.size());
        return new Page<>(all.subList(start, end), start, end, end < all.size());
    }

    String before() {
        return cursor(start);
    }

    String after() {
        return cursor(end);
    }

    private static String cursor(int index) {
        return Base64.getUrlEncoder().encodeToString(("n" + index).getBytes(StandardCharsets.UTF_8));
    }

    private static int index(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!text.matches("n\\d+")) {
            throw new IllegalArgumentException("not a cursor: " + cursor);
        }
        return Integer.parseInt(text.substring(1));
    }
}
