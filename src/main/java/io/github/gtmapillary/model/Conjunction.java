package io.github.gtmapillary.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Simplifies an AND of conditions. It merges the conditions on one attribute where one condition can say the same. So it finds
 * conditions that exclude each other before a request is made for them.
 */
final class Conjunction {
    private static final List<ValueCondition> NONE = List.of();

    /** For each attribute, the conditions that its value has to pass. */
    private final Map<String, List<ValueCondition>> passed = new LinkedHashMap<>();
    /** For each attribute, the conditions that its value must not pass. */
    private final Map<String, List<ValueCondition>> failed = new LinkedHashMap<>();

    private final Possibility possibility = new Possibility();

    private Conjunction(List<Condition> parts) {
        for (Condition part : parts) {
            if (part instanceof AttributePasses passes) {
                add(passed.computeIfAbsent(passes.attribute(), name -> new ArrayList<>()), passes.test());
            } else if (part instanceof Not not && not.condition() instanceof AttributePasses passes) {
                failed.computeIfAbsent(passes.attribute(), name -> new ArrayList<>())
                        .add(passes.test());
            }
        }
        failed.replaceAll((attribute, tests) -> withMergedTexts(tests));
        passed.forEach((attribute, tests) -> tests.replaceAll(test -> withoutTexts(attribute, test)));
    }

    /**
     * Simplifies the parts of an AND.
     *
     * @param parts the parts, none of them an {@link AllOf}
     * @return parts that mean the same; only {@link Condition#NEVER} if two parts exclude each other
     */
    static List<Condition> simplified(List<Condition> parts) {
        List<Condition> current = parts;
        while (true) {
            Conjunction conjunction = new Conjunction(current);
            if (conjunction.isImpossible()) {
                return List.of(Condition.NEVER);
            }
            List<Condition> next = conjunction.rewritten(current);
            if (next.equals(current)) {
                return next;
            }
            // an OR with one possible alternative left has become a plain condition, which may simplify the others
            current = next;
        }
    }

    /** Adds a condition to a list, merged with those in the list where one condition can say the same. */
    private static void add(List<ValueCondition> tests, ValueCondition test) {
        ValueCondition merged = test;
        List<ValueCondition> apart = new ArrayList<>(tests.size());
        for (ValueCondition other : tests) {
            Optional<ValueCondition> both = other.and(merged);
            if (both.isPresent()) {
                merged = both.get();
            } else {
                apart.add(other);
            }
        }
        tests.clear();
        tests.addAll(apart);
        tests.add(merged);
    }

    private static List<ValueCondition> withMergedTexts(List<ValueCondition> tests) {
        Set<String> texts = new HashSet<>();
        List<ValueCondition> merged = new ArrayList<>();
        for (ValueCondition test : tests) {
            test.listedTexts().ifPresentOrElse(texts::addAll, () -> merged.add(test));
        }
        if (!texts.isEmpty()) {
            merged.add(0, new OneOf(texts));
        }
        return merged;
    }

    private ValueCondition withoutTexts(String attribute, ValueCondition test) {
        return test.without(failed.getOrDefault(attribute, NONE));
    }

    private boolean isImpossible() {
        return passed.entrySet().stream()
                .anyMatch(entry -> entry.getValue().stream()
                        .anyMatch(test -> test.passesNothing() || fails(entry.getKey(), test)));
    }

    /** Tells whether every value that passes a condition also passes one that it must not pass. */
    private boolean fails(String attribute, ValueCondition test) {
        return failed.getOrDefault(attribute, NONE).stream().anyMatch(test::implies);
    }

    /** Tells whether no value that passes a condition can pass all others on the attribute. */
    private boolean excludes(String attribute, ValueCondition test) {
        return fails(attribute, test)
                || passed.getOrDefault(attribute, NONE).stream().anyMatch(test::excludes);
    }

    /** Puts the merged conditions on an attribute where its first one stood. */
    private List<Condition> rewritten(List<Condition> parts) {
        List<Condition> rewritten = new ArrayList<>();
        Set<String> passedBefore = new HashSet<>();
        Set<String> failedBefore = new HashSet<>();
        for (Condition part : parts) {
            if (part instanceof AttributePasses passes) {
                if (passedBefore.add(passes.attribute())) {
                    passed.getOrDefault(passes.attribute(), NONE)
                            .forEach(test -> rewritten.add(new AttributePasses(passes.attribute(), test)));
                }
            } else if (part instanceof Not not && not.condition() instanceof AttributePasses passes) {
                if (failedBefore.add(passes.attribute())) {
                    addFailed(passes.attribute(), rewritten);
                }
            } else {
                rewritten.add(part instanceof AnyOf any ? possible(any) : part);
            }
        }
        return rewritten.stream()
                .flatMap(part -> part instanceof AllOf all ? all.conditions().stream() : List.of(part).stream())
                .distinct()
                .toList();
    }

    /** Leaves out a negated condition if another condition excludes it anyway. */
    private void addFailed(String attribute, List<Condition> into) {
        for (ValueCondition test : failed.getOrDefault(attribute, NONE)) {
            if (passed.getOrDefault(attribute, NONE).stream().noneMatch(test::excludes)) {
                into.add(new Not(new AttributePasses(attribute, test)));
            }
        }
    }

    /** Drops the alternatives that the other parts of the AND exclude. */
    private Condition possible(AnyOf any) {
        List<Condition> possible =
                any.conditions().stream().filter(this::isPossible).toList();
        return possible.size() == any.conditions().size() ? any : Condition.anyOf(possible);
    }

    private boolean isPossible(Condition alternative) {
        return alternative.accept(possibility);
    }

    /** Decides whether an alternative can hold beside this conjunction; true where that is not known. */
    private final class Possibility implements Condition.Visitor<Boolean> {
        @Override
        public Boolean allOf(AllOf all) {
            return all.conditions().stream().allMatch(Conjunction.this::isPossible);
        }

        @Override
        public Boolean anyOf(AnyOf any) {
            return true;
        }

        @Override
        public Boolean not(Not not) {
            return !(not.condition() instanceof AttributePasses passes)
                    || passed.getOrDefault(passes.attribute(), NONE).stream()
                            .noneMatch(test -> test.implies(passes.test()));
        }

        @Override
        public Boolean attribute(AttributePasses passes) {
            return !excludes(passes.attribute(), passes.test());
        }

        @Override
        public Boolean position(PositionIn position) {
            return true;
        }
    }
}
