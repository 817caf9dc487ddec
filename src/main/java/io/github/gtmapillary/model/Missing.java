package io.github.gtmapillary.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attribute is absent. */
public record Missing() implements ValueCondition {
    @Override
    public boolean passes(@Nullable Object value) {
        return value == null;
    }

    @Override
    public Optional<ValueCondition> and(ValueCondition other) {
        return equals(other) ? Optional.of(this) : OneOf.nothingUnlessTexts(this, other);
    }

    @Override
    public String toString() {
        return "is null";
    }
}
