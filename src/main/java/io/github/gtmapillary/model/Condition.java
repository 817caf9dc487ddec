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

/** What a feature must fulfil, as far as it can be told from its attribute values and its position alone. */
public sealed interface Condition {

    /** Everything fulfils it. */
    Condition ALWAYS = new AllOf(List.of());
    /** Nothing fulfils it. */
    Condition NEVER = new AnyOf(List.of());

    /**
     * Makes the condition testable on a source of candidates.
     *
     * @return tells, each time it is asked, whether the candidate that {@code binding} stands at fulfils the condition; throws
     *     {@link UndecidedException} where a value that can't be read decides that, and no other part of the condition does
     */
    BooleanSupplier bind(Binding binding);

    /**
     * The texts of which an attribute has to be one for the condition to be fulfilled.
     *
     * @return empty when others may fulfil it as well
     */
    Optional<Set<String>> requiredTexts(String attribute);

    /** Of how many conditions it is made, itself included. */
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

    /** Where candidates come from: something that steps from one to the next. */
    interface Binding {
        /** Tells whether an attribute of the present candidate passes a test; throws {@link UndecidedException} if it can't be read. */
        BooleanSupplier attribute(String attribute, ValueCondition test);

        /** Tells whether the present candidate lies in a box, edges included. */
        BooleanSupplier position(Bbox box);
    }

    /** All of these, simplified; {@link #ALWAYS} when there are none, {@link #NEVER} when some exclude each other. */
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

    /** At least one of these, simplified; {@link #NEVER} when there are none. */
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

    /** A long list of ids is one look-up in a set, not as many tests. */
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

    /** Whether one of the tests comes out so. A test that can't be decided does not matter as long as another one comes out so. */
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

    /** The opposite, simplified. */
    static Condition not(Condition condition) {
        if (condition.equals(ALWAYS)) {
            return NEVER;
        }
        if (condition.equals(NEVER)) {
            return ALWAYS;
        }
        return condition instanceof Not twice ? twice.condition() : new Not(condition);
    }

    /** All of these; fulfilled by everything when there are none. */
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

    /** At least one of these; fulfilled by nothing when there are none. */
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

    /** Not this. */
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

    /** An attribute passes a test. */
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

    /** The position of a point feature lies in a box, edges included. */
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
