package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of a part of a filter. Every feature that the part accepts fulfils the condition and touches the region.
 *
 * @param condition what can be tested while decoding
 * @param exact whether the condition alone decides the part
 * @param region where accepted features are
 * @param named the places that the part names, in whatever sense: what a line does there decides about it
 * @param touch whether the part asks just this: does the geometry touch the region
 * @param disjuncts the condition and regions again, split by ORs; empty if no feature can be accepted
 */
record Clause(
        Condition condition, boolean exact, Region region, Region named, boolean touch, List<Disjunct> disjuncts) {

    /**
     * One disjunct of the part.
     *
     * @param condition all that are accepted this way fulfil it
     * @param region all that are accepted this way touch it
     * @param named the places that decide
     */
    record Disjunct(Condition condition, Region region, Region named) {

        private Disjunct and(Disjunct other) {
            return new Disjunct(
                    Condition.allOf(List.of(condition, other.condition)),
                    region.intersection(other.region),
                    named.union(other.named));
        }

        private static Disjunct or(List<Disjunct> disjuncts) {
            return new Disjunct(
                    Condition.anyOf(disjuncts.stream().map(Disjunct::condition).toList()),
                    Region.union(disjuncts.stream().map(Disjunct::region).toList()),
                    Region.union(disjuncts.stream().map(Disjunct::named).toList()));
        }

        /** A line may touch places that have nothing in common. */
        private boolean isPossible() {
            return !condition.equals(Condition.NEVER) && !(region.isNowhere() && named.isNowhere());
        }

        /** What requests can start from: ways that agree in it can be gone together. */
        private Set<String> starts() {
            Set<String> starts = MapillaryTypes.LOOKED_UP_BY.stream()
                    .filter(attribute -> condition.requiredTexts(attribute).isPresent())
                    .collect(Collectors.toSet());
            if (!region.unbounded()) {
                starts.add("place");
            }
            return starts;
        }
    }

    /**
     * How often the ways of a part may repeat its conditions. They multiply where ORs are combined by AND: what goes beyond is not
     * told apart by branches. Four ORs of three branches each stay well below.
     */
    private static final long MOST_REPETITIONS = 32;

    /** Says nothing: the part has to be evaluated on features. */
    static final Clause UNKNOWN = single(Condition.ALWAYS, false, Region.EVERYWHERE, Region.NOWHERE, false);

    Clause {
        disjuncts = List.copyOf(disjuncts);
    }

    /** A part without branches. */
    static Clause single(Condition condition, boolean exact, Region region, Region named, boolean touch) {
        return new Clause(
                condition, exact, region, named, touch, gathered(List.of(new Disjunct(condition, region, named))));
    }

    /** Decided by attribute values alone. */
    static Clause decidedBy(Condition condition) {
        boolean never = condition.equals(Condition.NEVER);
        return single(condition, true, never ? Region.NOWHERE : Region.EVERYWHERE, Region.NOWHERE, false);
    }

    static Clause not(Clause clause) {
        return clause.exact
                ? single(Condition.not(clause.condition), true, Region.EVERYWHERE, clause.named, false)
                : single(Condition.ALWAYS, false, Region.EVERYWHERE, clause.named, false);
    }

    static Clause and(List<Clause> clauses) {
        Predicate<Clause> branches = clause -> clause.disjuncts.size() > 1;
        List<Clause> plain = clauses.stream().filter(branches.negate()).toList();
        List<Clause> branching = clauses.stream()
                .filter(branches)
                .sorted(Comparator.comparing(Clause::startsEverywhere).reversed())
                .toList();
        Disjunct shared = new Disjunct(
                Condition.allOf(plain.stream().map(Clause::condition).toList()), regionOfAll(plain), namedByAll(plain));
        List<Disjunct> disjuncts = gathered(List.of(shared));
        Condition all = Condition.allOf(clauses.stream().map(Clause::condition).toList());
        if (all.equals(Condition.NEVER)) {
            return decidedBy(Condition.NEVER);
        }
        for (Clause clause : branching) {
            List<Disjunct> others = combinedSize(disjuncts, clause.disjuncts) > MOST_REPETITIONS * all.size()
                    ? List.of(clause.undivided())
                    : clause.disjuncts;
            disjuncts = gathered(disjuncts.stream()
                    .flatMap(disjunct -> others.stream().map(disjunct::and))
                    .toList());
        }
        return new Clause(
                all,
                clauses.stream().allMatch(Clause::exact),
                regionOfAll(clauses),
                namedByAll(clauses),
                false,
                disjuncts);
    }

    /** Whether there is something to start from whichever way is gone: such a part bounds what it is combined with. */
    private boolean startsEverywhere() {
        return disjuncts.stream().noneMatch(disjunct -> disjunct.starts().isEmpty());
    }

    private static long combinedSize(List<Disjunct> some, List<Disjunct> others) {
        return others.size() * totalSize(some) + some.size() * totalSize(others);
    }

    private static long totalSize(List<Disjunct> disjuncts) {
        return disjuncts.stream()
                .mapToLong(disjunct -> disjunct.condition.size())
                .sum();
    }

    private Disjunct undivided() {
        return new Disjunct(condition, region, named);
    }

    static Clause or(List<Clause> clauses) {
        return new Clause(
                Condition.anyOf(clauses.stream().map(Clause::condition).toList()),
                clauses.stream().allMatch(Clause::exact),
                Region.union(clauses.stream().map(Clause::region).toList()),
                Region.union(clauses.stream().map(Clause::named).toList()),
                false,
                gathered(clauses.stream()
                        .flatMap(clause -> clause.disjuncts.stream())
                        .toList()));
    }

    /** The ways that can be gone at all, those that start alike together: a thousand boxes are one way. */
    private static List<Disjunct> gathered(List<Disjunct> disjuncts) {
        Map<Set<String>, List<Disjunct>> alike = new LinkedHashMap<>();
        for (Disjunct disjunct : disjuncts) {
            if (disjunct.isPossible()) {
                alike.computeIfAbsent(disjunct.starts(), starts -> new ArrayList<>())
                        .add(disjunct);
            }
        }
        return alike.values().stream()
                .map(same -> same.size() == 1 ? same.get(0) : Disjunct.or(same))
                .toList();
    }

    private static Region regionOfAll(List<Clause> clauses) {
        return clauses.stream().map(Clause::region).reduce(Region.EVERYWHERE, Region::intersection);
    }

    /** A place that has to be touched names nothing new where another one, inside it, has to be touched as well. */
    private static Region namedByAll(List<Clause> clauses) {
        List<Clause> telling = new ArrayList<>(clauses);
        for (Clause clause : clauses) {
            boolean implied = clause.touch
                    && telling.stream()
                            .anyMatch(other ->
                                    !other.equals(clause) && other.touch && clause.region.covers(other.region));
            if (implied) {
                telling.remove(clause);
            }
        }
        return Region.union(telling.stream().map(Clause::named).toList());
    }
}
