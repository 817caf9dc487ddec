package io.github.gtmapillary.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The whole text matches a pattern.
 *
 * @param like the pattern as the filter has it
 * @param regex the same pattern as a regular expression, after {@code (?i)} if case is ignored. It tells patterns apart and matches
 *     nothing.
 * @param prefix the beginning that all matching texts share; may be empty
 * @param matcher tells whether a text matches; safe for many threads
 */
public record Like(String like, String regex, String prefix, Predicate<String> matcher) implements ValueCondition {
    @Override
    public boolean passes(@Nullable Object value) {
        return value instanceof String text && matcher.test(text);
    }

    /** Matchers have no equality of their own. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Like that
                && like.equals(that.like)
                && prefix.equals(that.prefix)
                && regex.equals(that.regex);
    }

    @Override
    public int hashCode() {
        return Objects.hash(like, prefix, regex);
    }

    @Override
    public Optional<ValueCondition> and(ValueCondition other) {
        if (equals(other)) {
            return Optional.of(this);
        }
        return other instanceof Like ? Optional.empty() : OneOf.nothingUnlessTexts(this, other);
    }

    @Override
    public Optional<String> commonPrefix() {
        return Optional.of(prefix);
    }

    @Override
    public String toString() {
        return "like " + like;
    }
}
