package io.github.gtmapillary.fetch;

import java.util.Comparator;

/** Orders ids as the numbers that most of them are, without making numbers of them; others by length and letter. */
final class IdOrder {
    static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private IdOrder() {}
}
