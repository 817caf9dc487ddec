package io.github.gtmapillary.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value of one attribute. A value is a {@link String} (ids and texts), a {@link Double}, a {@link Boolean} or a
 * {@link Long} (times, in milliseconds since 1970). It is null if the attribute is absent. Null passes {@link Missing} alone.
 */
public sealed interface ValueCondition permits OneOf, Like, NumberIn, TimeIn, FlagIs, Missing {

    /**
     * Tests a value.
     *
     * @param value the value; null if the attribute is absent
     * @return whether the value fulfils this condition
     */
    boolean passes(@Nullable Object value);

    /**
     * Combines this condition with another one by AND.
     *
     * @param other another condition on the same attribute
     * @return a single condition that is equal to the AND of the two; empty if there is none
     */
    Optional<ValueCondition> and(ValueCondition other);

    /**
     * Tells whether no value can pass.
     *
     * @return true only if that is certain
     */
    default boolean passesNothing() {
        return false;
    }

    /**
     * Tells whether no value passes both this condition and another one.
     *
     * @param other another condition on the same attribute
     * @return true only if that is certain
     */
    default boolean excludes(ValueCondition other) {
        return and(other).filter(ValueCondition::passesNothing).isPresent();
    }

    /**
     * Tells whether every value that passes this condition also passes another one.
     *
     * @param other another condition on the same attribute
     * @return true only if that is certain
     */
    default boolean implies(ValueCondition other) {
        return and(other).filter(this::equals).isPresent();
    }

    /**
     * Lists the texts that pass.
     *
     * @return the texts; empty if this condition lists none, so that other texts may pass
     */
    default Optional<Set<String>> listedTexts() {
        return Optional.empty();
    }

    /**
     * Leaves out the listed texts that pass one of some conditions.
     *
     * @param tests conditions on the same attribute that the value must not pass
     * @return a condition on the other texts; this condition if it lists none
     */
    default ValueCondition without(List<ValueCondition> tests) {
        return this;
    }

    /**
     * Finds the beginning of the texts that pass.
     *
     * @return the common beginning of these texts, perhaps empty; empty {@code Optional} if this condition is not on the beginning of texts
     */
    default Optional<String> commonPrefix() {
        return Optional.empty();
    }

    /**
     * Finds the times that pass.
     *
     * @return the range of the times; empty if this condition is not on times
     */
    default Optional<TimeRange> times() {
        return Optional.empty();
    }

    /**
     * Changes the range of the times that pass.
     *
     * @param change the new range for the old one
     * @return a condition with the new range; this condition if it is not on times
     */
    default ValueCondition withTimes(UnaryOperator<TimeRange> change) {
        return this;
    }
}
