package io.github.gtmapillary.model;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one attribute value has to be. Values come as {@link String} (ids and texts), {@link Double}, {@link Boolean} or
 * {@link Long} (times, in milliseconds since 1970), or null where the attribute is absent; absent passes {@link Missing} alone.
 */
public sealed interface ValueTest {

    /** Whether a value is what it has to be; null is an absent one. */
    boolean passes(@Nullable Object value);

    /** The text is one of these, letter for letter. */
    record OneOf(Set<String> texts) implements ValueTest {
        public OneOf {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof String text && texts.contains(text);
        }

        @Override
        public String toString() {
            return texts.size() == 1 ? "= " + texts.iterator().next() : "in " + new TreeSet<>(texts);
        }
    }

    /**
     * The text matches a pattern as a whole.
     *
     * @param like the pattern as it was written
     * @param regex the same as a regular expression
     * @param prefix what every text that matches begins with, perhaps nothing
     */
    record Like(String like, Pattern regex, String prefix) implements ValueTest {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof String text && regex.matcher(text).matches();
        }

        @Override
        public String toString() {
            return "like " + like;
        }
    }

    /** The number lies between two bounds, each included or not. */
    record NumberIn(double min, boolean minIncluded, double max, boolean maxIncluded) implements ValueTest {
        /** This number alone. */
        public static NumberIn exactly(double number) {
            return new NumberIn(number, true, number, true);
        }

        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof Double number
                    && (minIncluded ? number >= min : number > min)
                    && (maxIncluded ? number <= max : number < max);
        }

        @Override
        public String toString() {
            return "in " + (minIncluded ? "[" : "(") + min + ", " + max + (maxIncluded ? "]" : ")");
        }
    }

    /** The time lies in a span. */
    record TimeIn(TimeRange range) implements ValueTest {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof Long millis && range.contains(millis);
        }

        @Override
        public String toString() {
            return "in " + range;
        }
    }

    /** The flag is known and has this value. */
    record FlagIs(boolean flag) implements ValueTest {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof Boolean known && known == flag;
        }

        @Override
        public String toString() {
            return "= " + flag;
        }
    }

    /** The attribute is absent. */
    record Missing() implements ValueTest {
        @Override
        public boolean passes(@Nullable Object value) {
            return value == null;
        }

        @Override
        public String toString() {
            return "is null";
        }
    }
}
