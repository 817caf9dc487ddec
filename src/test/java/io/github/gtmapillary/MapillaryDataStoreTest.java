package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.data.DataUtilities;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;

/** The data store under the calls that GeoTools programs and GeoServer make. */
class MapillaryDataStoreTest {
    private static final String MALMO = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)";
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @Test
    void theSchemasAreThoseOfTheDocumentation() throws IOException {
        assertThat(sandbox.store().getTypeNames())
                .containsExactly(
                        "images",
                        "sequences",
                        "points",
                        "traffic_signs",
                        "overview",
                        "image_entities",
                        "map_feature_entities",
                        "detections",
                        "organizations");
        assertThat(attributes("detections"))
                .containsExactly(
                        "geometry Point",
                        "id String",
                        "image_id String",
                        "map_feature_id String",
                        "sequence_id String",
                        "value String",
                        "created_at Timestamp",
                        "segmentation String");
        assertThat(attributes("image_entities"))
                .hasSize(33)
                .startsWith("geometry Point", "computed_geometry Point", "id String", "sequence_id String")
                .contains("height Integer", "merge_cc String", "camera_parameters String")
                .endsWith("thumb_original_url String", "embed_url String");
        assertThat(attributes("map_feature_entities"))
                .containsExactly(
                        "geometry Point",
                        "id String",
                        "object_value String",
                        "object_type String",
                        "aligned_direction Double",
                        "first_seen_at Timestamp",
                        "last_seen_at Timestamp",
                        "image_ids String");
        assertThat(attributes("organizations"))
                .containsExactly("id String", "slug String", "name String", "description String");
        assertThat(attributes("images"))
                .containsExactly(
                        "geometry Point",
                        "id String",
                        "sequence_id String",
                        "captured_at Timestamp",
                        "compass_angle Double",
                        "is_pano Boolean",
                        "organization_id String",
                        "creator_id String",
                        "quality_score Double",
                        "on_foot Boolean",
                        "embed_url String");
        assertThat(attributes("sequences"))
                .containsExactly(
                        "geometry MultiLineString",
                        "id String",
                        "captured_at Timestamp",
                        "image_id String",
                        "is_pano Boolean",
                        "organization_id String",
                        "creator_id String",
                        "quality_score Double",
                        "on_foot Boolean");
        for (String mapFeatures : List.of("points", "traffic_signs")) {
            assertThat(attributes(mapFeatures))
                    .containsExactly(
                            "geometry Point",
                            "id String",
                            "value String",
                            "first_seen_at Timestamp",
                            "last_seen_at Timestamp");
        }
        assertThat(attributes("overview"))
                .containsExactly(
                        "geometry Point",
                        "id String",
                        "sequence_id String",
                        "captured_at Timestamp",
                        "is_pano Boolean",
                        "creator_id String");
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void theReferenceSystemIsWgs84WithLongitudeFirst() throws Exception {
        SimpleFeatureType type = sandbox.store().getSchema("images");

        assertThat(type.getCoordinateReferenceSystem()).isEqualTo(CRS.decode("EPSG:4326", true));
        assertThat(CRS.getAxisOrder(type.getCoordinateReferenceSystem())).isEqualTo(CRS.AxisOrder.EAST_NORTH);
        assertThat(CRS.lookupEpsgCode(type.getCoordinateReferenceSystem(), false))
                .isEqualTo(4326);
    }

    @Test
    void anUnknownTypeIsNamedWithThoseThatExist() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.store().getFeatureSource("pictures"))
                .withMessageContaining("pictures");
    }

    @Test
    void featuresCarryTheirIdAndTheirTypesGeometry() throws IOException {
        for (SimpleFeature image : sandbox.read(limited(SandboxStore.query("images", MALMO), 50))) {
            assertThat(image.getID()).isEqualTo("images." + image.getAttribute("id"));
            assertThat(image.getDefaultGeometry()).isInstanceOf(Point.class);
        }
        for (SimpleFeature sequence : sandbox.read(limited(SandboxStore.query("sequences", MALMO), 50))) {
            assertThat(sequence.getID()).isEqualTo("sequences." + sequence.getAttribute("id"));
            assertThat(sequence.getDefaultGeometry()).isInstanceOf(MultiLineString.class);
        }
    }

    @Test
    void onlyTheAttributesAskedForComeBackInTheOrderAskedFor() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND is_pano = true");
        query.setPropertyNames("captured_at", "geometry", "id");

        List<SimpleFeature> features = sandbox.read(query);

        assertThat(features)
                .isNotEmpty()
                .allSatisfy(feature -> assertThat(feature.getFeatureType().getAttributeDescriptors())
                        .extracting(AttributeDescriptor::getLocalName)
                        .containsExactly("captured_at", "geometry", "id"));
        assertThat(features.get(0).getDefaultGeometry()).isInstanceOf(Point.class);
    }

    @Test
    void noAttributesAtAllCanBeAskedFor() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND compass_angle > 180");
        query.setPropertyNames(Query.NO_NAMES);

        assertThat(sandbox.read(query))
                .isNotEmpty()
                .allSatisfy(feature -> assertThat(feature.getAttributeCount()).isZero());
    }

    @Test
    void sortingByAttributesComesBeforeOffsetAndLimit() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND captured_at IS NOT NULL");
        List<Timestamp> all = sandbox.read(query).stream()
                .map(feature -> (Timestamp) feature.getAttribute("captured_at"))
                .sorted(Comparator.reverseOrder())
                .toList();
        query.setSortBy(FF.sort("captured_at", SortOrder.DESCENDING), FF.sort("id", SortOrder.ASCENDING));
        query.setStartIndex(7);
        query.setMaxFeatures(20);
        query.setPropertyNames("id");

        List<String> page =
                sandbox.read(query).stream().map(SimpleFeature::getID).toList();

        query.setPropertyNames(Query.ALL_NAMES);
        List<SimpleFeature> whole = sandbox.read(query);
        assertThat(whole)
                .extracting(feature -> feature.getAttribute("captured_at"))
                .isEqualTo(all.subList(7, 27));
        assertThat(page).isEqualTo(whole.stream().map(SimpleFeature::getID).toList());
    }

    @Test
    void pagesInNaturalOrderAddUpToTheWhole() throws IOException {
        for (String typeName : List.of("images", "sequences", "traffic_signs")) {
            Query whole = SandboxStore.query(typeName, MALMO);
            whole.setSortBy(SortBy.NATURAL_ORDER);
            List<String> expected =
                    sandbox.read(whole).stream().map(SimpleFeature::getID).toList();
            List<String> pages = new ArrayList<>();
            int size = expected.size() / 7 + 1;
            for (int start = 0; start < expected.size(); start += size) {
                // GeoTools asks for natural order by itself when there is a start index
                Query page = limited(SandboxStore.query(typeName, MALMO), size);
                page.setStartIndex(start);
                assertThat(sandbox.count(page)).isEqualTo(Math.min(size, expected.size() - start));
                sandbox.read(page).forEach(feature -> pages.add(feature.getID()));
            }
            assertThat(pages).isEqualTo(expected);
        }
    }

    @Test
    void theSortOrdersThatGeoServerPutsInAreUnderstood() throws IOException {
        int expected = sandbox.count(SandboxStore.query("points", MALMO));
        for (SortBy[] order : List.of(
                SortBy.UNSORTED,
                new SortBy[0],
                new SortBy[] {SortBy.NATURAL_ORDER},
                new SortBy[] {null},
                new SortBy[] {SortBy.REVERSE_ORDER},
                new SortBy[] {FF.sort("value", SortOrder.ASCENDING), SortBy.NATURAL_ORDER})) {
            Query query = SandboxStore.query("points", MALMO);
            query.setSortBy(order);
            assertThat(sandbox.read(query)).hasSize(expected);
        }
    }

    @Test
    void countsApplyFilterOffsetAndLimit() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND is_pano = true");
        int all = sandbox.read(query).size();

        assertThat(sandbox.count(query)).isEqualTo(all);
        assertThat(sandbox.count(limited(query, 10))).isEqualTo(10);
        query.setStartIndex(all - 3);
        assertThat(sandbox.count(query)).isEqualTo(3);
        assertThat(sandbox.count(SandboxStore.query("images", MALMO + " AND strToUpperCase(sequence_id) = 'X'")))
                .isZero();
    }

    @Test
    void boundsAreKnownWithoutARequest() throws IOException {
        SimpleFeatureSource images = sandbox.store().getFeatureSource("images");

        assertThat(edges(images.getBounds())).startsWith(-180.0, 180.0);
        assertThat(edges(images.getBounds(SandboxStore.query("images", MALMO + " AND is_pano = true"))))
                .containsExactly(12.98, 13.01, 55.59, 55.61);
        assertThat(images.getBounds(new Query("images", Filter.EXCLUDE)).isEmpty())
                .isTrue();
        assertThat(sandbox.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BBOX(geometry, 12.98, 55.597, 12.99, 55.603)",
                "BBOX(geometry, -0.001, -0.001, 0.001, 0.001)",
                "DWITHIN(geometry, LINESTRING(12.97 55.6, 13.0 55.6), 50, feet)"
            })
    void theBoundsOfSequencesHoldTheirLinesAsFarAsTheTilesDo(String cql) throws IOException {
        Query query = SandboxStore.query("sequences", cql);
        ReferencedEnvelope bounds =
                sandbox.store().getFeatureSource("sequences").getBounds(query);
        assertThat(sandbox.sent()).isZero();

        assertThat(sandbox.read(query)).isNotEmpty().allMatch(sequence -> bounds.contains(sequence.getBounds()));
    }

    @Test
    void theEmptyPropertyNameIsTheGeometry() throws IOException {
        Query query = new Query("images", FF.bbox("", 12.98, 55.59, 13.01, 55.61, null));

        assertThat(sandbox.read(query)).hasSameSizeAs(sandbox.read(SandboxStore.query("images", MALMO)));
    }

    @Test
    void literalsInAnotherReferenceSystemAreReprojected() throws Exception {
        ReferencedEnvelope degrees = new ReferencedEnvelope(12.98, 13.01, 55.59, 55.61, CRS.decode("EPSG:4326", true));
        ReferencedEnvelope metres = degrees.transform(CRS.decode("EPSG:3857", true), true);

        int found = sandbox.read(new Query("images", FF.bbox(FF.property("geometry"), metres)))
                .size();

        // there and back moves the edges by some nanometres
        assertThat(found)
                .isCloseTo(sandbox.count(SandboxStore.query("images", MALMO)), org.assertj.core.data.Offset.offset(2));
    }

    @Test
    void referenceSystemsMayBeGivenAsUrns() throws IOException {
        String latLon = "BBOX(geometry, 55.59, 12.98, 55.61, 13.01, 'urn:ogc:def:crs:EPSG::4326')";

        assertThat(sandbox.count(SandboxStore.query("images", latLon)))
                .isEqualTo(sandbox.count(SandboxStore.query("images", MALMO)));
    }

    @Test
    void functionsOnTextsAreAtHand() throws IOException {
        assertThat(sandbox.count(SandboxStore.query("images", MALMO + " AND strCapitalize(sequence_id) = 'x'")))
                .isZero();
    }

    @Test
    void aFunctionThatFailsOnAFeatureEndsTheAnswerAndNamesTheFeature() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND dateFormat('yyyy', captured_at) = '2022'");
        try (var reader = sandbox.store().getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            assertThatIOException()
                    .isThrownBy(() -> {
                        while (reader.hasNext()) {
                            reader.next();
                        }
                    })
                    .withMessageContaining("can't be evaluated on images.");

            assertThatIOException().isThrownBy(reader::hasNext);
        }
    }

    @Test
    void geometriesAreNotSortedBy() {
        Query query = SandboxStore.query("images", MALMO);
        query.setSortBy(FF.sort("geometry", SortOrder.ASCENDING));

        assertThatIOException()
                .isThrownBy(() -> sandbox.read(query))
                .withMessageContaining("sort by other attributes")
                .withMessageNotContaining("\n");
    }

    @Test
    void geoToolsReprojectsAnswers() throws Exception {
        Query query = limited(SandboxStore.query("images", MALMO), 5);
        query.setCoordinateSystemReproject(CRS.decode("EPSG:3857", true));

        assertThat(sandbox.read(query))
                .hasSize(5)
                .allSatisfy(feature -> assertThat(((Point) feature.getDefaultGeometry()).getX())
                        .isBetween(1_440_000.0, 1_450_000.0));
    }

    @Test
    void featureIdsAreLookedUpAndTheRestOfTheFilterIsEvaluated() throws IOException {
        List<SimpleFeature> some = sandbox.read(limited(SandboxStore.query("images", MALMO), 3));
        Filter ids = FF.id(
                FF.featureId(some.get(0).getID()),
                FF.featureId(some.get(2).getID()),
                FF.featureId("images.1"),
                FF.featureId("points.7"));

        List<SimpleFeature> found =
                sandbox.read(new Query("images", FF.and(FF.bbox("geometry", 12.98, 55.59, 13.01, 55.61, null), ids)));

        assertThat(found)
                .extracting(SimpleFeature::getID)
                .containsExactlyInAnyOrder(some.get(0).getID(), some.get(2).getID());
    }

    @Test
    void theOverviewIsBoundedByAFilterOrSamplesTheWorldInOneTile() throws IOException {
        assertThat(sandbox.read(new Query("overview"))).isNotEmpty();
        assertThat(sandbox.takeRequests()).containsExactly("/maps/vtp/mly1_public/2/0/0/0");
        assertThat(sandbox.read(SandboxStore.query("overview", "BBOX(geometry, 0, 45, 20, 60)")))
                .isNotEmpty();
        assertThat(sandbox.takeRequests()).isNotEmpty().allMatch(path -> path.contains("/2/5/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void withoutBoundsTheQueryIsRefusedWithWhatToAdd(String typeName) {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(new Query(typeName)))
                .withMessageContaining(typeName)
                .withMessageContaining("BBOX");
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void tooManyTilesAreRefusedWithTheirNumberAndWhatToChange() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(SandboxStore.query("images", "BBOX(geometry, 10, 50, 20, 60)")))
                .withMessageMatching(".* touches \\d{6} tiles of zoom 14, .*")
                .withMessageContaining("max_tiles=512")
                .withMessageContaining("smaller area");
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void nothingIsAskedWhenNothingCanMatch() throws IOException {
        assertThat(sandbox.read(new Query("images", Filter.EXCLUDE))).isEmpty();
        assertThat(sandbox.read(SandboxStore.query("images", MALMO + " AND BBOX(geometry, 0, 0, 1, 1)")))
                .isEmpty();
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void readersStartLateAndEndWithAnErrorWhenTheStoreIsDisposedUnderThem() throws IOException {
        try (SandboxStore own = SandboxStore.open(Map.of("connections", 1))) {
            Query query = SandboxStore.query("images", MALMO);
            try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                    own.store().getFeatureReader(query, Transaction.AUTO_COMMIT)) {
                assertThat(own.takeRequests()).as("before the first call").isEmpty();
                reader.next();
                own.store().dispose();
                own.store().dispose();
                assertThatIOException().isThrownBy(() -> {
                    while (reader.hasNext()) {
                        reader.next();
                    }
                });
            }
        }
    }

    @Test
    void nextWorksWithoutHasNextAndEndsProperly() throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = sandbox.store()
                .getFeatureReader(limited(SandboxStore.query("images", MALMO), 2), Transaction.AUTO_COMMIT)) {
            assertThat(reader.next().getID()).isNotEqualTo(reader.next().getID());
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(reader::next);
            QueryReport report = QueryReport.of(reader).orElseThrow();
            assertThat((long) report.requests()).isPositive().isEqualTo(sandbox.sent());
            assertThat(report.bytes()).isPositive();
            assertThat(report.kept()).isPositive().isLessThanOrEqualTo(report.decoded());
        }
    }

    @Test
    void aMapGetsSequencesAndImagesAsFineAsItShowsThem() throws IOException {
        assertThat(sandbox.store().getFeatureSource("sequences").getSupportedHints())
                .contains(Hints.GEOMETRY_DISTANCE, Hints.GEOMETRY_GENERALIZATION)
                .doesNotContain(Hints.GEOMETRY_SIMPLIFICATION);
        Query sequences = SandboxStore.query("sequences", MALMO);
        List<String> whole = fids(sequences);
        sandbox.takeRequests();
        // the smaller span of a pixel of a Mercator map of zoom 10 is its height
        sequences.getHints().put(Hints.GEOMETRY_DISTANCE, 0.8 * Math.cos(Math.toRadians(55.6)) * 360 / (256 << 10));

        assertThat(fids(sequences)).isNotEmpty().isSubsetOf(whole);
        assertThat(sandbox.takeRequests()).singleElement().asString().contains("/mly1_public/2/7/");

        Query images = SandboxStore.query("images", "BBOX(geometry, -20, 35, 40, 70)");
        images.getHints().put(Hints.GEOMETRY_GENERALIZATION, 0.8 * 360 / (256 << 4));
        assertThat(sandbox.read(images))
                .isNotEmpty()
                .allMatch(feature -> feature.getID().startsWith("images."));
        assertThat(sandbox.takeRequests())
                .isNotEmpty()
                .allMatch(request -> request.matches(".*/mly1_public/2/[0-5]/.*"));
    }

    @Test
    void theCallersQueryStaysAsItWas() throws IOException {
        Query query = limited(SandboxStore.query("images", MALMO), 3);
        query.setStartIndex(1);
        Query copy = new Query(query);

        sandbox.read(query);
        sandbox.count(query);

        assertThat(query).isEqualTo(copy);
    }

    /** Programs make filters that CQL can't write. */
    @Test
    void explainTellsOfFiltersWithoutACqlForm() throws IOException {
        Filter nothing = FF.equals(FF.property("creator_id"), FF.literal((Object) null));
        Filter nil = FF.isNil(FF.property("organization_id"), "unknown");
        for (Filter filter : List.of(nothing, nil)) {
            Query query = SandboxStore.query("images", MALMO);
            query.setFilter(FF.and(query.getFilter(), filter));

            QueryExplanation explanation = sandbox.store().explain(query);

            assertThat(explanation.requests()).isNotEmpty();
            assertThat(explanation.afterwards()).containsAnyOf("creator_id = NULL", "organization_id IS NIL");
            assertThat(explanation.text()).contains(explanation.afterwards());
        }
    }

    @Test
    void explainNamesEveryRequestAndMakesNone() throws IOException {
        Query query =
                SandboxStore.query("images", MALMO + " AND is_pano = true AND strToUpperCase(sequence_id) <> 'X'");

        QueryExplanation explanation = sandbox.store().explain(query);

        assertThat(sandbox.sent()).isZero();
        sandbox.read(query);
        assertThat(sandbox.takeRequests())
                .containsExactlyInAnyOrderElementsOf(
                        explanation.requests().stream().map(path -> "/" + path).toList());
        assertThat(explanation.whileDecoding()).contains("is_pano = true").doesNotContain("strToUpperCase");
        assertThat(explanation.afterwards()).contains("strToUpperCase");
        assertThat(explanation.text()).contains("requests    9");
        assertThat(explanation.json()).startsWith("{").contains("\"request_count\":9");
    }

    @Test
    void tenThreadsGetTheAnswersThatOneGets() throws Exception {
        List<Query> queries = Stream.of("images", "sequences", "points", "traffic_signs", "images")
                .map(typeName -> SandboxStore.query(typeName, MALMO))
                .toList();
        List<List<String>> expected = new ArrayList<>();
        for (Query query : queries) {
            expected.add(fids(query));
        }
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<Callable<List<List<String>>>> readings = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                readings.add(() -> {
                    List<List<String>> answers = new ArrayList<>();
                    for (Query query : queries) {
                        answers.add(fids(query));
                    }
                    return answers;
                });
            }
            for (Future<List<List<String>>> answers : threads.invokeAll(readings)) {
                assertThat(answers.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void visitorsAndCollectionsSeeTheSameFeatures() throws IOException {
        SimpleFeatureSource signs = sandbox.store().getFeatureSource("traffic_signs");
        Query query = SandboxStore.query("traffic_signs", MALMO);

        assertThat(signs.getFeatures(query).size())
                .isEqualTo(DataUtilities.list(signs.getFeatures(query)).size());
        assertThat(new HashSet<>(fids(query))).hasSize(signs.getCount(query));
    }

    private static List<Double> edges(ReferencedEnvelope bounds) {
        return List.of(bounds.getMinX(), bounds.getMaxX(), bounds.getMinY(), bounds.getMaxY());
    }

    private static List<String> fids(Query query) throws IOException {
        return sandbox.read(query).stream().map(SimpleFeature::getID).toList();
    }

    private static Query limited(Query query, int most) {
        Query limited = new Query(query);
        limited.setMaxFeatures(most);
        return limited;
    }

    private static List<String> attributes(String typeName) throws IOException {
        return sandbox.store().getSchema(typeName).getAttributeDescriptors().stream()
                .map(descriptor -> descriptor.getLocalName() + " "
                        + descriptor.getType().getBinding().getSimpleName())
                .toList();
    }
}
