package io.github.gtmapillary.sandbox.graph;

import java.util.List;
import java.util.regex.Pattern;

/** A search by class. {@code *} matches any text, including {@code --}; an empty list matches every class. */
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
