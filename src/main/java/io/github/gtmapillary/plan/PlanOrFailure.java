package io.github.gtmapillary.plan;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one attempt to plan, kept so that nobody repeats the attempt.
 *
 * @param plan the plan; empty if there is none of its kind
 * @param failure why the plan is refused
 */
record PlanOrFailure(Optional<RequestPlan> plan, @Nullable IOException failure) {

    static PlanOrFailure of(Candidates.Attempt attempt) {
        try {
            return new PlanOrFailure(attempt.plan(), null);
        } catch (IOException e) {
            return new PlanOrFailure(Optional.empty(), e);
        }
    }

    /** The plan. Throws the failure if there was one. */
    Optional<RequestPlan> get() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return plan;
    }
}
