package io.github.gtmapillary.model;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole text matches a pattern.
 *
 * @param like the pattern as the filter has it
 * @param regex the same pattern as a regular expression
 * @param prefix the beginning that all matching texts share; may be empty
 */
public record Like(String like, Pattern regex, String prefix) implements ValueCondition {
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
