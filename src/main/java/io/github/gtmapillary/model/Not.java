package io.github.gtmapillary.model;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A negation.
 *
 * @param condition the condition that a feature must not fulfil
 */
public record Not(Condition condition) implements Condition {
    @Override
    public BooleanSupplier bind(Binding binding) {
        BooleanSupplier test = condition.bind(binding);
        return () -> !test.getAsBoolean();
    }

    @Override
    public Optional<Set<String>> requiredTexts(String attribute) {
        return Optional.empty();
    }

    @Override
    public int size() {
        return 1 + condition.size();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.not(this);
    }

    @Override
    public String toString() {
        return "not (" + condition + ")";
    }
}
