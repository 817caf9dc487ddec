package io.github.gtmapillary.cli;

import java.util.List;
import java.util.Optional;

/**
 * Finds arguments that Java could not read.
 *
 * <p>Java decodes arguments by the locale of the process. In the locale {@code C} each byte beyond ASCII becomes U+FFFD, the
 * replacement character: a filter with such a text would find nothing, and a file would get another name.
 */
final class UnreadableArgument {

    private static final char REPLACEMENT_CHARACTER = '\uFFFD';

    private UnreadableArgument() {}

    /** Describes the first unreadable argument and the remedy; empty if all can be read. */
    static Optional<String> in(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).indexOf(REPLACEMENT_CHARACTER) >= 0) {
                return Optional.of(name(arguments, i) + " holds bytes that are no " + encoding()
                        + ": set the environment variable LC_ALL to a UTF-8 locale, as in LC_ALL=C.UTF-8,"
                        + " and write the argument in UTF-8");
            }
        }
        return Optional.empty();
    }

    /** Names an argument without its text, which may be a token. */
    private static String name(List<String> arguments, int index) {
        String argument = arguments.get(index);
        if (argument.matches("(?s)--?[A-Za-z-]+=.*")) {
            return "the value of " + argument.substring(0, argument.indexOf('='));
        }
        String before = index == 0 ? "" : arguments.get(index - 1);
        return before.matches("--?[A-Za-z-]+") ? "the value of " + before : "argument " + (index + 1);
    }

    private static String encoding() {
        String encoding = System.getProperty("sun.jnu.encoding", "text of this locale");
        return encoding.startsWith("ANSI_X3.4") ? "ASCII text" : encoding;
    }
}
