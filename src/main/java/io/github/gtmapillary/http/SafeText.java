package io.github.gtmapillary.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes text from outside fit for a message: one line, short, and free of tokens and other secrets. Knows those it was told of, and
 * learns more as tokens are refreshed; whatever looks like a token goes as well.
 *
 * <p>The token comes back in more forms than it was sent in: raw, percent-encoded once or twice (the login redirect repeats the
 * request URL inside a parameter), or escaped in JSON; its secret part is looked for alone as well.
 */
public final class SafeText {

    private static final String REDACTED = "[redacted]";
    private static final int LONGEST_EXCERPT = 160;

    /** The last part of {@code MLY|<app id>|<secret>} counts as a secret of its own from this length on. */
    private static final int SHORTEST_SECRET = 16;

    /** Any token in a query, of any owner. */
    private static final Pattern TOKEN_PARAMETER =
            Pattern.compile("(?i)((?:access|refresh)_token(?:=|%(?:25)*3d))[^&\\s\"'<>]+");

    private static final String BAR = "(?:\\||%(?:25)*7c|\\\\u007c)";

    /** Texts in the form of a client token or a client secret. */
    private static final Pattern CLIENT_TOKEN = Pattern.compile("(?i)MLY" + BAR + "[0-9]+" + BAR + "[0-9a-f]{16,}");

    private final Map<String, Pattern> secrets = new ConcurrentHashMap<>();

    /** Hides this text too from now on; not blank. */
    public void alsoHide(String secret) {
        secrets.computeIfAbsent(secret, SafeText::formsOf);
    }

    private static Pattern formsOf(String value) {
        String secret = value.substring(value.lastIndexOf('|') + 1);
        String forms = anyEncodingOf(value) + (secret.length() < SHORTEST_SECRET ? "" : "|" + anyEncodingOf(secret));
        return Pattern.compile(forms, Pattern.CASE_INSENSITIVE);
    }

    /** The text without what has the form of a client token, for texts that nobody meant to hold one. */
    public static String withoutClientTokens(String text) {
        return CLIENT_TOKEN.matcher(text).replaceAll(REDACTED);
    }

    /** Line breaks and other control characters become single blanks. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\s\\u2028\\u2029]+", " ").strip();
    }

    /** The text in one line without a secret. */
    public String redact(String text) {
        String safe = TOKEN_PARAMETER.matcher(oneLine(text)).replaceAll("$1" + REDACTED);
        for (Pattern secret : secrets.values()) {
            safe = secret.matcher(safe).replaceAll(REDACTED);
        }
        return withoutClientTokens(safe);
    }

    /** As {@link #redact}, cut after 160 characters. The cut comes last, or half a token would pass. */
    public String excerpt(String text) {
        String line = redact(text);
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    /** A copy of a failure, its causes and what it suppressed: class names, stack traces and messages, the token redacted. */
    public Throwable copyOf(Throwable failure) {
        return copyOf(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private Throwable copyOf(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        Throwable cause = failure.getCause();
        RedactedFailure copy = new RedactedFailure(
                redact(failure.toString()), cause == null || seen.contains(cause) ? null : copyOf(cause, seen));
        copy.setStackTrace(failure.getStackTrace());
        List<Throwable> suppressed = new ArrayList<>(List.of(failure.getSuppressed()));
        suppressed.removeIf(seen::contains);
        suppressed.forEach(other -> copy.addSuppressed(copyOf(other, seen)));
        return copy;
    }

    private static String anyEncodingOf(String secret) {
        StringBuilder pattern = new StringBuilder();
        secret.chars().forEach(c -> {
            String quoted = Pattern.quote(Character.toString(c));
            if (Character.isLetterOrDigit(c)) {
                pattern.append(quoted);
            } else {
                String hex = Integer.toHexString(c);
                pattern.append("(?:" + quoted + "|%(?:25)*" + hex + "|\\\\u00" + hex + ")");
            }
        });
        return pattern.toString();
    }

    /** Stands in for an exception of another library, whose message may hold a URL; its own message names the class of that one. */
    private static final class RedactedFailure extends Exception {
        RedactedFailure(String originalText, @Nullable Throwable cause) {
            super(originalText, cause);
        }
    }
}
