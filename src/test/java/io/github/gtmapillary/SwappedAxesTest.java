package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.store.QueryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.spatial.DefaultCRSFilterVisitor;
import org.geotools.filter.spatial.ReprojectingFilterVisitor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CQL as GeoServer's WFS reads it: from version 1.1 on, coordinates without a reference system are latitude, longitude. */
class SwappedAxesTest {
    private static final String WFS_1_0 = "EPSG:4326";
    private static final String WFS_1_1 = "urn:ogc:def:crs:EPSG::4326";
    private static final String WITHOUT_SYSTEM = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)";

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(QueryReader.class);

    /** A filter in the form in which GeoServer passes it to the store. */
    private static Query asOf(String system, String cql) throws Exception {
        var filters = CommonFactoryFinder.getFilterFactory();
        boolean longitudeFirst = system.equals(WFS_1_0);
        Filter filter = ECQL.toFilter(cql);
        Filter withSystem =
                (Filter) filter.accept(new DefaultCRSFilterVisitor(filters, CRS.decode(system, longitudeFirst)), null);
        Filter reprojected = (Filter) withSystem.accept(
                new ReprojectingFilterVisitor(filters, sandbox.store().getSchema("images")), null);
        return new Query("images", reprojected);
    }

    @ParameterizedTest
    @ValueSource(strings = {WFS_1_0, WFS_1_1})
    void theExampleOfMessagesMeansTheSamePlaceInEveryVersion(String system) throws Exception {
        List<String> there = sandbox.ids(SandboxStore.query("images", WITHOUT_SYSTEM));

        assertThat(sandbox.ids(asOf(system, InvalidQueryException.EXAMPLE_BOX)))
                .hasSizeGreaterThan(1000)
                .containsExactlyInAnyOrderElementsOf(there);
        assertThat(log.at(Level.INFO)).isEmpty();
    }

    @Test
    void theExampleIsInTheMessageOfAQueryWithoutAPlace() {
        assertThatExceptionOfType(MapillaryException.class)
                .isThrownBy(() -> sandbox.read(SandboxStore.query("detections", "value = 'a'")))
                .withMessageContaining("as in " + InvalidQueryException.EXAMPLE_BOX);
        assertThatExceptionOfType(MapillaryException.class)
                .isThrownBy(() -> sandbox.read(SandboxStore.query("points", "value = 'a'")))
                .withMessageContaining("such as " + InvalidQueryException.EXAMPLE_BOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {WITHOUT_SYSTEM, "DWITHIN(geometry, POINT(12.995 55.6), 500, meters)"})
    void anEmptyAnswerNamesThePlaceInTheLog(String cql) throws Exception {
        assertThat(sandbox.ids(asOf(WFS_1_0, cql))).isNotEmpty();
        assertThat(log.at(Level.INFO)).isEmpty();

        assertThat(sandbox.ids(asOf(WFS_1_1, cql))).isEmpty();

        assertThat(log.at(Level.INFO))
                .singleElement()
                .asString()
                .matches(
                        "Nothing of images was found in longitude 55\\.\\d{4} to 55\\.\\d{4}, latitude 12\\.\\d{4} to 1[23]\\.\\d{4}\\."
                                + " If these are swapped: .*");
    }

    @Test
    void anEmptyMapAndAPlaceThatCannotBeSwappedAreNotInTheLog() throws Exception {
        Query map = asOf(WFS_1_1, WITHOUT_SYSTEM);
        map.setHints(new Hints(Hints.GEOMETRY_DISTANCE, 1e-5));

        assertThat(sandbox.ids(map)).isEmpty();
        assertThat(sandbox.ids(SandboxStore.query("images", "BBOX(geometry, 120, 10, 120.01, 10.01)")))
                .isEmpty();

        assertThat(log.at(Level.INFO)).isEmpty();
    }

    /** Boxes in numbers in all that people copy from: messages and documents. */
    @Test
    void everyExampleOfABoxNamesItsReferenceSystem() throws IOException {
        Pattern box = Pattern.compile("BBOX\\(\\w+, *[-0-9][^)]*\\)?");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(
                Stream.of(Path.of("README.md")),
                Stream.of("docs", "geoserver-config", "src/main").flatMap(SwappedAxesTest::filesIn))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher matcher = box.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group());
                }
            }
        }
        assertThat(found).isNotEmpty().allMatch(example -> example.endsWith(", 'CRS:84')"));
    }

    private static Stream<Path> filesIn(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(md|java|sh|txt|ftl|xml|sld|properties)"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException("the tests run in the project's folder", e);
        }
    }
}
