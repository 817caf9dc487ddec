package io.github.gtmapillary.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition on a feature's attribute values and position. It can be tested while a tile or an answer is decoded, before a feature is
 * built. For example, {@code is_pano = true AND BBOX(geometry, 1, 2, 3, 4, 'CRS:84')} on images becomes an {@link AllOf} of an {@link
 * AttributePasses} and a {@link PositionIn}.
 */
public sealed interface Condition {

    /** The condition that every feature fulfils. */
    Condition ALWAYS = new AllOf(List.of());
    /** The condition that no feature fulfils. */
    Condition NEVER = new AnyOf(List.of());

    /**
     * Binds the condition to a source of features.
     *
     * @param binding the source, which steps from one feature to the next
     * @return a test that tells, on each call, whether the source's current feature fulfils the condition. The test throws {@link
     *     UndecidedException} if the outcome depends on a value that cannot be read.
     */
    BooleanSupplier bind(Binding binding);

    /**
     * Finds the texts that the condition allows for an attribute. For example, {@code id IN ('1', '2') AND is_pano = true} allows
     * the ids 1 and 2.
     *
     * @param attribute the name of an attribute
     * @return the allowed texts; empty if the condition does not limit the attribute to listed texts
     */
    Optional<Set<String>> requiredTexts(String attribute);

    /**
     * Counts the conditions that this one is made of.
     *
     * @return at least 1, as the count includes this condition
     */
    int size();

    /**
     * Calls the method of a visitor that is made for this kind of condition.
     *
     * @param visitor decides for each kind of condition
     * @param <T> the type of the visitor's results
     * @return the visitor's result
     */
    <T> T accept(Visitor<T> visitor);

    /**
     * Decides something for each kind of condition. There are no default methods: a new kind of condition does not compile until
     * every visitor handles it. A visitor calls {@link #accept} itself to descend into the parts of a condition.
     *
     * @param <T> the type of the results
     */
    interface Visitor<T> {
        /**
         * Decides for conditions that all have to be fulfilled.
         *
         * @param all the condition
         * @return the result
         */
        T allOf(AllOf all);

        /**
         * Decides for conditions of which at least one has to be fulfilled.
         *
         * @param any the condition
         * @return the result
         */
        T anyOf(AnyOf any);

        /**
         * Decides for a negation.
         *
         * @param not the condition
         * @return the result
         */
        T not(Not not);

        /**
         * Decides for a condition on the value of one attribute.
         *
         * @param passes the condition
         * @return the result
         */
        T attribute(AttributePasses passes);

        /**
         * Decides for a condition on the position.
         *
         * @param position the condition
         * @return the result
         */
        T position(PositionIn position);
    }

    /** A source of features that steps from one to the next. */
    interface Binding {
        /**
         * Makes a test of an attribute.
         *
         * @param attribute the name of the attribute
         * @param test the condition on its value
         * @return tells whether the current feature passes; throws {@link UndecidedException} if the value cannot be read
         */
        BooleanSupplier attribute(String attribute, ValueCondition test);

        /**
         * Makes a test of the position.
         *
         * @param box a box, edges included
         * @return tells whether the current feature lies in the box
         */
        BooleanSupplier position(Bbox box);
    }

    /**
     * Combines conditions by AND, and simplifies the result.
     *
     * @param conditions any number of conditions
     * @return {@link #ALWAYS} for no condition; {@link #NEVER} if some of them exclude each other
     */
    static Condition allOf(List<Condition> conditions) {
        List<Condition> parts = Conjunction.simplified(conditions.stream()
                .flatMap(c -> c instanceof AllOf all ? all.conditions().stream() : Stream.of(c))
                .distinct()
                .toList());
        if (parts.contains(NEVER)) {
            return NEVER;
        }
        return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
    }

    /**
     * Combines conditions by OR, and simplifies the result.
     *
     * @param conditions any number of conditions
     * @return {@link #NEVER} for no condition
     */
    static Condition anyOf(List<Condition> conditions) {
        List<Condition> parts = withMergedTexts(conditions.stream()
                .flatMap(c -> c instanceof AnyOf any ? any.conditions().stream() : Stream.of(c))
                .distinct()
                .toList());
        if (parts.contains(ALWAYS)) {
            return ALWAYS;
        }
        return parts.size() == 1 ? parts.get(0) : new AnyOf(parts);
    }

    /** Merges lists of texts of the same attribute: a long list of ids is then one look-up in a set. */
    private static List<Condition> withMergedTexts(List<Condition> conditions) {
        Map<String, Set<String>> texts = new LinkedHashMap<>();
        List<Condition> others = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof AttributePasses passes && passes.test() instanceof ValueCondition.OneOf oneOf) {
                texts.computeIfAbsent(passes.attribute(), name -> new LinkedHashSet<>())
                        .addAll(oneOf.texts());
            } else {
                others.add(condition);
            }
        }
        texts.forEach(
                (attribute, values) -> others.add(new AttributePasses(attribute, new ValueCondition.OneOf(values))));
        return others;
    }

    /** Tells whether one of the tests has an outcome. An undecided test does not matter if another test has that outcome. */
    private static boolean anyIs(boolean outcome, BooleanSupplier[] tests) {
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

    /**
     * Negates a condition, and simplifies the result.
     *
     * @param condition the condition to negate
     * @return its negation
     */
    static Condition not(Condition condition) {
        if (condition.equals(ALWAYS)) {
            return NEVER;
        }
        if (condition.equals(NEVER)) {
            return ALWAYS;
        }
        return condition instanceof Not twice ? twice.condition() : new Not(condition);
    }

    /**
     * An AND of conditions. Without any condition, every feature fulfils it.
     *
     * @param conditions the conditions that a feature has to fulfil
     */
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public BooleanSupplier bind(Binding binding) {
            BooleanSupplier[] tests =
                    conditions.stream().map(c -> c.bind(binding)).toArray(BooleanSupplier[]::new);
            return () -> !anyIs(false, tests);
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

    /**
     * An OR of conditions. Without any condition, no feature fulfils it.
     *
     * @param conditions the conditions of which a feature has to fulfil at least one
     */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public BooleanSupplier bind(Binding binding) {
            BooleanSupplier[] tests =
                    conditions.stream().map(c -> c.bind(binding)).toArray(BooleanSupplier[]::new);
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
    }

    /**
     * A negation.
     *
     * @param condition the condition that a feature must not fulfil
     */
    record Not(Condition condition) implements Condition {
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

    /**
     * A condition on the value of one attribute.
     *
     * @param attribute the name of the attribute
     * @param test the condition on its value
     */
    record AttributePasses(String attribute, ValueCondition test) implements Condition {
        @Override
        public BooleanSupplier bind(Binding binding) {
            return binding.attribute(attribute, test);
        }

        @Override
        public Optional<Set<String>> requiredTexts(String name) {
            return name.equals(attribute) && test instanceof ValueCondition.OneOf oneOf
                    ? Optional.of(oneOf.texts())
                    : Optional.empty();
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

    /**
     * A condition on the position of a point feature.
     *
     * @param box the box in which the position has to lie, edges included
     */
    record PositionIn(Bbox box) implements Condition {
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
}
