package io.github.gtmapillary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.TimeIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TileConditionsTest {
    private static final TileConditions CONDITIONS =
            new TileConditions(Map.of("object_value", "value", "last_seen_at", "last_seen_at", "is_pano", "is_pano"));

    private final Map<String, Object> tile = new HashMap<>();

    @Test
    void namesAreThoseOfTheTile() {
        Condition bench = passes("object_value", new OneOf(Set.of("object--bench")));

        tile.put("value", "object--bench");
        assertThat(holds(bench)).isTrue();
        tile.put("value", "object--manhole");
        assertThat(holds(bench)).isFalse();
    }

    @Test
    void whatTheTileDoesNotSayTheEntityMay() {
        assertThat(holds(passes("is_pano", new FlagIs(true)))).isTrue();
        assertThat(holds(passes("make", new OneOf(Set.of("none"))))).isTrue();
    }

    @Test
    void negationsRuleNothingOut() {
        tile.put("is_pano", true);

        assertThat(holds(Condition.not(passes("is_pano", new FlagIs(true))))).isTrue();
    }

    @Test
    void timesAreGivenASecondEitherWay() {
        Condition before = passes("last_seen_at", new TimeIn(TimeRange.before(10_000)));

        tile.put("last_seen_at", 10_900L);
        assertThat(holds(before))
                .as("an entity says 10 s to what a tile calls 10.9 s")
                .isTrue();
        tile.put("last_seen_at", 11_000L);
        assertThat(holds(before)).isFalse();
        assertThat(CONDITIONS.widened(passes("last_seen_at", new TimeIn(TimeRange.until(Long.MAX_VALUE)))))
                .isNotNull();
    }

    @Test
    void positionsAreGivenAPixel() {
        assertThat(CONDITIONS.widened(new PositionIn(new Bbox(1, 2, 3, 4))))
                .isEqualTo(new PositionIn(new Bbox(1 - 1e-5, 2 - 1e-5, 3 + 1e-5, 4 + 1e-5)));
    }

    @Test
    void alternativesHoldOnlyWhereEachIsKnown() {
        Condition pano = passes("is_pano", new FlagIs(true));
        tile.put("is_pano", false);

        assertThat(holds(Condition.anyOf(List.of(pano, passes("make", new OneOf(Set.of("x")))))))
                .isTrue();
        assertThat(holds(Condition.allOf(List.of(pano, passes("make", new OneOf(Set.of("x")))))))
                .isFalse();
    }

    private static Condition passes(String attribute, ValueCondition test) {
        return new AttributePasses(attribute, test);
    }

    private boolean holds(Condition condition) {
        return CONDITIONS
                .widened(condition)
                .bind(new Condition.Binding() {
                    @Override
                    public BooleanSupplier attribute(String attribute, ValueCondition test) {
                        return () -> test.passes(tile.get(attribute));
                    }

                    @Override
                    public BooleanSupplier position(Bbox box) {
                        throw new IllegalStateException("no position is asked for");
                    }
                })
                .getAsBoolean();
    }
}
