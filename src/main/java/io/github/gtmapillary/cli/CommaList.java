package io.github.gtmapillary.cli;

import java.util.Arrays;
import java.util.List;

/** Names with commas between them, in the user's order, each once; an empty text holds none. */
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

    /** The parts between the commas, empty ones too, without repetitions. */
    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    }
}
