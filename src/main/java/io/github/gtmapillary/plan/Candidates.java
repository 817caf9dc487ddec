package io.github.gtmapillary.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Collects plans that answer the same query, to choose the cheapest of them. */
final class Candidates {

    /** Makes a plan if there is one of its kind. */
    @FunctionalInterface
    interface Attempt {
        Optional<RequestPlan> plan() throws IOException;
    }

    private final RequestLimit limit;
    private final List<RequestPlan> plans = new ArrayList<>();
    private final List<IOException> failures = new ArrayList<>();

    /** @param limit the limit on a plan's requests */
    Candidates(RequestLimit limit) {
        this.limit = limit;
    }

    /** Adds a plan, or records why it is refused. */
    void consider(Attempt attempt) {
        try {
            attempt.plan().ifPresent(plans::add);
        } catch (IOException e) {
            failures.add(e);
        }
    }

    /**
     * The plan with the fewest requests; of equal ones, the one considered first.
     *
     * @return empty if there is none of any kind
     * @throws IOException the reason of the refusal, if every plan was refused
     */
    Optional<RequestPlan> cheapest() throws IOException {
        if (plans.isEmpty() && !failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.stream().filter(failure -> isNew(failure, first)).forEach(first::addSuppressed);
            throw first;
        }
        return plans.stream().min(Comparator.comparingLong(plan -> plan.cost(limit)));
    }

    /** Two comparisons may share an attempt, which then fails with the same exception in both. */
    private static boolean isNew(IOException failure, IOException first) {
        return failure != first
                && !List.of(first.getSuppressed()).contains(failure)
                && !List.of(failure.getSuppressed()).contains(first);
    }
}
