package io.github.gtmapillary.model;

import static io.github.gtmapillary.model.Condition.ALWAYS;
import static io.github.gtmapillary.model.Condition.NEVER;
import static io.github.gtmapillary.model.Condition.allOf;
import static io.github.gtmapillary.model.Condition.anyOf;
import static io.github.gtmapillary.model.Condition.not;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Condition.AttributePasses;
import io.github.gtmapillary.model.Condition.PositionIn;
import io.github.gtmapillary.model.ValueTest.FlagIs;
import io.github.gtmapillary.model.ValueTest.Like;
import io.github.gtmapillary.model.ValueTest.Missing;
import io.github.gtmapillary.model.ValueTest.NumberIn;
import io.github.gtmapillary.model.ValueTest.OneOf;
import io.github.gtmapillary.model.ValueTest.TimeIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
                .isEqualTo(new Condition.AllOf(List.of(PANO, FAST, id("1"))));
    }

    @Test
    void idsOfAnOrBecomeOneSet() {
        assertThat(anyOf(List.of(id("1"), id("2", "3"), anyOf(List.of(id("3"), id("4"))))))
                .isEqualTo(id("1", "2", "3", "4"));
        assertThat(anyOf(List.of(id("1"), PANO, id("2")))).isEqualTo(new Condition.AnyOf(List.of(PANO, id("1", "2"))));
        assertThat(anyOf(List.of(id("1"), new AttributePasses("other", new OneOf(Set.of("1"))))))
                .isInstanceOf(Condition.AnyOf.class);
    }

    @Test
    void absentValuesPassOnlyMissingAndWhateverIsNegated() {
        List<ValueTest> tests = List.of(
                new OneOf(Set.of("null", "")),
                new Like("%", Pattern.compile(".*"), ""),
                new NumberIn(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true),
                new TimeIn(new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE)),
                new FlagIs(false));
        assertThat(tests).noneMatch(test -> test.passes(null));
        assertThat(new Missing().passes(null)).isTrue();
        assertThat(new Missing().passes("")).isFalse();
        for (ValueTest test : tests) {
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
        assertThat(new Like("a_", Pattern.compile("a."), "a").passes("abc")).isFalse();
        assertThat(new Like("a_", Pattern.compile("a."), "a").passes("ab")).isTrue();
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
        assertThat(new AttributePasses("a", new Like("b%", Pattern.compile("b.*"), "b")))
                .hasToString("a like b%");
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
        for (int run = 0; run < 5_000; run++) {
            Map<String, Object> candidate = new HashMap<>();
            if (random.nextInt(4) > 0) {
                candidate.put("id", Integer.toString(random.nextInt(4)));
            }
            if (random.nextInt(4) > 0) {
                candidate.put("is_pano", random.nextBoolean());
            }
            Decided decided = random(random, candidate, 4);
            assertThat(passes(decided.condition, candidate))
                    .as("%s on %s", decided.condition, candidate)
                    .isEqualTo(decided.verdict);
            passed += decided.verdict ? 1 : 0;
        }
        assertThat(passed).isBetween(1_000, 4_000);
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
        return switch (random.nextInt(5)) {
            case 0 -> new Decided(id(wanted), wanted.equals(candidate.get("id")));
            case 1 -> new Decided(PANO, Boolean.TRUE.equals(candidate.get("is_pano")));
            case 2 -> new Decided(new AttributePasses("id", new Missing()), !candidate.containsKey("id"));
            case 3 -> new Decided(ALWAYS, true);
            default -> new Decided(NEVER, false);
        };
    }

    private static boolean passes(Condition condition, Map<String, Object> candidate) {
        return condition
                .bind(new Condition.Binding() {
                    @Override
                    public BooleanSupplier attribute(String attribute, ValueTest test) {
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
