package io.github.gtmapillary.model;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A condition on the value of one attribute.
 *
 * @param attribute the name of the attribute
 * @param test the condition on its value
 */
public record AttributePasses(String attribute, ValueCondition test) implements Condition {
    @Override
    public BooleanSupplier bind(Binding binding) {
        return binding.attribute(attribute, test);
    }

    @Override
    public Optional<Set<String>> requiredTexts(String name) {
        return name.equals(attribute) ? test.listedTexts() : Optional.empty();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.attribute(this);
    }

    @Override
    public String toString() {
        return attribute + " " + test;
    }
}
