package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a part of a filter. Every feature that the part accepts fulfils the condition and touches the region.
 *
 * @param condition what can be tested while decoding
 * @param exact whether the condition alone decides the part
 * @param region where accepted features are
 * @param named the places that the part names, in whatever sense: what a line does there decides about it
 * @param touch whether the part asks just this: does the geometry touch the region
 */
record Clause(Condition condition, boolean exact, Region region, Region named, boolean touch) {

    /** Says nothing: the part has to be evaluated on features. */
    static final Clause UNKNOWN = new Clause(Condition.ALWAYS, false, Region.EVERYWHERE, Region.NOWHERE, false);

    /** Decided by attribute values alone. */
    static Clause decidedBy(Condition condition) {
        boolean never = condition.equals(Condition.NEVER);
        return new Clause(condition, true, never ? Region.NOWHERE : Region.EVERYWHERE, Region.NOWHERE, false);
    }

    static Clause not(Clause clause) {
        return clause.exact
                ? new Clause(Condition.not(clause.condition), true, Region.EVERYWHERE, clause.named, false)
                : new Clause(Condition.ALWAYS, false, Region.EVERYWHERE, clause.named, false);
    }

    static Clause and(List<Clause> clauses) {
        return new Clause(
                Condition.allOf(clauses.stream().map(Clause::condition).toList()),
                clauses.stream().allMatch(Clause::exact),
                clauses.stream().map(Clause::region).reduce(Region.EVERYWHERE, Region::intersection),
                namedByAll(clauses),
                false);
    }

    static Clause or(List<Clause> clauses) {
        return new Clause(
                Condition.anyOf(clauses.stream().map(Clause::condition).toList()),
                clauses.stream().allMatch(Clause::exact),
                clauses.stream().map(Clause::region).reduce(Region.NOWHERE, Region::union),
                clauses.stream().map(Clause::named).reduce(Region.NOWHERE, Region::union),
                false);
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
        return telling.stream().map(Clause::named).reduce(Region.NOWHERE, Region::union);
    }
}
