package io.github.gtmapillary.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value is a number between two bounds.
 *
 * @param min the lower bound
 * @param minIncluded whether the lower bound itself passes
 * @param max the upper bound
 * @param maxIncluded whether the upper bound itself passes
 */
public record NumberIn(double min, boolean minIncluded, double max, boolean maxIncluded) implements ValueCondition {
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
            return OneOf.nothingUnlessTexts(this, other);
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
