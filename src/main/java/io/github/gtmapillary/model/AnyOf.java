package io.github.gtmapillary.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * An OR of conditions. Without any condition, no feature fulfils it.
 *
 * @param conditions the conditions; a feature has to fulfil at least one of them
 */
public record AnyOf(List<Condition> conditions) implements Condition {
    public AnyOf {
        conditions = List.copyOf(conditions);
    }

    @Override
    public BooleanSupplier bind(Binding binding) {
        BooleanSupplier[] tests = conditions.stream().map(c -> c.bind(binding)).toArray(BooleanSupplier[]::new);
        return () -> anyIs(true, tests);
    }

    @Override
    public Optional<Set<String>> requiredTexts(String attribute) {
        Set<String> all = new LinkedHashSet<>();
        for (Condition condition : conditions) {
            Optional<Set<String>> some = condition.requiredTexts(attribute);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        return Optional.of(all);
    }

    @Override
    public int size() {
        return 1 + conditions.stream().mapToInt(Condition::size).sum();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.anyOf(this);
    }

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "nothing"
                : conditions.stream().map(Condition::toString).collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Tells whether one of the tests has an outcome. An undecided test does not matter if another test has that outcome. */
    static boolean anyIs(boolean outcome, BooleanSupplier[] tests) {
        UndecidedException undecided = null;
        for (BooleanSupplier test : tests) {
            try {
                if (test.getAsBoolean() == outcome) {
                    return true;
                }
            } catch (UndecidedException e) {
                undecided = e;
            }
        }
        if (undecided != null) {
            throw undecided;
        }
        return false;
    }
}
