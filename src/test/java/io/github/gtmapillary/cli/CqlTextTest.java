package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Or;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CqlTextTest {

    private static final int SMALL_STACK = 512 << 10;

    @Test
    void thousandsOfConditionsAreAnsweredOnASmallStack() throws Exception {
        CommandRun command = new CommandRun();
        assertThat(onSmallStack(() -> command.run("query", "images", "--format", "csv", "--cql", joined(" OR "))))
                .as(command.err())
                .isZero();
        assertThat(((Or) command.store.lastQuery().getFilter()).getChildren()).hasSize(4500);
        assertThat(command.out().lines().skip(1)).anyMatch(line -> line.startsWith("images.1,"));
    }

    @Test
    void thousandsOfConditionsMayBeInBracketsOrJoinedWithAnd() throws Exception {
        String brackets = "\"id\" = '0' OR (".repeat(4499) + "\"id\" = '1'" + ")".repeat(4499);
        assertThat(((Or) onSmallStack(() -> CqlText.parse(brackets))).getChildren())
                .hasSize(4500);
        assertThat(((And) onSmallStack(() -> CqlText.parse(joined(" AND ")))).getChildren())
                .hasSize(4500);
    }

    @Test
    void conditionsOfOneKindComeSideBySideInTheirOrder() throws Exception {
        Filter filter = CqlText.parse("(a = 1 OR b = 2) OR (c = 3 AND (d = 4 AND e = 5)) OR NOT (f = 6 OR g = 7)");
        assertThat(ECQL.toCQL(filter))
                .isEqualTo("a = 1 OR b = 2 OR (c = 3 AND d = 4 AND e = 5) OR NOT (f = 6 OR g = 7)");
        assertThat(((Or) filter).getChildren()).hasSize(4);
    }

    @Test
    void whatNestsAsDeepAsAllowedIsAnsweredOnASmallStack() throws Exception {
        CommandRun command = new CommandRun();
        String deep = nested(FlatFilter.MAX_LEVELS);
        assertThat(onSmallStack(() -> command.run("query", "images", "--format", "csv", "--cql", deep)))
                .as(command.err())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 1000, 5000})
    void whatNestsMoreDeeplyIsRefusedInOneLine(int levels) throws Exception {
        CommandRun command = new CommandRun();
        assertThat(onSmallStack(() -> command.run("query", "images", "--cql", nested(levels))))
                .isEqualTo(2);
        assertThat(command.err())
                .contains("' nests AND, OR, NOT, functions or sums more than 200 levels deep; list values")
                .contains("\"id\" IN ('1', '2')")
                .hasLineCount(1)
                .hasSizeLessThan(600);
        assertThat(command.opened).isEmpty();
    }

    @Test
    void sumsAndFunctionsCountAsWell() {
        for (String deep : List.of(
                "compass_angle > 1" + " + 1".repeat(300),
                "compass_angle > 1" + " * 1".repeat(300),
                "compass_angle > 1" + " + 1".repeat(100_000),
                "abs(".repeat(300) + "compass_angle" + ")".repeat(300) + " > 1")) {
            assertThatThrownBy(() -> CqlText.parse(deep))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("more than 200 levels deep");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CqlText.MAX_BRACKETS + 1, 1_000_000})
    void moreBracketsThanTheParserCanReadAreRefusedInOneLine(int brackets) throws Exception {
        CommandRun command = new CommandRun();
        String deep = "(".repeat(brackets) + "\"id\" = '1'" + ")".repeat(brackets);
        assertThat(command.run("query", "images", "--cql", deep)).isEqualTo(2);
        assertThat(command.err())
                .contains(
                        "…' has " + brackets + " levels of brackets, more than the 5000 that can be read; list values")
                .contains("\"id\" IN ('1', '2')")
                .hasLineCount(1)
                .hasSizeLessThan(600);
        assertThat(command.opened).isEmpty();
    }

    @Test
    void bracketsWithinQuotesAreText() {
        String brackets = "(".repeat(CqlText.MAX_BRACKETS + 1);
        assertThat(CqlText.parse("\"id\" = '" + brackets + "'")).isNotNull();
        assertThat(CqlText.parse("\"" + brackets + "\" = 'it''s (one)'")).isNotNull();
    }

    @Test
    void asManyBracketsAsAllowedAreRead() {
        String brackets = "(".repeat(CqlText.MAX_BRACKETS) + "\"id\" = '1'" + ")".repeat(CqlText.MAX_BRACKETS);
        assertThat(CqlText.parse(brackets)).isEqualTo(CqlText.parse("\"id\" = '1'"));
    }

    @Test
    void anInterruptStaysAndEndsNoParser() {
        Thread.currentThread().interrupt();
        Filter filter = CqlText.parse("a = 1");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(filter).isNotNull();
    }

    /** With one AND or OR in each other for each level. */
    private static String nested(int levels) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            text.append(level % 2 == 0 ? "\"id\" = '1' OR (" : "\"id\" = '2' AND (");
        }
        return text.append("\"id\" = '3'").append(")".repeat(levels)).toString();
    }

    private static String joined(String operator) {
        return IntStream.range(0, 4500).mapToObj(i -> "\"id\" = '" + i + "'").collect(Collectors.joining(operator));
    }

    private static <T> T onSmallStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(null, task, "small stack", SMALL_STACK).start();
        return task.get();
    }
}
