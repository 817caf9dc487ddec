package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The example in the Javadoc of {@link Clause}, row by row. */
class ClauseTest {
    private static final String BOX_A = "BBOX(geometry, 0, 0, 2, 2)";
    private static final String BOX_B = "BBOX(geometry, 1, 0, 3, 2)";
    private static final String OR = "(" + BOX_B + " OR \"id\" = '7')";
    private static final Region A = Region.of(wkt("POLYGON ((0 0, 0 2, 2 2, 2 0, 0 0))"));
    private static final Region B = Region.of(wkt("POLYGON ((1 0, 1 2, 3 2, 3 0, 1 0))"));
    private static final Condition ID_7 = new AttributePasses("id", new OneOf(Set.of("7")));

    @Test
    void aBoxIsARegionToTouch() throws IOException {
        Clause box = clause(BOX_A);

        assertThat(box.condition()).isEqualTo(Condition.ALWAYS);
        assertThat(box.exact()).isFalse();
        assertThat(box.touch()).isTrue();
        assertSame(box.region(), A);
        assertSame(box.named(), A);
        assertThat(box.disjuncts()).hasSize(1);
    }

    @Test
    void anIdIsAConditionThatDecides() throws IOException {
        assertThat(clause("\"id\" = '7'")).isEqualTo(Clause.decidedBy(ID_7));
    }

    @Test
    void anOrHasADisjunctForTheBoxAndOneForTheId() throws IOException {
        Clause or = clause(OR);

        assertThat(or.condition()).isEqualTo(Condition.ALWAYS);
        assertThat(or.touch()).isFalse();
        assertThat(or.region()).isEqualTo(Region.EVERYWHERE);
        assertSame(or.named(), B);
        assertThat(or.disjuncts()).extracting(Clause.Disjunct::condition).containsExactly(Condition.ALWAYS, ID_7);
    }

    @Test
    void anAndNarrowsTheRegionAndNamesBothBoxes() throws IOException {
        Clause and = clause(BOX_A + " AND " + OR);

        assertThat(and.condition()).isEqualTo(Condition.ALWAYS);
        assertSame(and.region(), A);
        assertSame(and.named(), A.union(B));
    }

    @Test
    void anAndNarrowsEachDisjunct() throws IOException {
        Clause and = clause(BOX_A + " AND " + OR);

        assertThat(and.disjuncts()).hasSize(2);
        Clause.Disjunct inBoth = and.disjuncts().get(0);
        assertThat(inBoth.condition()).isEqualTo(Condition.ALWAYS);
        assertSame(inBoth.region(), A.intersection(B));
        assertSame(inBoth.named(), A.union(B));
        Clause.Disjunct ofTheId = and.disjuncts().get(1);
        assertThat(ofTheId.condition()).isEqualTo(ID_7);
        assertSame(ofTheId.region(), A);
        assertSame(ofTheId.named(), A);
    }

    @Test
    void aBoxAroundATouchedBoxIsNotNamed() throws IOException {
        assertSame(clause(BOX_A + " AND BBOX(geometry, -1, -1, 9, 9)").named(), A);
    }

    private static Clause clause(String ecql) throws IOException {
        return new ClauseBuilder(SEQUENCES, TypeSchema.GEOMETRY)
                .build(translate(SEQUENCES, ecql).filter());
    }

    /** Two regions are the same if each covers the other; how they are cut into parts does not matter. */
    private static void assertSame(Region region, Region expected) {
        assertThat(region.unbounded()).isEqualTo(expected.unbounded());
        assertThat(region.covers(expected) && expected.covers(region))
                .as("%s is %s", region, expected)
                .isTrue();
    }
}
