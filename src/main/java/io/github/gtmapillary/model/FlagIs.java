package io.github.gtmapillary.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value is known and is this flag.
 *
 * @param flag the flag that passes
 */
public record FlagIs(boolean flag) implements ValueCondition {
    @Override
    public boolean passes(@Nullable Object value) {
        return value instanceof Boolean known && known == flag;
    }

    @Override
    public Optional<ValueCondition> and(ValueCondition other) {
        return equals(other) ? Optional.of(this) : OneOf.nothingUnlessTexts(this, other);
    }

    @Override
    public String toString() {
        return "= " + flag;
    }
}
