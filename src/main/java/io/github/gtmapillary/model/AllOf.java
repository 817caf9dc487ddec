package io.github.gtmapillary.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * An AND of conditions. Without any condition, every feature fulfils it.
 *
 * @param conditions the conditions that a feature has to fulfil
 */
public record AllOf(List<Condition> conditions) implements Condition {
    public AllOf {
        conditions = List.copyOf(conditions);
    }

    @Override
    public BooleanSupplier bind(Binding binding) {
        BooleanSupplier[] tests = conditions.stream().map(c -> c.bind(binding)).toArray(BooleanSupplier[]::new);
        return () -> !AnyOf.anyIs(false, tests);
    }

    @Override
    public Optional<Set<String>> requiredTexts(String attribute) {
        return conditions.stream()
                .flatMap(condition -> condition.requiredTexts(attribute).stream())
                .reduce((some, others) -> {
                    Set<String> both = new LinkedHashSet<>(some);
                    both.retainAll(others);
                    return both;
                });
    }

    @Override
    public int size() {
        return 1 + conditions.stream().mapToInt(Condition::size).sum();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.allOf(this);
    }

    @Override
    public String toString() {
        return conditions.isEmpty()
                ? "everything"
                : conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
    }
}
