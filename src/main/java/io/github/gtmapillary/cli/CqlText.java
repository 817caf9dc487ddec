package io.github.gtmapillary.cli;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.jspecify.annotations.Nullable;

/** A filter in ECQL, as the user wrote it. */
final class CqlText {

    /** The parser's message: the unexpected token, its place, and on further lines each of forty expected tokens. */
    private static final Pattern POSITION =
            Pattern.compile("(?s)Encountered (?<token>.*?) at line \\d+, column (?<column>\\d+)\\..*");

    /** Every type has an attribute of this name, and the grammar takes the bare word for the start of {@code ID IN (…)}. */
    private static final Pattern ID_KEYWORD = Pattern.compile("\"id\\b", Pattern.CASE_INSENSITIVE);

    private static final String ID_HINT = "; id is a word of ECQL: write \"id\" in double quotes for the attribute";

    /** More levels of brackets than any filter needs; the time of GeoTools' parser grows with the square of their number. */
    static final int MAX_BRACKETS = 5000;

    /**
     * Bytes of stack for the parser, which calls itself for each bracket: {@link #MAX_BRACKETS} take less than 16 MB. A stack must not
     * overflow here, because the JVM may need hours to leave an overflown stack of this size. Only used bytes take memory.
     */
    private static final long STACK_BYTES = 64L << 20;

    private static final String DEPTH_HINT =
            "; list values in one condition, as in \"id\" IN ('1', '2'), use fewer brackets, or make several queries of it";

    private static final int SHOWN_CHARACTERS = 200;

    private CqlText() {}

    /**
     * Parses ECQL. Thousands of conditions may be joined with {@code OR} or {@code AND}: the result holds them side by side, not nested.
     *
     * @throws IllegalArgumentException with one line on what is wrong, and where if the parser knows
     */
    static Filter parse(String text) {
        int brackets = nestedBrackets(text);
        if (brackets > MAX_BRACKETS) {
            throw new IllegalArgumentException("'" + shown(text) + "' has " + brackets
                    + " levels of brackets, more than the " + MAX_BRACKETS + " that can be read" + DEPTH_HINT);
        }
        FutureTask<Filter> task =
                new FutureTask<>(() -> ConstantCondition.refusedIn(FlatFilter.of(ECQL.toFilter(text))));
        new Thread(null, task, "CQL parser", STACK_BYTES).start();
        try {
            return result(task);
        } catch (ExecutionException e) {
            throw new IllegalArgumentException("'" + shown(text) + "' " + reason(e.getCause(), text), e);
        }
    }

    /** Returns how many brackets are open at once at most; brackets in quotes don't count. */
    private static int nestedBrackets(String text) {
        int open = 0;
        int most = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                most = Math.max(most, ++open);
            } else if (c == ')' || c == ']') {
                open--;
            }
        }
        return most;
    }

    /** Waits for as long as it takes: an interrupt ends no parser, and stays for those who wait for something that may last. */
    private static Filter result(FutureTask<Filter> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String reason(@Nullable Throwable failure, String text) {
        if (failure instanceof FlatFilter.TooDeepException) {
            return failure.getMessage() + DEPTH_HINT;
        }
        if (failure instanceof ConstantCondition.Refused) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof ClassCastException) {
            // GeoTools' builder takes the operand for an attribute's name without a look
            return "is not ECQL: a constant stands where only the name of an attribute may";
        }
        if (failure instanceof CQLException || failure instanceof RuntimeException) {
            // GeoTools reports an unknown reference system by various exceptions
            return "is not ECQL: " + mistake(String.valueOf(failure.getMessage()), text);
        }
        throw new IllegalStateException(failure);
    }

    private static String mistake(String given, String text) {
        String message = given.replace(" Parsing : " + text + ".", "");
        Matcher position = POSITION.matcher(message);
        if (!position.matches()) {
            return message.lines().findFirst().orElse("").strip();
        }
        String token = position.group("token");
        String where = "unexpected " + token + " at column " + position.group("column");
        return ID_KEYWORD.matcher(token).lookingAt() ? where + ID_HINT : where;
    }

    /** A filter may be longer than a screen. */
    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
