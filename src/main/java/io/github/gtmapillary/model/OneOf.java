package io.github.gtmapillary.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The value is one of some texts. Upper and lower case differ.
 *
 * @param texts the texts
 */
public record OneOf(Set<String> texts) implements ValueCondition {
    public OneOf {
        texts = Set.copyOf(texts);
    }

    @Override
    public boolean passes(@Nullable Object value) {
        return value instanceof String text && texts.contains(text);
    }

    @Override
    public Optional<ValueCondition> and(ValueCondition other) {
        return Optional.of(passing(other));
    }

    private OneOf passing(ValueCondition test) {
        return new OneOf(texts.stream().filter(test::passes).collect(Collectors.toSet()));
    }

    @Override
    public Optional<Set<String>> listedTexts() {
        return Optional.of(texts);
    }

    @Override
    public OneOf without(List<ValueCondition> tests) {
        if (tests.isEmpty()) {
            return this;
        }
        return new OneOf(texts.stream()
                .filter(text -> tests.stream().noneMatch(test -> test.passes(text)))
                .collect(Collectors.toSet()));
    }

    @Override
    public boolean passesNothing() {
        return texts.isEmpty();
    }

    @Override
    public String toString() {
        return texts.size() == 1 ? "= " + texts.iterator().next() : "in " + new TreeSet<>(texts);
    }

    /** Combines conditions on values of different kinds. No value passes both, except for listed texts: each of them is tested. */
    static Optional<ValueCondition> nothingUnlessTexts(ValueCondition test, ValueCondition other) {
        return Optional.of(other instanceof OneOf oneOf ? oneOf.passing(test) : new OneOf(Set.of()));
    }
}
