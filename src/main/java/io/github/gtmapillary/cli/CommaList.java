package io.github.gtmapillary.cli;

import java.util.Arrays;
import java.util.List;

/** Comma-separated names in the user's order without repetitions. An empty text has no names. */
record CommaList(List<String> names) {

    CommaList {
        names = List.copyOf(names);
        if (names.contains("")) {
            throw new IllegalArgumentException("a name is missing between two commas");
        }
    }

    static CommaList parse(String text) {
        return new CommaList(text.isBlank() ? List.of() : split(text));
    }

    /** Returns the parts between the commas, including empty ones, without repetitions. */
    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    }
}
