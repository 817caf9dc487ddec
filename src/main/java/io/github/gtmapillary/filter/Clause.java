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
 * The translation of one part of a filter. Every feature that the part accepts fulfils the condition and touches the region.
 *
 * <p>Take boxes A and B and this filter on lines: {@code BBOX(geometry, A) AND (BBOX(geometry, B) OR "id" = '7')}. Its parts and the
 * whole become:
 *
 * <table>
 * <caption>The clauses of the parts, innermost first</caption>
 * <tr><th>part</th><th>condition</th><th>region</th><th>named</th><th>touch</th><th>disjuncts (condition, region, named)</th></tr>
 * <tr><td>box A</td><td>always</td><td>A</td><td>A</td><td>yes</td><td>(always, A, A)</td></tr>
 * <tr><td>box B</td><td>always</td><td>B</td><td>B</td><td>yes</td><td>(always, B, B)</td></tr>
 * <tr><td>the id</td><td>id = 7</td><td>everywhere</td><td>nowhere</td><td>no</td><td>(id = 7, everywhere, nowhere)</td></tr>
 * <tr><td>OR</td><td>always</td><td>everywhere</td><td>B</td><td>no</td>
 *     <td>(always, B, B), (id = 7, everywhere, nowhere)</td></tr>
 * <tr><td>AND</td><td>always</td><td>A</td><td>A and B</td><td>no</td>
 *     <td>(always, overlap of A and B, A and B), (id = 7, A, A)</td></tr>
 * </table>
 *
 * <p>The whole has condition "always", so it alone would have to read all of A. Its second disjunct needs one feature only. A line of
 * the first disjunct may touch A here and B there, outside their overlap. So lines are read from the named places, and points from
 * the region.
 *
 * @param condition the part's condition that can be tested while decoding
 * @param exact whether the condition alone decides the part; never for a box on lines
 * @param region every accepted feature touches this region, if it is a point
 * @param named all places that the part names, even negated ones: a line's pieces there decide whether the part accepts it
 * @param touch whether the part asks only whether the geometry touches the region. If the region covers that of another such part of
 *     an AND, it need not be named: touching the inner region is enough.
 * @param disjuncts the condition and regions again, split by ORs; empty if no feature can be accepted
 */
record Clause(
        Condition condition, boolean exact, Region region, Region named, boolean touch, List<Disjunct> disjuncts) {

    /**
     * One disjunct of the part.
     *
     * @param condition every feature of the disjunct fulfils this condition
     * @param region every point of the disjunct lies in this region
     * @param named the places whose pieces decide about a line
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

        /** An empty region alone rules out no line: it may touch two places that do not overlap. */
        private boolean isPossible() {
            return !condition.equals(Condition.NEVER) && !(region.isNowhere() && named.isNowhere());
        }

        /** The attributes, and the place, that requests can start from. Disjuncts with the same starts share their requests. */
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
     * How often the disjuncts of a part may repeat its conditions. Disjuncts multiply where an AND combines ORs. An OR beyond this
     * limit is treated as one disjunct. Four ORs of three disjuncts each stay well below the limit.
     */
    private static final long MOST_REPETITIONS = 32;

    /** Restricts nothing: the part has to be evaluated on features. */
    static final Clause UNKNOWN = single(Condition.ALWAYS, false, Region.EVERYWHERE, Region.NOWHERE, false);

    Clause {
        disjuncts = List.copyOf(disjuncts);
    }

    /** A part with one disjunct. */
    static Clause single(Condition condition, boolean exact, Region region, Region named, boolean touch) {
        return new Clause(
                condition, exact, region, named, touch, gathered(List.of(new Disjunct(condition, region, named))));
    }

    /** A part that attribute values alone decide. */
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

    /** Whether requests can start from every disjunct. Such a part also bounds the parts that an AND combines it with. */
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

    /** Drops impossible disjuncts and joins those with the same starts: an OR of a thousand boxes is one disjunct. */
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

    /** Joins the named places. A touched region is left out if another part touches a region inside it. */
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
