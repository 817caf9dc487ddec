package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands of ORed conditions, as programs nest them, on a small stack. */
class DeepFilterTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final int MANY = 4_500;

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static <T> T onSmallStack(Callable<T> task) throws Exception {
        FutureTask<T> running = new FutureTask<>(task);
        Thread thread = new Thread(null, running, "small stack", 512 * 1024);
        thread.start();
        thread.join();
        return running.get();
    }

    private static Filter box() {
        return SandboxStore.query("images", "BBOX(geometry, 12.98, 55.595, 12.989, 55.604)")
                .getFilter();
    }

    private static Filter angle(int i) {
        return FF.between(FF.property("compass_angle"), FF.literal(i * 0.08), FF.literal(i * 0.08 + 0.01));
    }

    @Test
    void theyAreExplainedCountedAndRead() throws Exception {
        Filter either = angle(0);
        for (int i = 1; i < MANY; i++) {
            either = FF.or(either, angle(i));
        }
        Filter all = FF.and(either, box());
        SimpleFeatureSource source = sandbox.store().getFeatureSource("images");
        List<String> expected = sandbox.read(new Query("images", box())).stream()
                .filter(feature -> feature.getAttribute("compass_angle") instanceof Double angle
                        && angle - Math.floor(angle / 0.08 + 1e-9) * 0.08 <= 0.01)
                .map(feature -> feature.getID().substring("images.".length()))
                .sorted()
                .toList();

        assertThat(expected).isNotEmpty();
        assertThat(onSmallStack(
                        () -> sandbox.store().explain(new Query("images", all)).requests()))
                .isNotEmpty();
        assertThat(onSmallStack(() -> source.getCount(new Query("images", all))))
                .isEqualTo(expected.size());
        assertThat(onSmallStack(() ->
                        sandbox.ids(new Query("images", all)).stream().sorted().toList()))
                .isEqualTo(expected);
        assertThat(onSmallStack(() -> source.getFeatures(all).size())).isEqualTo(expected.size());
    }

    @Test
    void whatNestsTooDeeplyIsRefusedByName() {
        Filter turns = angle(0);
        for (int i = 1; i < MANY; i++) {
            turns = i % 2 == 0 ? FF.or(angle(i), turns) : FF.and(turns, box());
        }
        Query query = new Query("images", turns);

        assertThatThrownBy(() -> onSmallStack(() -> sandbox.read(query)))
                .matches(DeepFilterTest::isMistakeOfQuery)
                .hasMessageContaining("levels deep");
        assertThatThrownBy(() -> onSmallStack(
                        () -> sandbox.store().getFeatureSource("images").getBounds(query)))
                .matches(DeepFilterTest::isMistakeOfQuery);
        assertThat(sandbox.sent()).isZero();
    }

    private static boolean isMistakeOfQuery(Throwable thrown) {
        return MapillaryException.in(thrown)
                .filter(failure -> failure.kind() == FailureKind.QUERY)
                .isPresent();
    }
}
