package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.ecql;
import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.GeometryFactory;

/** GeoServer hands one filter to many queries, and one query is read by several readers. */
class SharedFilterTest {
    private static final String FILTER = "INTERSECTS(geometry, POLYGON((0 0, 4 1, 1 4, 0 0), (1 1, 2 1, 1 2, 1 1)))"
            + " OR DWITHIN(geometry, LINESTRING(0 4, 4 4), 20, kilometers)"
            + " OR sequence_id ILIKE '%b%' AND BBOX(geometry, 2, 2, 3, 3)";

    @Test
    void oneFilterIsTranslatedAndEvaluatedByManyThreadsAtOnce() throws Exception {
        Random random = new Random(5);
        GeometryFactory geometries = new GeometryFactory();
        List<SimpleFeature> features = IntStream.range(0, 500)
                .mapToObj(i -> SampleFeatures.random(
                        IMAGES, random, geometries.createPoint(SampleGeometries.position(random, 2, 2, 2.5))))
                .toList();
        List<Boolean> expected = answers(translate(IMAGES, FILTER).filter(), features);
        assertThat(expected).contains(true, false);

        Filter shared = ecql(FILTER);
        Translation once = translate(IMAGES, shared);
        Callable<List<Boolean>> evaluate = () -> answers(once.filter(), features);
        Callable<List<Boolean>> translateAndEvaluate =
                () -> answers(translate(IMAGES, shared).filter(), features);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Boolean>>> tasks = IntStream.range(0, 64)
                    .mapToObj(i -> i % 2 == 0 ? evaluate : translateAndEvaluate)
                    .toList();
            for (Future<List<Boolean>> answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(shared).isEqualTo(ecql(FILTER));
    }

    private static List<Boolean> answers(Filter filter, List<SimpleFeature> features) {
        return features.stream().map(filter::evaluate).toList();
    }
}
