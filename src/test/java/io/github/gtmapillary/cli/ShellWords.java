package io.github.gtmapillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line as a shell reads it, as far as documents need: words, double quotes and {@code $NAME}. */
final class ShellWords {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

    private ShellWords() {}

    /** The words of a line without their quotes. */
    static List<String> of(String line, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(expanded(word.group().replace("\"", ""), variables));
        }
        return words;
    }

    private static String expanded(String word, Map<String, String> variables) {
        return VARIABLE.matcher(word).replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
    }

    private static String value(MatchResult variable, Map<String, String> variables) {
        String value = variables.get(variable.group(1));
        if (value == null) {
            throw new AssertionError(variable.group() + " is not explained before it is used");
        }
        return value;
    }
}
