package io.github.gtmapillary.model;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A condition on the position of a point feature.
 *
 * @param box the box in which the position has to lie, edges included
 */
public record PositionIn(Bbox box) implements Condition {
    @Override
    public BooleanSupplier bind(Binding binding) {
        return binding.position(box);
    }

    @Override
    public Optional<Set<String>> requiredTexts(String attribute) {
        return Optional.empty();
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.position(this);
    }

    @Override
    public String toString() {
        return "position in " + box;
    }
}
