package io.github.gtmapillary.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Plans that answer the same query, gathered to choose the cheapest of them. */
final class Candidates {

    /** Makes a plan if there is one of its kind. */
    @FunctionalInterface
    interface Attempt {
        Optional<RequestPlan> plan() throws IOException;
    }

    private final RequestLimit limit;
    private final List<RequestPlan> plans = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    /** @param limit bounds what a plan may cost */
    Candidates(RequestLimit limit) {
        this.limit = limit;
    }

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
            failures.stream().filter(failure -> isNew(failure, first)).forEach(first::addSuppressed);
            throw first;
        }
        return plans.stream().min(Comparator.comparingLong(plan -> plan.cost(limit)));
    }

    /** An attempt that two comparisons share fails with the same exception in both. */
    private static boolean isNew(IOException failure, IOException first) {
        return failure != first
                && !List.of(first.getSuppressed()).contains(failure)
                && !List.of(failure.getSuppressed()).contains(first);
    }
}
