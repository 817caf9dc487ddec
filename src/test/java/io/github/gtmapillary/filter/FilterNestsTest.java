package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.filter.Translations.wkt;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.oracle.FilterGenerator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters of many levels on a small stack. */
class FilterNestsTest {
    private static final int MANY = 4_500;
    private static final long SMALL_STACK = 512 * 1024;

    private static final SimpleFeature IMAGE = SampleFeatures.feature(
            IMAGES, wkt("POINT (1 2)"), Map.of("id", "1", "sequence_id", "q7", "compass_angle", 7.5));

    private static <T> T onSmallStack(Callable<T> task) throws Exception {
        FutureTask<T> running = new FutureTask<>(task);
        Thread thread = new Thread(null, running, "small stack", SMALL_STACK);
        thread.start();
        thread.join();
        return running.get();
    }

    private static Filter angle(int i) {
        return FF.between(FF.property("compass_angle"), FF.literal(i + 0.25), FF.literal(i + 0.75));
    }

    private static Filter nested(int levels, BinaryOperator<Filter> operator) {
        return IntStream.range(0, levels)
                .mapToObj(FilterNestsTest::angle)
                .reduce(operator)
                .orElseThrow();
    }

    static Stream<Filter> chains() {
        Filter nots = angle(7);
        for (int i = 0; i < MANY; i++) {
            nots = FF.not(nots);
        }
        return Stream.of(
                nested(MANY, FF::or),
                nested(MANY, (a, b) -> FF.or(b, a)),
                nested(MANY, (a, b) -> FF.or(FF.not(FF.not(a)), b)),
                FF.or(IntStream.range(0, MANY).mapToObj(FilterNestsTest::angle).toList()),
                FF.not(nested(MANY, FF::and)),
                nots,
                FF.or(FF.and(List.of(Filter.INCLUDE, nots)), Filter.EXCLUDE));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void longChainsAreTranslatedEvaluatedAndPrinted(Filter chain) throws Exception {
        boolean accepted = onSmallStack(() -> {
            Translation translation = translate(IMAGES, chain);
            translation.filter().accept(new FilterAttributeExtractor(), null);
            assertThat(ECQL.toCQL(translation.filter())).contains("compass_angle");
            assertThat(translation.condition().toString()).isNotEmpty();
            assertThat(SampleFeatures.fulfils(translation.condition(), IMAGES, IMAGE))
                    .isTrue();
            return translation.filter().evaluate(IMAGE);
        });
        assertThat(accepted).isTrue();
    }

    /** The deepest that is taken: AND and OR in turns, with functions at the bottom. */
    @Test
    void asManyLevelsAsAreAllowedHaveRoom() throws Exception {
        Expression calls = FF.property("compass_angle");
        for (int i = 0; i < FilterNests.MOST_LEVELS / 2 - 3; i++) {
            calls = FF.function("abs", calls);
        }
        Filter nest = FF.greater(calls, FF.literal(5));
        for (int i = 0; i < FilterNests.MOST_LEVELS / 2; i++) {
            nest = i % 2 == 0 ? FF.or(angle(i + 20), nest) : FF.and(nest, FF.not(angle(i + 20)));
        }
        Filter deepest = nest;
        assertThat(onSmallStack(() -> {
                    Translation translation = translate(IMAGES, deepest);
                    translation.filter().accept(new FilterAttributeExtractor(), null);
                    assertThat(ECQL.toCQL(translation.filter())).contains("compass_angle");
                    return translation.filter().evaluate(IMAGE);
                }))
                .isTrue();
    }

    static Stream<Filter> tooDeep() {
        Filter turns = angle(7);
        Expression sum = FF.property("compass_angle");
        Expression calls = FF.property("compass_angle");
        for (int i = 0; i < MANY; i++) {
            turns = i % 2 == 0 ? FF.or(angle(i), turns) : FF.and(turns, angle(i));
            sum = FF.add(sum, FF.literal(1));
            calls = FF.function("abs", calls);
        }
        return Stream.of(
                turns,
                FF.not(turns),
                FF.greater(sum, FF.literal(5)),
                FF.isNull(calls),
                FF.between(FF.literal(1), FF.literal(0), calls),
                FF.like(calls, "a%"));
    }

    @ParameterizedTest
    @MethodSource("tooDeep")
    void whatIsDeeperIsRefused(Filter filter) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> {
                    try {
                        onSmallStack(() -> translate(IMAGES, filter));
                    } catch (java.util.concurrent.ExecutionException e) {
                        throw (Exception) e.getCause();
                    }
                })
                .withMessageContaining("more than 100 levels deep");
    }

    /** GeoTools takes twice as long for each level of a calculation: forty would take days. */
    @Test
    void calculationsThatWouldTakeDaysAreRefused() throws Exception {
        Expression sum = FF.property("compass_angle");
        for (int i = 0; i < FilterNests.MOST_CALCULATIONS; i++) {
            sum = FF.add(sum, FF.literal(1));
        }
        assertThat(translate(IMAGES, FF.equals(sum, FF.literal(19.5))).filter().evaluate(IMAGE))
                .isTrue();
        Filter more = FF.equals(FF.subtract(FF.literal(40), sum), FF.literal(20.5));
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> translate(IMAGES, more))
                .withMessageContaining("calculations more than 12");
    }

    @Test
    void aFlatFilterMeansTheSame() {
        FilterGenerator<WrittenFilter> generator = new FilterGenerator<>(
                new Random(7),
                List.of(random -> WrittenFilter.same(angle(7)), random -> WrittenFilter.same(angle(8))),
                WrittenFilter.joints(4));
        int accepted = 0;
        for (int run = 0; run < 2_000; run++) {
            Filter filter = generator.draw(6).plain();
            boolean expected = filter.evaluate(IMAGE);
            assertThat(FilterNests.flat(filter).evaluate(IMAGE))
                    .as(filter.toString())
                    .isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isBetween(500, 1_500);
    }
}
