package io.github.gtmapillary.sandbox;

import java.util.List;
import java.util.regex.Pattern;

/** Classes to search for; {@code *} stands for any text, {@code --} included. None given means any. */
record ValuePattern(List<Pattern> patterns) {

    static ValuePattern of(QueryParameters query, String parameter) {
        return new ValuePattern(
                query.list(parameter).stream().map(ValuePattern::pattern).toList());
    }

    boolean matches(String value) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matcher(value).matches());
    }

    private static Pattern pattern(String value) {
        return Pattern.compile(Pattern.quote(value).replace("*", "\\E.*\\Q"));
    }
}
