package io.github.gtmapillary.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A condition on a feature's attribute values and position. It can be tested while a tile or an answer is decoded, before a feature is
 * built. For example, {@code is_pano = true AND BBOX(geometry, 1, 2, 3, 4, 'CRS:84')} on images becomes an {@link AllOf} of an {@link
 * AttributePasses} and a {@link PositionIn}.
 */
public sealed interface Condition permits AllOf, AnyOf, Not, AttributePasses, PositionIn {

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
         * Decides for conditions of which at least one must be fulfilled.
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
        List<Condition> parts = Disjunction.withMergedTexts(conditions.stream()
                .flatMap(c -> c instanceof AnyOf any ? any.conditions().stream() : Stream.of(c))
                .distinct()
                .toList());
        if (parts.contains(ALWAYS)) {
            return ALWAYS;
        }
        return parts.size() == 1 ? parts.get(0) : new AnyOf(parts);
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
}
