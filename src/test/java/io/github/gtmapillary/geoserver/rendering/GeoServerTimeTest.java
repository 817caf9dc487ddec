package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.geoserver.config.ConfigFile;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.FeatureCalc;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GeoServer's queries on a layer with TIME, in its own forms. */
class GeoServerTimeTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final Date FROM = date("2014-01-01T00:00:00Z");
    private static final Date TO = date("2026-01-01T00:00:00Z");
    private static final Date BEFORE_CAMERAS = date("1980-01-01T00:00:00Z");

    /** The overview of the world, one of a part of it, four tiles where it shows most images, and four more. */
    private static final int FEW = 11;

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    /** With a sandbox of its own: of readers that stop early, requests may come late. */
    @RegisterExtension
    private static final SandboxStore cached = SandboxStore.open(Map.of("memory_cache_mb", 64));

    // before a map is drawn: is there anything of that time?

    private static Query isThereAnything(String typeName, String time, Filter filter) {
        Query query = new Query(typeName, filter);
        query.setMaxFeatures(1);
        query.setPropertyNames(time);
        return query;
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void aRangeATimeAndAListOfTimesThatAreThereAreFoundInAFewRequests(String typeName, String time) throws Exception {
        Expression attribute = FF.property(time);
        List<SimpleFeature> inRange = asked(typeName, time, FF.between(attribute, FF.literal(FROM), FF.literal(TO)));
        Date there = (Date) inRange.get(0).getAttribute(time);
        Filter one = FF.equals(attribute, FF.literal(new Date(there.getTime())));
        Filter list = FF.or(List.of(
                FF.equals(attribute, FF.literal(BEFORE_CAMERAS)),
                one,
                FF.between(attribute, FF.literal(BEFORE_CAMERAS), FF.literal(BEFORE_CAMERAS))));

        assertThat(inRange).hasSize(1);
        assertThat(there).isBetween(FROM, TO);
        assertThat(asked(typeName, time, one))
                .extracting(feature -> feature.getAttribute(time))
                .containsExactly(there);
        assertThat(asked(typeName, time, list))
                .extracting(feature -> feature.getAttribute(time))
                .containsExactly(there);
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void timesThatAreNotThereAreMissedInAFewRequestsToo(String typeName, String time) throws Exception {
        Expression attribute = FF.property(time);
        Filter before = FF.equals(attribute, FF.literal(BEFORE_CAMERAS));

        assertThat(asked(typeName, time, before)).isEmpty();
        assertThat(asked(typeName, time, FF.between(attribute, FF.literal(new Date(0)), FF.literal(BEFORE_CAMERAS))))
                .isEmpty();
        assertThat(asked(typeName, time, FF.or(before, FF.equals(attribute, FF.literal(new Date(0))))))
                .isEmpty();
    }

    /** GeoServer names the end attribute of a dimension as well, which may be the attribute; GeoTools 35 refuses a type with one twice. */
    @Test
    void anAttributeThatIsNamedTwiceIsReadOnce() throws Exception {
        Query query = isThereAnything("images", "captured_at", Filter.INCLUDE);
        query.setPropertyNames("captured_at", "captured_at");

        SimpleFeatureCollection found = layer(sandbox, "images").getFeatures(query);

        assertThat(found.getSchema().getAttributeCount()).isOne();
        assertThat(DataUtilities.list(found)).hasSize(1);
    }

    /** They may be anywhere, so that it takes some searching, the first time. */
    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void timesThatMightBeThereAreLookedForInNoMoreThanAHundredTiles(String typeName, String time) throws Exception {
        Date later = Date.from(Instant.parse("2099-01-01T00:00:00Z"));
        Query query = isThereAnything(typeName, time, FF.greater(FF.property(time), FF.literal(later)));
        try (SandboxStore fresh = SandboxStore.open(Map.of("memory_cache_mb", 64))) {
            assertThat(layer(fresh, typeName).getFeatures(query).isEmpty()).isTrue();
            assertThat(fresh.takeRequests()).hasSizeBetween(1, 100).doesNotHaveDuplicates();

            assertThat(layer(fresh, typeName).getFeatures(query).isEmpty()).isTrue();
            assertThat(fresh.takeRequests()).isEmpty();
        }
    }

    /** GeoServer would refuse to draw the map. */
    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void everyMonthThatHasSomethingIsFound(String typeName, String time) throws Exception {
        Set<YearMonth> months = TrueFeature.all(typeName, SandboxWorld.standard(), Positions.ORIGINAL).stream()
                .map(feature -> feature.get(time))
                .filter(Objects::nonNull)
                .map(date -> YearMonth.from(((Date) date).toInstant().atOffset(ZoneOffset.UTC)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(months).hasSizeGreaterThan(50);
        for (YearMonth month : months) {
            Filter within =
                    FF.between(FF.property(time), FF.literal(begin(month)), FF.literal(begin(month.plusMonths(1))));
            assertThat(layer(cached, typeName)
                            .getFeatures(isThereAnything(typeName, time, within))
                            .isEmpty())
                    .as(month.toString())
                    .isFalse();
        }
    }

    private static Date begin(YearMonth month) {
        return Date.from(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void withoutATimeAnyFeatureWillDo(String typeName, String time) throws Exception {
        assertThat(asked(typeName, time, Filter.INCLUDE)).hasSize(1);
    }

    /** Asks with few requests, and again with none. */
    private static List<SimpleFeature> asked(String typeName, String time, Filter filter) throws Exception {
        Query query = isThereAnything(typeName, time, filter);
        try (SandboxStore fresh = SandboxStore.open(Map.of("memory_cache_mb", 64))) {
            List<SimpleFeature> found =
                    DataUtilities.list(layer(fresh, typeName).getFeatures(query));
            assertThat(fresh.takeRequests())
                    .hasSizeBetween(1, found.isEmpty() ? FEW : fewestFor(typeName))
                    .doesNotHaveDuplicates();

            assertThat(layer(fresh, typeName).getFeatures(query).isEmpty()).isEqualTo(found.isEmpty());
            QueryReport again = report(fresh, query);
            assertThat(again.requests()).as("in the cache").isEqualTo(again.cacheHits());
            return found;
        }
    }

    /** Only images, and what consists of them, are in the overview. */
    private static int fewestFor(String typeName) {
        return typeName.equals("images") || typeName.equals("sequences") ? 3 : FEW;
    }

    private static QueryReport report(SandboxStore store, Query query) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.store().getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                reader.next();
            }
            return QueryReport.of(reader).orElseThrow();
        }
    }

    // a default time that is computed, and capabilities without fixed ends

    @ParameterizedTest
    @CsvSource({
        "images, captured_at, 1",
        "sequences, captured_at, 1",
        "points, last_seen_at, 0",
        "traffic_signs, last_seen_at, 0"
    })
    void theFirstTheLastAndTheNearestTimeCostARequestOrNone(String typeName, String time, int requests)
            throws Exception {
        Date wanted = date("2019-06-01T00:00:00Z");

        Date first = (Date) visited(sandbox, typeName, time, new MinVisitor(FF.property(time)));
        Date last = (Date) visited(sandbox, typeName, time, new MaxVisitor(FF.property(time)));
        Date nearest = (Date) visited(sandbox, typeName, time, new NearestVisitor(FF.property(time), wanted));

        assertThat(first).isBefore(last);
        assertThat(nearest).isBetween(first, last, true, true);
        assertThat(sandbox.takeRequests()).hasSize(requests).allMatch(request -> request.endsWith("/0/0/0"));

        visited(cached, typeName, time, new MinVisitor(FF.property(time)));
        cached.takeRequests();
        assertThat(visited(cached, typeName, time, new MinVisitor(FF.property(time))))
                .isEqualTo(first);
        assertThat(cached.sent()).as("not in the cache").isZero();
    }

    /** A dimension that an administrator presents as a list: without an answer the capabilities would drop the layer. */
    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "points, last_seen_at", "traffic_signs, last_seen_at"})
    void aListOfAllTimesIsShort(String typeName, String time) throws Exception {
        Object times = visited(sandbox, typeName, time, new UniqueVisitor(time));

        assertThat((Set<?>) times).hasSizeBetween(5, 100);
        assertThat(sandbox.sent()).isZero();
    }

    private static Object visited(SandboxStore store, String typeName, String time, FeatureCalc visitor)
            throws Exception {
        Query query = new Query(typeName, Filter.INCLUDE);
        query.setPropertyNames(time);
        layer(store, typeName).getFeatures(query).accepts(visitor, null);
        return visitor.getResult().getValue();
    }

    // a map of the default time that the layers are configured with

    @ParameterizedTest
    @CsvSource({
        "images, is_pano = true, is_pano = false AND compass_angle > 90",
        "sequences, is_pano = true, is_pano = false",
        "points, value LIKE 'object--%', value IS NULL",
        "traffic_signs, value LIKE 'regulatory--%', value LIKE 'warning--%'"
    })
    void theDefaultTimeDrawsWhatHasATime(String typeName, String rule, String otherRule) throws Exception {
        ConfigFile layer = ConfigFile.read(ConfigFile.STORE.resolve(typeName).resolve("featuretype.xml"));
        String time = layer.text("//dimensionInfo/attribute");
        Filter defaultTime =
                TimeDimension.of(typeName).filter(layer.text("//dimensionInfo/defaultValue/referenceValue"));
        List<Filter> rules = List.of(
                SandboxStore.query(typeName, rule).getFilter(),
                SandboxStore.query(typeName, otherRule).getFilter());
        DrawnMap map = DrawnMap.web(15, 12.99, 55.6, 600, 400);
        Query all = map.query(typeName);
        List<String> expected = sandbox.read(all).stream()
                .filter(feature -> feature.getAttribute(time) != null)
                .filter(feature -> rules.stream().anyMatch(filter -> filter.evaluate(feature)))
                .map(SimpleFeature::getID)
                .toList();
        List<String> requests = sandbox.takeRequests();

        SimpleFeatureCollection drawn =
                layer(sandbox, typeName).getFeatures(map.query(typeName, defaultTime, rules, "geometry", time));

        assertThat(DataUtilities.list(drawn))
                .extracting(SimpleFeature::getID)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sandbox.takeRequests()).containsExactlyInAnyOrderElementsOf(requests);
    }

    private static GeoServerLayer layer(SandboxStore store, String typeName) throws Exception {
        return new GeoServerLayer(store.store().getFeatureSource(typeName), CRS.decode("EPSG:4326", true));
    }

    private static Date date(String instant) {
        return Date.from(Instant.parse(instant));
    }
}
