package io.github.gtmapillary.model;

import static io.github.gtmapillary.model.Condition.ALWAYS;
import static io.github.gtmapillary.model.Condition.NEVER;
import static io.github.gtmapillary.model.Condition.allOf;
import static io.github.gtmapillary.model.Condition.anyOf;
import static io.github.gtmapillary.model.Condition.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {
    private static final Condition PANO = new AttributePasses("is_pano", new FlagIs(true));
    private static final Condition FAST = new AttributePasses("speed", NumberIn.exactly(3));

    private static Condition id(String... ids) {
        return new AttributePasses("id", new OneOf(Set.of(ids)));
    }

    @Test
    void allOfNoneIsAlwaysAndAnyOfNoneNever() {
        assertThat(allOf(List.of())).isEqualTo(ALWAYS);
        assertThat(anyOf(List.of())).isEqualTo(NEVER);
        assertThat(not(ALWAYS)).isEqualTo(NEVER);
        assertThat(not(NEVER)).isEqualTo(ALWAYS);
        assertThat(not(not(PANO))).isEqualTo(PANO);
    }

    @Test
    void whatDecidesAloneIsAllThatIsLeft() {
        assertThat(allOf(List.of(PANO, NEVER))).isEqualTo(NEVER);
        assertThat(allOf(List.of(PANO, ALWAYS))).isEqualTo(PANO);
        assertThat(allOf(List.of(PANO, PANO))).isEqualTo(PANO);
        assertThat(anyOf(List.of(PANO, ALWAYS))).isEqualTo(ALWAYS);
        assertThat(anyOf(List.of(PANO, NEVER))).isEqualTo(PANO);
        assertThat(allOf(List.of(allOf(List.of(PANO, FAST)), id("1"))))
                .isEqualTo(new AllOf(List.of(PANO, FAST, id("1"))));
    }

    @Test
    void idsOfAnOrBecomeOneSet() {
        assertThat(anyOf(List.of(id("1"), id("2", "3"), anyOf(List.of(id("3"), id("4"))))))
                .isEqualTo(id("1", "2", "3", "4"));
        assertThat(anyOf(List.of(id("1"), PANO, id("2")))).isEqualTo(new AnyOf(List.of(PANO, id("1", "2"))));
        assertThat(anyOf(List.of(id("1"), new AttributePasses("other", new OneOf(Set.of("1"))))))
                .isInstanceOf(AnyOf.class);
    }

    private static Condition time(long from, long to) {
        return new AttributePasses("time", new TimeIn(new TimeRange(from, to)));
    }

    private static Condition speed(double min, boolean minIncluded, double max, boolean maxIncluded) {
        return new AttributePasses("speed", new NumberIn(min, minIncluded, max, maxIncluded));
    }

    private static Like like(String like, String regex, String prefix) {
        return new Like(like, regex, prefix, Pattern.compile(regex).asMatchPredicate());
    }

    private static Condition idLike(String start) {
        return new AttributePasses("id", like(start + "%", start + ".*", start));
    }

    private static Condition missing(String attribute) {
        return new AttributePasses(attribute, new Missing());
    }

    static Stream<List<Condition>> exclusive() {
        return Stream.of(
                List.of(time(10, Long.MAX_VALUE), time(Long.MIN_VALUE, 9)),
                List.of(time(1, 5), PANO, time(6, 8)),
                List.of(id("a"), id("b")),
                List.of(id("a", "b"), id("b", "c"), id("c", "a")),
                List.of(id("a"), not(id("a"))),
                List.of(id("a", "b"), not(id("a")), not(id("b", "c"))),
                List.of(not(id("a", "b")), id("a")),
                List.of(id("a"), idLike("b")),
                List.of(idLike("b"), not(idLike("b"))),
                List.of(PANO, new AttributePasses("is_pano", new FlagIs(false))),
                List.of(PANO, not(PANO)),
                List.of(PANO, missing("is_pano")),
                List.of(missing("time"), time(1, 2)),
                List.of(missing("id"), id("a")),
                List.of(missing("id"), idLike("a")),
                List.of(speed(1, true, 2, false), speed(2, true, 3, true)),
                List.of(speed(1, true, 2, true), speed(2, false, 3, true)),
                List.of(speed(1, true, 2, true), not(speed(0, true, 3, true))),
                List.of(time(3, 4), not(time(3, 4))),
                List.of(time(3, 4), anyOf(List.of(time(1, 2), time(5, 6)))),
                List.of(id("a"), anyOf(List.of(allOf(List.of(PANO, id("b"))), missing("id"), not(idLike("a"))))),
                List.of(id("a"), anyOf(List.of(id("b"), PANO)), not(PANO)),
                List.of(time(1, 4), anyOf(List.of(time(3, 9), time(5, 6))), anyOf(List.of(time(1, 2), time(7, 9)))));
    }

    @ParameterizedTest
    @MethodSource("exclusive")
    void conditionsThatExcludeEachOtherAreNever(List<Condition> conditions) {
        assertThat(allOf(conditions)).isEqualTo(NEVER);
        List<Condition> reversed = new ArrayList<>(conditions);
        Collections.reverse(reversed);
        assertThat(allOf(reversed)).isEqualTo(NEVER);
    }

    @Test
    void testsOfOneAttributeAreMerged() {
        assertThat(allOf(List.of(time(1, 9), PANO, time(5, Long.MAX_VALUE))))
                .isEqualTo(new AllOf(List.of(time(5, 9), PANO)));
        assertThat(allOf(List.of(time(1, 9), allOf(List.of(time(5, 20), time(0, 7))))))
                .isEqualTo(time(5, 7));
        assertThat(allOf(List.of(speed(1, true, 5, true), speed(1, false, 5, false))))
                .isEqualTo(speed(1, false, 5, false));
        assertThat(allOf(List.of(id("a", "b"), id("b", "c")))).isEqualTo(id("b"));
        assertThat(allOf(List.of(id("a", "ab", "b"), idLike("a"), not(id("ab")))))
                .isEqualTo(id("a"));
        assertThat(allOf(List.of(not(id("a")), PANO, not(id("b")))))
                .isEqualTo(new AllOf(List.of(not(id("a", "b")), PANO)));
        assertThat(allOf(List.of(time(1, 2), not(missing("time"))))).isEqualTo(time(1, 2));
        assertThat(allOf(List.of(time(1, 4), anyOf(List.of(time(3, 9), time(5, 6))))))
                .isEqualTo(time(3, 4));
        assertThat(allOf(List.of(idLike("a"), idLike("b")))).hasToString("id like a% and id like b%");
    }

    @Test
    void absentValuesPassOnlyMissingAndWhateverIsNegated() {
        List<ValueCondition> tests = List.of(
                new OneOf(Set.of("null", "")),
                like("%", ".*", ""),
                new NumberIn(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true),
                new TimeIn(new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE)),
                new FlagIs(false));
        assertThat(tests).noneMatch(test -> test.passes(null));
        assertThat(new Missing().passes(null)).isTrue();
        assertThat(new Missing().passes("")).isFalse();
        for (ValueCondition test : tests) {
            assertThat(passes(not(new AttributePasses("a", test)), Map.of())).isTrue();
        }
    }

    @Test
    void valuesOfAnotherKindPassNothing() {
        assertThat(new OneOf(Set.of("1")).passes(1.0)).isFalse();
        assertThat(NumberIn.exactly(1).passes("1")).isFalse();
        assertThat(new TimeIn(TimeRange.at(1)).passes(1.0)).isFalse();
        assertThat(new FlagIs(true).passes("true")).isFalse();
    }

    @Test
    void textsAreComparedLetterForLetterAndWhole() {
        assertThat(new OneOf(Set.of("I")).passes("i")).isFalse();
        assertThat(like("a_", "a.", "a").passes("abc")).isFalse();
        assertThat(like("a_", "a.", "a").passes("ab")).isTrue();
    }

    @Test
    void numberBoundsAreIncludedOrNot() {
        assertThat(new NumberIn(1, true, 2, false).passes(1.0)).isTrue();
        assertThat(new NumberIn(1, true, 2, false).passes(2.0)).isFalse();
        assertThat(new NumberIn(1, false, 2, true).passes(1.0)).isFalse();
        assertThat(new NumberIn(1, false, 2, true).passes(2.0)).isTrue();
        assertThat(NumberIn.exactly(0.0).passes(-0.0)).isTrue();
        assertThat(new NumberIn(0, true, 360, true).passes(Double.NaN)).isFalse();
    }

    @Test
    void timesAreWholeMillisecondsWithBothEnds() {
        assertThat(TimeRange.after(5).contains(5)).isFalse();
        assertThat(TimeRange.after(5).contains(6)).isTrue();
        assertThat(TimeRange.before(5).contains(5)).isFalse();
        assertThat(TimeRange.before(5).contains(4)).isTrue();
        assertThat(TimeRange.from(5).contains(5)).isTrue();
        assertThat(TimeRange.until(5).contains(5)).isTrue();
        assertThat(TimeRange.at(5).contains(5)).isTrue();
        for (long millis : new long[] {Long.MIN_VALUE, 0, 1, Long.MAX_VALUE}) {
            assertThat(TimeRange.after(Long.MAX_VALUE).contains(millis)).isFalse();
            assertThat(TimeRange.before(Long.MIN_VALUE).contains(millis)).isFalse();
        }
    }

    @Test
    void conditionsSayWhatTheyTest() {
        assertThat(ALWAYS).hasToString("everything");
        assertThat(NEVER).hasToString("nothing");
        assertThat(anyOf(List.of(PANO, allOf(List.of(FAST, id("1"))))))
                .hasToString("(is_pano = true or speed in [3.0, 3.0] and id = 1)");
        assertThat(not(id("2", "10", "1"))).hasToString("not (id in [1, 10, 2])");
        assertThat(new AttributePasses("a", new Missing())).hasToString("a is null");
        assertThat(new AttributePasses("a", like("b%", "b.*", "b"))).hasToString("a like b%");
        assertThat(new AttributePasses("a", new NumberIn(1, false, 2, true))).hasToString("a in (1.0, 2.0]");
        assertThat(new AttributePasses("a", new TimeIn(TimeRange.from(0))))
                .hasToString("a in 1970-01-01T00:00:00Z/ever");
        assertThat(new PositionIn(new Bbox(1, 2, 3, 4))).hasToString("position in 1.0,2.0,3.0,4.0");
    }

    /** Whatever the short forms leave out or merge, the verdict is that of plain logic. */
    @Test
    void shortenedConditionsDecideAsPlainLogicDoes() {
        Random random = new Random(4);
        int passed = 0;
        for (int run = 0; run < 20_000; run++) {
            Map<String, Object> candidate = new HashMap<>();
            if (random.nextInt(4) > 0) {
                candidate.put("id", Integer.toString(random.nextInt(4)));
            }
            if (random.nextInt(4) > 0) {
                candidate.put("is_pano", random.nextBoolean());
            }
            if (random.nextInt(4) > 0) {
                candidate.put("time", (long) random.nextInt(6));
                candidate.put("speed", (double) random.nextInt(6));
            }
            Decided decided = random(random, candidate, 4);
            assertThat(passes(decided.condition, candidate))
                    .as("%s on %s", decided.condition, candidate)
                    .isEqualTo(decided.verdict);
            passed += decided.verdict ? 1 : 0;
        }
        assertThat(passed).isBetween(4_000, 16_000);
    }

    private record Decided(Condition condition, boolean verdict) {}

    private static Decided random(Random random, Map<String, Object> candidate, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            if (random.nextInt(3) == 0) {
                Decided inner = random(random, candidate, depth - 1);
                return new Decided(not(inner.condition), !inner.verdict);
            }
            List<Decided> inner = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                inner.add(random(random, candidate, depth - 1));
            }
            List<Condition> conditions = inner.stream().map(Decided::condition).toList();
            return random.nextBoolean()
                    ? new Decided(allOf(conditions), inner.stream().allMatch(Decided::verdict))
                    : new Decided(anyOf(conditions), inner.stream().anyMatch(Decided::verdict));
        }
        String wanted = Integer.toString(random.nextInt(4));
        long from = random.nextInt(4);
        long to = from + random.nextInt(3);
        boolean included = random.nextBoolean();
        return switch (random.nextInt(9)) {
            case 0 -> new Decided(id(wanted), wanted.equals(candidate.get("id")));
            case 1 -> new Decided(PANO, Boolean.TRUE.equals(candidate.get("is_pano")));
            case 2 -> new Decided(missing("id"), !candidate.containsKey("id"));
            case 3 -> new Decided(ALWAYS, true);
            case 4 -> new Decided(NEVER, false);
            case 5 -> new Decided(missing("time"), !candidate.containsKey("time"));
            case 6 ->
                new Decided(
                        time(from, to), candidate.get("time") instanceof Long millis && millis >= from && millis <= to);
            case 7 ->
                new Decided(
                        speed((double) from, included, (double) to, !included),
                        candidate.get("speed") instanceof Double speed
                                && (included ? speed >= from : speed > from)
                                && (included ? speed < to : speed <= to));
            default -> new Decided(idLike(wanted), wanted.equals(candidate.get("id")));
        };
    }

    private static boolean passes(Condition condition, Map<String, Object> candidate) {
        return condition
                .bind(new Condition.Binding() {
                    @Override
                    public BooleanSupplier attribute(String attribute, ValueCondition test) {
                        @Nullable Object value = candidate.get(attribute);
                        return () -> test.passes(value);
                    }

                    @Override
                    public BooleanSupplier position(Bbox box) {
                        return () -> box.contains(0, 0);
                    }
                })
                .getAsBoolean();
    }
}
