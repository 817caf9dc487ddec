package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.FilterFactory;
import org.geotools.data.util.ScreenMap;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.FeatureCalc;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about the whole world, as map servers ask them. */
class UnboundedTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();
    private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void aFewFeaturesComeFromWhereImagesAre(String typeName) throws IOException {
        Set<String> all = TrueFeature.all(typeName, WORLD, Positions.ORIGINAL).stream()
                .map(TrueFeature::fid)
                .collect(Collectors.toSet());
        Query query = new Query(typeName);
        query.setMaxFeatures(7);

        // one of its own: of a reader that has stopped, requests may still arrive
        try (SandboxStore fresh = SandboxStore.open(Map.of())) {
            List<SimpleFeature> features = fresh.read(query);

            assertThat(features).hasSize(7);
            assertThat(features.stream().map(SimpleFeature::getID).toList())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(all);
            assertFewRequests(fresh.takeRequests());
        }
        assertThat(sandbox.count(query)).isEqualTo(7);
    }

    private static void assertFewRequests(List<String> requests) {
        assertThat(requests).hasSizeLessThan(8).doesNotHaveDuplicates();
        assertThat(requests.get(0)).endsWith("/0/0/0");
        assertThat(requests.get(1)).contains("/5/");
    }

    @Test
    void aFewEntitiesComeFromThereToo() throws IOException {
        for (String typeName : List.of("image_entities", "map_feature_entities")) {
            Query query = new Query(typeName);
            query.setMaxFeatures(3);

            try (SandboxStore fresh = SandboxStore.open(Map.of())) {
                assertThat(fresh.read(query)).hasSize(3);
                assertThat(fresh.takeRequests()).hasSizeLessThan(9);
            }
        }
    }

    @Test
    void aFilterIsSearchedForUntilTheLimitIsMet() throws IOException {
        Query query = SandboxStore.query("images", "is_pano = true");
        query.setMaxFeatures(5);

        assertThat(sandbox.read(query))
                .hasSize(5)
                .allMatch(feature -> Boolean.TRUE.equals(feature.getAttribute("is_pano")));
    }

    @Test
    void pagesOfTheWholeWorldAddUp() throws IOException {
        Query query = new Query("images");
        query.setMaxFeatures(60);
        List<String> all = sandbox.ids(query);
        Query second = new Query(query);
        second.setStartIndex(20);
        second.setMaxFeatures(20);
        Query first = new Query(second);
        first.setStartIndex(0);
        Query whole = new Query(first);
        whole.setMaxFeatures(40);

        assertThat(all).hasSize(60);
        List<String> both = new java.util.ArrayList<>(sandbox.ids(first));
        both.addAll(sandbox.ids(second));
        assertThat(both).isEqualTo(sandbox.ids(whole));
    }

    @Test
    void tilesThatHoldTooLittleAreNotTakenForTheWorld() throws IOException {
        try (SandboxStore strict = SandboxStore.open(Map.of("max_tiles", 8))) {
            Query query = SandboxStore.query("images", "\"creator_id\" = 'nobody'");
            query.setMaxFeatures(1);

            assertThatIOException()
                    .isThrownBy(() -> strict.read(query))
                    .withMessageContaining("does not say where")
                    .withMessageContaining("max_tiles=8")
                    .withMessageContaining("BBOX");
            assertThat(strict.takeRequests()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void allOfTheWorldIsRefused() {
        Query large = new Query("images");
        large.setMaxFeatures(1001);
        for (Query query : List.of(new Query("images"), large, new Query("image_entities"), new Query("detections"))) {
            assertThatIOException()
                    .isThrownBy(() -> sandbox.read(query))
                    .withMessageContaining("The query on " + query.getTypeName() + " is unbounded");
        }
        assertThat(sandbox.sent()).isZero();
    }

    /** As a map server asks before it draws. */
    private static Query isThereAnything(String typeName, String time, String from, String to) {
        Query query = SandboxStore.query(typeName, time + " BETWEEN '" + from + "' AND '" + to + "'");
        query.setMaxFeatures(1);
        query.setPropertyNames(time);
        return query;
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "image_entities, captured_at"})
    void whetherThereAreImagesOfATimeIsSeenInTheOverview(String typeName, String time) throws IOException {
        Query some = isThereAnything(typeName, time, "2015-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
        Query none = isThereAnything(typeName, time, "1980-01-01T00:00:00Z", "1981-01-01T00:00:00Z");

        // first what is read to its end: of a reader that stops at a feature, requests may come late
        assertThat(sandbox.read(none)).isEmpty();
        assertThat(sandbox.takeRequests()).hasSizeLessThan(11);
        assertThat(sandbox.read(some))
                .singleElement()
                .satisfies(feature -> assertThat((Timestamp) feature.getAttribute(time))
                        .isBetween("2015-01-01T00:00:00Z", "2025-01-01T00:00:00Z"));
        List<String> requests = sandbox.takeRequests();
        assertThat(requests).hasSizeLessThan(10);
        assertThat(requests.get(0)).endsWith("/0/0/0");
    }

    @Test
    void aTimeThatTheOverviewOfTheWorldShowsCostsOneRequest() throws IOException {
        Timestamp shown = (Timestamp) sandbox.read(new Query("overview")).get(0).getAttribute("captured_at");
        sandbox.takeRequests();

        Query query = isThereAnything(
                "images",
                "captured_at",
                shown.toInstant().toString(),
                shown.toInstant().plusSeconds(1).toString());

        assertThat(sandbox.read(query)).hasSize(1);
        assertThat(sandbox.takeRequests()).singleElement().asString().endsWith("/0/0/0");
    }

    @Test
    void whetherThereAreSignsOfATimeIsSeenInAFewTiles() throws IOException {
        Query some = isThereAnything("traffic_signs", "last_seen_at", "2014-01-01T00:00:00Z", "2026-01-01T00:00:00Z");

        assertThat(sandbox.read(some)).hasSize(1);
        assertThat(sandbox.takeRequests()).hasSizeLessThan(8);
        assertThat(sandbox.read(isThereAnything(
                        "traffic_signs", "last_seen_at", "1980-01-01T00:00:00Z", "1981-01-01T00:00:00Z")))
                .isEmpty();
    }

    private static Object answer(String typeName, FeatureCalc visitor) throws IOException {
        SimpleFeatureSource source = sandbox.store().getFeatureSource(typeName);
        source.getFeatures(new Query(typeName)).accepts(visitor, null);
        return visitor.getResult().getValue();
    }

    /** Those of a sample would be chance: GeoServer writes them into its capabilities as the extent of all there is. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "image_entities"})
    void theFirstAndLastTimesOfTheWorldAreThoseBetweenWhichAllTimesLie(String typeName) throws IOException {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        Date first = (Date) answer(typeName, new MinVisitor(FILTERS.property("captured_at")));
        Date last = (Date) answer(typeName, new MaxVisitor(FILTERS.property("captured_at")));

        assertThat(first).isEqualTo(Timestamp.from(Instant.parse("2000-01-01T00:00:00Z")));
        assertThat(last.toInstant()).isBetween(begun, Instant.now());
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void theNearestTimeOfTheWorldComesFromItsOverview() throws IOException {
        Date wanted = Date.from(Instant.parse("2019-06-01T00:00:00Z"));

        List<Long> shown = sandbox.read(new Query("overview")).stream()
                .map(feature -> ((Timestamp) feature.getAttribute("captured_at")).getTime())
                .toList();
        sandbox.takeRequests();

        Date nearest = (Date) answer("images", new NearestVisitor(FILTERS.property("captured_at"), wanted));

        assertThat(shown).contains(nearest.getTime());
        assertThat(Math.abs(nearest.getTime() - wanted.getTime()))
                .isEqualTo(shown.stream()
                        .mapToLong(time -> Math.abs(time - wanted.getTime()))
                        .min()
                        .orElseThrow());
        assertThat(sandbox.takeRequests()).hasSize(1);
    }

    @Test
    void whereThereIsNoOverviewTimesLieBetweenTheFirstThatMayBeAndNow() throws IOException {
        Timestamp first = Timestamp.from(Instant.parse("2000-01-01T00:00:00Z"));
        assertThat(answer("traffic_signs", new MinVisitor(FILTERS.property("last_seen_at"))))
                .isEqualTo(first);
        Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Timestamp last = (Timestamp) answer("points", new MaxVisitor(FILTERS.property("first_seen_at")));
        assertThat(last.toInstant()).isBetween(begun, Instant.now());
        assertThat(answer(
                        "points",
                        new NearestVisitor(
                                FILTERS.property("first_seen_at"), Date.from(Instant.parse("1990-01-01T00:00:00Z")))))
                .isEqualTo(first);
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void whereThereIsNoOverviewTimesLieWhereTheQueryLetsThem() throws IOException {
        Query since = SandboxStore.query(
                "points", "last_seen_at BETWEEN '2019-01-01T00:00:00Z' AND '2020-01-01T00:00:00Z' AND value LIKE 'o%'");
        MinVisitor first = new MinVisitor(FILTERS.property("last_seen_at"));
        MaxVisitor last = new MaxVisitor(FILTERS.property("last_seen_at"));
        MinVisitor ofAnotherTime = new MinVisitor(FILTERS.property("first_seen_at"));
        MinVisitor none = new MinVisitor(FILTERS.property("last_seen_at"));
        SimpleFeatureSource points = sandbox.store().getFeatureSource("points");

        points.getFeatures(since).accepts(first, null);
        points.getFeatures(since).accepts(last, null);
        points.getFeatures(since).accepts(ofAnotherTime, null);
        points.getFeatures(SandboxStore.query("points", "last_seen_at < '1990-01-01T00:00:00Z'"))
                .accepts(none, null);

        assertThat((Date) first.getMin()).isEqualTo(Timestamp.from(Instant.parse("2019-01-01T00:00:00Z")));
        assertThat((Date) last.getMax()).isEqualTo(Timestamp.from(Instant.parse("2020-01-01T00:00:00Z")));
        assertThat((Date) ofAnotherTime.getMin()).isEqualTo(Timestamp.from(Instant.parse("2000-01-01T00:00:00Z")));
        assertThat(none.getResult().getValue()).isNull();
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void theTimesOfAPlaceAreItsOwn() throws IOException {
        Query query = SandboxStore.query("images", "BBOX(geometry, 12.98, 55.598, 12.982, 55.6)");
        MinVisitor first = new MinVisitor(FILTERS.property("captured_at"));

        sandbox.store().getFeatureSource("images").getFeatures(query).accepts(first, null);

        assertThat(first.getResult().getValue())
                .isEqualTo(sandbox.read(query).stream()
                        .map(feature -> (Timestamp) feature.getAttribute("captured_at"))
                        .filter(java.util.Objects::nonNull)
                        .min(Timestamp::compareTo)
                        .orElseThrow());
    }

    @Test
    void allDifferentValuesOfTheWorldAreRefusedByName() {
        assertThatIOException()
                .isThrownBy(() -> answer("images", new UniqueVisitor("creator_id")))
                .withMessageContaining("different values of images in the whole world");
        assertThat(sandbox.sent()).isZero();
    }

    /** GeoServer asks so for a time dimension that is a list, and drops the layer from its capabilities when it is refused. */
    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "traffic_signs, last_seen_at"})
    void inPlaceOfAllDifferentTimesOfTheWorldThereAreTheStartsOfYears(String typeName, String time) throws IOException {
        Set<?> times = (Set<?>) answer(typeName, new UniqueVisitor(time));

        int years = Instant.now().atOffset(ZoneOffset.UTC).getYear() - 1999;
        assertThat(times.stream().map(Object::toString).map(Timestamp::valueOf).map(Timestamp::toInstant))
                .hasSize(years)
                .contains(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void aMapGetsOnePointAPixel() throws IOException {
        Query query = SandboxStore.query("images", "BBOX(geometry, 12.98, 55.595, 12.99, 55.605)");
        int all = sandbox.read(query).size();
        ScreenMap screen = new ScreenMap(0, 0, 64, 64);
        screen.setTransform(new AffineTransform2D(64 / 0.01, 0, 0, 64 / 0.01, -12.98 * 6400, -55.595 * 6400));
        screen.setSpans(0.01 / 64, 0.01 / 64);
        query.getHints().put(Hints.SCREENMAP, screen);

        List<SimpleFeature> drawn = sandbox.read(query);

        assertThat(sandbox.store().getFeatureSource("images").getSupportedHints())
                .contains(Hints.SCREENMAP);
        assertThat(drawn).hasSizeLessThan(all);
        Set<String> pixels = drawn.stream()
                .map(feature -> ((org.locationtech.jts.geom.Point) feature.getDefaultGeometry()))
                .map(point -> (int) ((point.getX() - 12.98) * 6400) + "," + (int) ((point.getY() - 55.595) * 6400))
                .collect(Collectors.toSet());
        assertThat(pixels).hasSameSizeAs(drawn);
    }
}
