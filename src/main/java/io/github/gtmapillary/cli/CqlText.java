package io.github.gtmapillary.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/** A filter as the user wrote it in ECQL. */
final class CqlText {

    /** The parser's message: what it met, where, and on further lines each of forty tokens it would rather have met. */
    private static final Pattern POSITION =
            Pattern.compile("(?s)Encountered (?<token>.*?) at line \\d+, column (?<column>\\d+)\\..*");

    private CqlText() {}

    /**
     * Parses ECQL.
     *
     * @throws IllegalArgumentException with one line on what is wrong, and where if the parser knows
     */
    static Filter parse(String text) {
        try {
            return ECQL.toFilter(text);
        } catch (CQLException | IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not ECQL: " + reason(e, text), e);
        }
    }

    private static String reason(Exception e, String text) {
        String message = String.valueOf(e.getMessage()).replace(" Parsing : " + text + ".", "");
        Matcher position = POSITION.matcher(message);
        return position.matches()
                ? "unexpected " + position.group("token") + " at column " + position.group("column")
                : message.lines().findFirst().orElse("").strip();
    }
}
