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
 * Prepares text from outside for a message: one line, short, and free of tokens and other secrets. It hides the secrets it knows, learns
 * new ones as tokens are refreshed, and hides every text that looks like a token.
 *
 * <p>A token comes back in more forms than it was sent in: raw, percent-encoded once or twice (the login redirect repeats the request URL
 * inside a parameter), or escaped in JSON. The token's secret part is also hidden where it stands alone.
 */
public final class SafeText {

    private static final String REDACTED = "[redacted]";
    private static final int LONGEST_EXCERPT = 160;

    /** From this length on, the last part of {@code MLY|<app id>|<secret>} counts as a secret of its own. */
    private static final int SHORTEST_SECRET = 16;

    /** Any token in a query, also one of another user. */
    private static final Pattern TOKEN_PARAMETER =
            Pattern.compile("(?i)((?:access|refresh)_token(?:=|%(?:25)*3d))[^&\\s\"'<>]+");

    private static final String BAR = "(?:\\||%(?:25)*7c|\\\\u007c)";

    /** Texts shaped like a client token or a client secret. */
    private static final Pattern CLIENT_TOKEN = Pattern.compile("(?i)MLY" + BAR + "[0-9]+" + BAR + "[0-9a-f]{16,}");

    private final Map<String, Pattern> secrets = new ConcurrentHashMap<>();

    /** Hides this text too from now on; it must not be blank. */
    public void alsoHide(String secret) {
        secrets.computeIfAbsent(secret, SafeText::formsOf);
    }

    private static Pattern formsOf(String value) {
        String secret = value.substring(value.lastIndexOf('|') + 1);
        String forms = anyEncodingOf(value) + (secret.length() < SHORTEST_SECRET ? "" : "|" + anyEncodingOf(secret));
        return Pattern.compile(forms, Pattern.CASE_INSENSITIVE);
    }

    /** Returns the text without anything shaped like a client token, for texts that should hold none. */
    public static String withoutClientTokens(String text) {
        return CLIENT_TOKEN.matcher(text).replaceAll(REDACTED);
    }

    /** Replaces line breaks and other control characters by single blanks. */
    public static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\s\\u2028\\u2029]+", " ").strip();
    }

    /** Returns the text in one line without secrets. */
    public String redact(String text) {
        String safe = TOKEN_PARAMETER.matcher(oneLine(text)).replaceAll("$1" + REDACTED);
        for (Pattern secret : secrets.values()) {
            safe = secret.matcher(safe).replaceAll(REDACTED);
        }
        return withoutClientTokens(safe);
    }

    /** Like {@link #redact}, but cut after 160 characters. The cut comes last, because an earlier cut could let half a token through. */
    public String excerpt(String text) {
        String line = redact(text);
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    /** A copy of a failure with its causes and suppressed failures: class names, stack traces and redacted messages. */
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

    /** Stands in for another library's exception, whose message may hold a URL; its own message names that exception's class. */
    private static final class RedactedFailure extends Exception {
        RedactedFailure(String originalText, @Nullable Throwable cause) {
            super(originalText, cause);
        }
    }
}
