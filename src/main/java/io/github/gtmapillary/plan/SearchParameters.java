package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.AllOf;
import io.github.gtmapillary.model.AnyOf;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Not;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.SearchEndpoint;
import io.github.gtmapillary.schema.SearchParameter;
import io.github.gtmapillary.schema.TypeSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Parameters of the Graph API's searches that a condition implies: a search with them still finds every feature that fulfils the condition.
 *
 * <p>The type's {@link SearchEndpoint} lists its parameters.
 */
final class SearchParameters {
    /** Characters that can't be sent within a value. */
    private static final Set<Character> SPECIAL = Set.of(',', '*');

    private static final String SEPARATOR = "--";

    private final Condition condition;
    private final SortedMap<String, String> parameters = new TreeMap<>();

    private SearchParameters(Condition condition) {
        this.condition = condition;
    }

    static SortedMap<String, String> of(TypeSchema schema, Condition condition) {
        SearchParameters search = new SearchParameters(condition);
        schema.entity().flatMap(EntitySource::search).orElseThrow().parameters().forEach(search::add);
        return search.parameters;
    }

    private void add(SearchParameter parameter) {
        switch (parameter.form()) {
            case TIME_SPAN -> addTimes(parameter);
            case TEXTS -> addTexts(parameter);
            case PATTERNS -> addPatterns(parameter);
        }
    }

    private void addTimes(SearchParameter parameter) {
        times(condition, parameter.attribute()).ifPresent(range -> {
            if (range.from() != Long.MIN_VALUE) {
                parameters.put("start_" + parameter.name(), second(range.from(), -1));
            }
            if (range.to() != Long.MAX_VALUE) {
                parameters.put("end_" + parameter.name(), second(range.to(), 1));
            }
        });
    }

    /** Widened to a whole second: no document says whether "after" and "before" exclude the second itself. */
    private static String second(long millis, int away) {
        return Instant.ofEpochMilli(millis)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(away)
                .toString();
    }

    private void addTexts(SearchParameter parameter) {
        put(parameter, condition.requiredTexts(parameter.attribute()).filter(SearchParameters::areOrdinary));
    }

    private void addPatterns(SearchParameter parameter) {
        put(parameter, patterns(condition, parameter.attribute()));
    }

    private void put(SearchParameter parameter, Optional<Set<String>> texts) {
        texts.filter(some -> !some.isEmpty() && some.size() <= parameter.most())
                .ifPresent(some -> parameters.put(parameter.name(), String.join(",", new TreeSet<>(some))));
    }

    private static boolean areOrdinary(Set<String> texts) {
        return texts.stream()
                .allMatch(text -> !text.isBlank() && text.chars().noneMatch(c -> SPECIAL.contains((char) c)));
    }

    /** The span of times that the condition allows; empty if it allows any. */
    static Optional<TimeRange> times(Condition condition, String attribute) {
        return condition.accept(new Implied<>(
                attribute,
                ValueCondition::times,
                TimeRange::intersection,
                (a, b) -> new TimeRange(Math.min(a.from(), b.from()), Math.max(a.to(), b.to()))));
    }

    /** Values to find, perhaps with a star at the end for any rest. */
    private static Optional<Set<String>> patterns(Condition condition, String attribute) {
        return condition.accept(
                new Implied<>(attribute, SearchParameters::patterns, (a, b) -> a.size() <= b.size() ? a : b, (a, b) -> {
                    Set<String> both = new TreeSet<>(a);
                    both.addAll(b);
                    return both;
                }));
    }

    private static Optional<Set<String>> patterns(ValueCondition test) {
        return test.listedTexts()
                .filter(SearchParameters::areOrdinary)
                .or(() ->
                        test.commonPrefix().flatMap(SearchParameters::wildcard).map(Set::of));
    }

    /** A star stands for whole parts of a value, so an incomplete part at the end of a prefix is dropped. */
    private static Optional<String> wildcard(String prefix) {
        int end = prefix.lastIndexOf(SEPARATOR);
        String parts = end < 0 ? "" : prefix.substring(0, end + SEPARATOR.length());
        return parts.isEmpty() || !areOrdinary(Set.of(parts)) ? Optional.empty() : Optional.of(parts + "*");
    }

    /**
     * Finds the values that a condition implies for one attribute. An AND implies the narrowest values of its parts. An OR implies
     * the widest values of its alternatives, if each of them implies some. A negation and a position imply none.
     *
     * @param attribute the name of the attribute
     * @param test the values that a condition on the attribute implies
     * @param narrower combines the values of two parts of an AND
     * @param wider combines the values of two alternatives of an OR
     */
    private record Implied<T>(
            String attribute,
            Function<ValueCondition, Optional<T>> test,
            BinaryOperator<T> narrower,
            BinaryOperator<T> wider)
            implements Condition.Visitor<Optional<T>> {
        @Override
        public Optional<T> allOf(AllOf all) {
            return all.conditions().stream()
                    .flatMap(part -> part.accept(this).stream())
                    .reduce(narrower);
        }

        @Override
        public Optional<T> anyOf(AnyOf any) {
            List<Optional<T>> parts =
                    any.conditions().stream().map(part -> part.accept(this)).toList();
            return parts.stream().allMatch(Optional::isPresent)
                    ? parts.stream().flatMap(Optional::stream).reduce(wider)
                    : Optional.empty();
        }

        @Override
        public Optional<T> not(Not not) {
            return Optional.empty();
        }

        @Override
        public Optional<T> attribute(AttributePasses passes) {
            return passes.attribute().equals(attribute) ? test.apply(passes.test()) : Optional.empty();
        }

        @Override
        public Optional<T> position(PositionIn position) {
            return Optional.empty();
        }
    }
}
