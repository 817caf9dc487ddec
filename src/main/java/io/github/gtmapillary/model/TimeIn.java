package io.github.gtmapillary.model;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The value is a time in a range.
 *
 * @param range the range, both ends included
 */
public record TimeIn(TimeRange range) implements ValueCondition {
    @Override
    public boolean passes(@Nullable Object value) {
        return value instanceof Long millis && range.contains(millis);
    }

    @Override
    public Optional<ValueCondition> and(ValueCondition other) {
        return other instanceof TimeIn time
                ? Optional.of(new TimeIn(range.intersection(time.range)))
                : OneOf.nothingUnlessTexts(this, other);
    }

    @Override
    public boolean passesNothing() {
        return range.from() > range.to();
    }

    @Override
    public Optional<TimeRange> times() {
        return Optional.of(range);
    }

    @Override
    public TimeIn withTimes(UnaryOperator<TimeRange> change) {
        return new TimeIn(change.apply(range));
    }

    @Override
    public String toString() {
        return "in " + range;
    }
}
