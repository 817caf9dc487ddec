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

    /** Every type has an attribute of this name, and the grammar takes the bare word for the start of {@code ID IN (…)}. */
    private static final Pattern ID_KEYWORD = Pattern.compile("\"id\\b", Pattern.CASE_INSENSITIVE);

    private static final String ID_HINT = "; id is a word of ECQL: write \"id\" in double quotes for the attribute";

    private CqlText() {}

    /**
     * Parses ECQL.
     *
     * @throws IllegalArgumentException with one line on what is wrong, and where if the parser knows
     */
    static Filter parse(String text) {
        try {
            return ECQL.toFilter(text);
        } catch (CQLException | RuntimeException e) {
            // GeoTools says with whatever exception that it knows no such reference system
            throw new IllegalArgumentException("'" + text + "' is not ECQL: " + reason(e, text), e);
        }
    }

    private static String reason(Exception e, String text) {
        String message = String.valueOf(e.getMessage()).replace(" Parsing : " + text + ".", "");
        Matcher position = POSITION.matcher(message);
        if (!position.matches()) {
            return message.lines().findFirst().orElse("").strip();
        }
        String token = position.group("token");
        String where = "unexpected " + token + " at column " + position.group("column");
        return ID_KEYWORD.matcher(token).lookingAt() ? where + ID_HINT : where;
    }
}
