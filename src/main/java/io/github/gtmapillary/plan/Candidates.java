package io.github.gtmapillary.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Plans that answer the same question, gathered to choose the cheapest of them. */
final class Candidates {

    /** Makes a plan if there is one of its kind. */
    @FunctionalInterface
    interface Attempt {
        Optional<RequestPlan> plan() throws IOException;
    }

    private final List<RequestPlan> plans = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    /** Adds a plan, or remembers why it may not be made. */
    void consider(Attempt attempt) {
        try {
            attempt.plan().ifPresent(plans::add);
        } catch (IOException e) {
            failures.add(e);
        }
    }

    /**
     * The plan with the fewest requests, of equals the one considered first.
     *
     * @return empty when there is none of any kind
     * @throws IOException the reason why none of them may be made, where that is so
     */
    Optional<RequestPlan> cheapest() throws IOException {
        if (plans.isEmpty() && !failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return plans.stream().min(Comparator.comparingLong(RequestPlan::cost));
    }
}
