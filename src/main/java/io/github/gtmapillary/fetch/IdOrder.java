package io.github.gtmapillary.fetch;

import java.util.Comparator;

/** Orders ids by length, then by letter. For ids that are numbers, as most are, this is the order of the numbers. */
final class IdOrder {
    static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private IdOrder() {}
}
