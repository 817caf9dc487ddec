package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data stores that a program does not dispose. */
@Timeout(240)
class ForgottenStoresTest {
    private static final Query QUERY = SandboxStore.query("images", "BBOX(geometry, 12.99, 55.6, 12.991, 55.601)");

    @TempDir
    Path folder;

    @Test
    void tenThousandForgottenStoresFitIntoLittleMemory() throws IOException {
        JavaRun run = JavaRun.of(
                JavaRun.thisJava(),
                folder,
                Map.of(),
                List.of(
                        "-Xmx96m",
                        "-cp",
                        JavaRun.classPath(),
                        ForgottenStores.class.getName(),
                        "10000",
                        folder.resolve("cache").toString()));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Integer.parseInt(run.out().strip())).isLessThan(5000);
    }

    @Test
    void aStoreWhoseReaderIsInUseKeepsWorkingAndIsShownInJmx() throws Exception {
        try (SandboxStore sandbox = SandboxStore.open(Map.of())) {
            int shown = namesInJmx();
            FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                    openAndForget(cachedIn(folder, sandbox.sandbox().url()));
            int features = 0;
            while (reader.hasNext()) {
                reader.next();
                features++;
                if (features == 1) {
                    collect();
                }
            }

            assertThat(features).isEqualTo(sandbox.count(QUERY)).isGreaterThan(1);
            assertThat(namesInJmx()).isEqualTo(shown + 1);
            reader.close();
        }
    }

    /** In a method of its own, so that no variable on the stack holds the store. */
    private static FeatureReader<SimpleFeatureType, SimpleFeature> openAndForget(Map<String, Object> parameters)
            throws IOException {
        return SandboxStore.find(parameters).getFeatureReader(QUERY, Transaction.AUTO_COMMIT);
    }

    private static Map<String, Object> cachedIn(Path folder, String url) {
        Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(url));
        parameters.putAll(Map.of("cache_dir", folder.resolve("cache").toString(), "cache_size_mb", 1));
        return parameters;
    }

    /** Waits until an object that nobody uses has been collected: then others that were forgotten before have been too. */
    private static void collect() {
        WeakReference<Object> forgotten = new WeakReference<>(new Object());
        while (forgotten.get() != null) {
            System.gc();
        }
    }

    private static int namesInJmx() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("io.github.gtmapillary:type=DataStore,*"), null)
                .size();
    }
}
