package io.github.gtmapillary.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one attribute value has to be. Values come as {@link String} (ids and texts), {@link Double}, {@link Boolean} or
 * {@link Long} (times, in milliseconds since 1970), or null where the attribute is absent; absent passes {@link Missing} alone.
 */
public sealed interface ValueCondition {

    /** Whether a value is what it has to be; null is an absent one. */
    boolean passes(@Nullable Object value);

    /**
     * The test that is passed by all that passes this one and another.
     *
     * @return empty when no single test says so
     */
    Optional<ValueCondition> and(ValueCondition other);

    /** Whether no value can pass. */
    default boolean passesNothing() {
        return false;
    }

    /** Whether no value passes both; false where that is not known. */
    default boolean excludes(ValueCondition other) {
        return and(other).filter(ValueCondition::passesNothing).isPresent();
    }

    /** Whether every value that passes this one passes another; false where that is not known. */
    default boolean implies(ValueCondition other) {
        return and(other).filter(this::equals).isPresent();
    }

    /** What values of different kinds pass together: a list of texts tries each of them. */
    private static Optional<ValueCondition> nothingUnlessTexts(ValueCondition test, ValueCondition other) {
        return Optional.of(other instanceof OneOf oneOf ? oneOf.passing(test) : new OneOf(Set.of()));
    }

    /** The text is one of these, letter for letter. */
    record OneOf(Set<String> texts) implements ValueCondition {
        public OneOf {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof String text && texts.contains(text);
        }

        @Override
        public Optional<ValueCondition> and(ValueCondition other) {
            return Optional.of(passing(other));
        }

        private OneOf passing(ValueCondition test) {
            return new OneOf(texts.stream().filter(test::passes).collect(Collectors.toSet()));
        }

        /** The texts that pass none of some tests. */
        OneOf without(List<ValueCondition> tests) {
            return new OneOf(texts.stream()
                    .filter(text -> tests.stream().noneMatch(test -> test.passes(text)))
                    .collect(Collectors.toSet()));
        }

        @Override
        public boolean passesNothing() {
            return texts.isEmpty();
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
    record Like(String like, Pattern regex, String prefix) implements ValueCondition {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof String text && regex.matcher(text).matches();
        }

        /** {@link Pattern} has no equality of its own. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Like that
                    && like.equals(that.like)
                    && prefix.equals(that.prefix)
                    && regex.pattern().equals(that.regex.pattern())
                    && regex.flags() == that.regex.flags();
        }

        @Override
        public int hashCode() {
            return Objects.hash(like, prefix, regex.pattern(), regex.flags());
        }

        @Override
        public Optional<ValueCondition> and(ValueCondition other) {
            if (equals(other)) {
                return Optional.of(this);
            }
            return other instanceof Like ? Optional.empty() : nothingUnlessTexts(this, other);
        }

        @Override
        public String toString() {
            return "like " + like;
        }
    }

    /** The number lies between two bounds, each included or not. */
    record NumberIn(double min, boolean minIncluded, double max, boolean maxIncluded) implements ValueCondition {
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
        public Optional<ValueCondition> and(ValueCondition other) {
            if (!(other instanceof NumberIn span)) {
                return nothingUnlessTexts(this, other);
            }
            NumberIn low = span.min > min || (span.min == min && !span.minIncluded) ? span : this;
            NumberIn high = span.max < max || (span.max == max && !span.maxIncluded) ? span : this;
            return Optional.of(new NumberIn(low.min, low.minIncluded, high.max, high.maxIncluded));
        }

        @Override
        public boolean passesNothing() {
            return min > max || (min == max && !(minIncluded && maxIncluded));
        }

        @Override
        public String toString() {
            return "in " + (minIncluded ? "[" : "(") + min + ", " + max + (maxIncluded ? "]" : ")");
        }
    }

    /** The time lies in a span. */
    record TimeIn(TimeRange range) implements ValueCondition {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof Long millis && range.contains(millis);
        }

        @Override
        public Optional<ValueCondition> and(ValueCondition other) {
            return other instanceof TimeIn time
                    ? Optional.of(new TimeIn(range.intersection(time.range)))
                    : nothingUnlessTexts(this, other);
        }

        @Override
        public boolean passesNothing() {
            return range.from() > range.to();
        }

        @Override
        public String toString() {
            return "in " + range;
        }
    }

    /** The flag is known and has this value. */
    record FlagIs(boolean flag) implements ValueCondition {
        @Override
        public boolean passes(@Nullable Object value) {
            return value instanceof Boolean known && known == flag;
        }

        @Override
        public Optional<ValueCondition> and(ValueCondition other) {
            return equals(other) ? Optional.of(this) : nothingUnlessTexts(this, other);
        }

        @Override
        public String toString() {
            return "= " + flag;
        }
    }

    /** The attribute is absent. */
    record Missing() implements ValueCondition {
        @Override
        public boolean passes(@Nullable Object value) {
            return value == null;
        }

        @Override
        public Optional<ValueCondition> and(ValueCondition other) {
            return equals(other) ? Optional.of(this) : nothingUnlessTexts(this, other);
        }

        @Override
        public String toString() {
            return "is null";
        }
    }
}
