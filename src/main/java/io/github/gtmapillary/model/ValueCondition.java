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
 * A condition on the value of one attribute. A value is a {@link String} (ids and texts), a {@link Double}, a {@link Boolean} or a
 * {@link Long} (times, in milliseconds since 1970). It is null if the attribute is absent. Null passes {@link Missing} alone.
 */
public sealed interface ValueCondition {

    /**
     * Tests a value.
     *
     * @param value the value; null if the attribute is absent
     * @return whether the value fulfils this condition
     */
    boolean passes(@Nullable Object value);

    /**
     * Combines this condition with another one by AND.
     *
     * @param other another condition on the same attribute
     * @return a single condition that is equal to the AND of the two; empty if there is none
     */
    Optional<ValueCondition> and(ValueCondition other);

    /**
     * Tells whether no value can pass.
     *
     * @return true only if that is certain
     */
    default boolean passesNothing() {
        return false;
    }

    /**
     * Tells whether no value passes both this condition and another one.
     *
     * @param other another condition on the same attribute
     * @return true only if that is certain
     */
    default boolean excludes(ValueCondition other) {
        return and(other).filter(ValueCondition::passesNothing).isPresent();
    }

    /**
     * Tells whether every value that passes this condition also passes another one.
     *
     * @param other another condition on the same attribute
     * @return true only if that is certain
     */
    default boolean implies(ValueCondition other) {
        return and(other).filter(this::equals).isPresent();
    }

    /** Combines conditions on values of different kinds. No value passes both, except for listed texts: each of them is tested. */
    private static Optional<ValueCondition> nothingUnlessTexts(ValueCondition test, ValueCondition other) {
        return Optional.of(other instanceof OneOf oneOf ? oneOf.passing(test) : new OneOf(Set.of()));
    }

    /**
     * The value is one of some texts. Upper and lower case differ.
     *
     * @param texts the texts
     */
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

        /** Leaves out the texts that pass one of some conditions. */
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
     * The whole text matches a pattern.
     *
     * @param like the pattern as the filter has it
     * @param regex the same pattern as a regular expression
     * @param prefix the beginning that all matching texts share; may be empty
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

    /**
     * The value is a number between two bounds.
     *
     * @param min the lower bound
     * @param minIncluded whether the lower bound itself passes
     * @param max the upper bound
     * @param maxIncluded whether the upper bound itself passes
     */
    record NumberIn(double min, boolean minIncluded, double max, boolean maxIncluded) implements ValueCondition {
        /**
         * Makes the condition that only one number passes.
         *
         * @param number the number
         * @return the condition
         */
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

    /**
     * The value is a time in a range.
     *
     * @param range the range, both ends included
     */
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

    /**
     * The value is known and is this flag.
     *
     * @param flag the flag that passes
     */
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
