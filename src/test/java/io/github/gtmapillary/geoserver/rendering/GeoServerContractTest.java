package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.MapillaryDataStoreFactory;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Parameter;
import org.geotools.api.data.Query;
import org.geotools.api.data.QueryCapabilities;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.store.ReTypingFeatureCollection;
import org.geotools.data.store.ReprojectingFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The calls that GeoServer makes of a data store, in the shapes in which it makes them. */
class GeoServerContractTest {
    private static final String MALMO = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)";
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final Date FROM = Date.from(Instant.parse("2021-01-01T00:00:00Z"));
    private static final Date TO = Date.from(Instant.parse("2023-06-30T12:00:00Z"));

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static CoordinateReferenceSystem lonLat;
    private static CoordinateReferenceSystem mercator;

    @BeforeAll
    static void open() throws Exception {
        // GeoServer runs with longitude first
        lonLat = CRS.decode("EPSG:4326", true);
        mercator = CRS.decode("EPSG:3857", true);
    }

    // paging and counting, as WFS GetFeature does

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "map_feature_entities"})
    void pagesThatNameNoOrderAddUpWithPartsOfTheFilterEvaluatedOnFeatures(String typeName) throws IOException {
        GeoServerLayer layer = layer(typeName);
        Query whole = SandboxStore.query(typeName, MALMO + " AND strToUpperCase(\"id\") <> 'X'");
        List<String> expected = ids(layer.getFeatures(whole));
        List<String> pages = new ArrayList<>();
        int size = expected.size() / 3 + 1;

        for (int start = 0; start < expected.size(); start += size) {
            Query page = new Query(whole);
            page.setStartIndex(start);
            page.setMaxFeatures(size);
            pages.addAll(ids(layer.getFeatures(page)));
        }

        assertThat(pages).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theFirstPageIsTheSameWhetherItSaysThatItIsTheFirstOrNot() throws IOException {
        Query first = SandboxStore.query("images", MALMO);
        first.setMaxFeatures(20);
        Query also = new Query(first);
        also.setStartIndex(0);
        Query natural = new Query(first);
        natural.setSortBy(SortBy.NATURAL_ORDER);

        assertThat(ids(layer("images").getFeatures(also)))
                .isEqualTo(ids(layer("images").getFeatures(natural)))
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs", "map_feature_entities"})
    void whatIsReturnedAndWhatMatchesAreBothCounted(String typeName) throws IOException {
        Query matched = SandboxStore.query(typeName, MALMO);
        Query returned = new Query(matched);
        returned.setMaxFeatures(2);
        returned.setStartIndex(1);

        int all = ids(layer(typeName).getFeatures(matched)).size();

        assertThat(layer(typeName).getCount(matched)).isEqualTo(all).isGreaterThan(3);
        assertThat(layer(typeName).getCount(returned)).isEqualTo(2);
        assertThat(layer(typeName).getFeatures(returned).size()).isEqualTo(2);
    }

    @Test
    void aCountAsksForWhatReadingAsksForAndWithALimitForLess() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND is_pano = false");
        ids(layer("images").getFeatures(query));
        List<String> reading = sandbox.takeRequests();

        layer("images").getCount(query);
        assertThat(sandbox.takeRequests()).containsExactlyInAnyOrderElementsOf(reading);

        query.setMaxFeatures(1);
        assertThat(layer("images").getCount(query)).isEqualTo(1);
        assertThat(sandbox.takeRequests()).isSubsetOf(reading).hasSizeLessThan(reading.size());
    }

    @Test
    void queriesSayTheyCanBePagedAndSorted() throws IOException {
        QueryCapabilities capabilities = images().getQueryCapabilities();

        assertThat(capabilities.isOffsetSupported()).isTrue();
        assertThat(capabilities.isReliableFIDSupported()).isTrue();
        assertThat(capabilities.isJoiningSupported()).isFalse();
        assertThat(capabilities.supportsSorting(SortBy.NATURAL_ORDER)).isTrue();
        assertThat(capabilities.supportsSorting(
                        FF.sort("captured_at", SortOrder.DESCENDING), FF.sort("id", SortOrder.ASCENDING)))
                .isTrue();
    }

    // filters, as they come from key-value requests and from XML

    @Test
    void everySpatialConditionTakesTheEmptyPropertyName() throws Exception {
        Geometry box = geometry("POLYGON((12.98 55.59, 13.01 55.59, 13.01 55.61, 12.98 55.61, 12.98 55.59))");
        Expression place = FF.property("");
        List<Filter> nameless = List.of(
                FF.bbox(place, 12.98, 55.59, 13.01, 55.61, "CRS:84"),
                FF.bbox("", 12.98, 55.59, 13.01, 55.61, null),
                FF.intersects(place, FF.literal(box)),
                FF.within(place, FF.literal(box)),
                FF.dwithin(place, FF.literal(geometry("POINT(12.995 55.6)")), 900, "meters"));

        for (Filter filter : nameless) {
            assertThat(ids(layer("images").getFeatures(new Query("images", filter))))
                    .as(filter.toString())
                    .isNotEmpty();
            assertThat(ids(layer("images").getFeatures(new Query("images", FF.and(filter, FF.not(named(filter)))))))
                    .as(filter.toString())
                    .isEmpty();
        }
    }

    @Test
    void literalsMayBeTextsWhateverTheAttributeHolds() throws IOException {
        Map<Filter, Filter> typedByText = new HashMap<>();
        typedByText.put(
                FF.equals(FF.property("is_pano"), FF.literal("true")),
                FF.equals(FF.property("is_pano"), FF.literal(true)));
        typedByText.put(
                FF.greater(FF.property("compass_angle"), FF.literal("180")),
                FF.greater(FF.property("compass_angle"), FF.literal(180)));
        typedByText.put(
                FF.between(FF.property("compass_angle"), FF.literal("90"), FF.literal("270.5")),
                FF.between(FF.property("compass_angle"), FF.literal(90), FF.literal(270.5)));
        typedByText.put(
                FF.greaterOrEqual(FF.property("captured_at"), FF.literal("2021-01-01T00:00:00Z")),
                FF.greaterOrEqual(FF.property("captured_at"), FF.literal(FROM)));

        for (Map.Entry<Filter, Filter> pair : typedByText.entrySet()) {
            assertThat(found(pair.getKey()))
                    .as(pair.getKey().toString())
                    .isNotEmpty()
                    .isEqualTo(found(pair.getValue()));
        }
    }

    @Test
    void timesMayBeDatesTimestampsOrTexts() throws IOException {
        Expression time = FF.property("captured_at");
        List<Filter> spellings = List.of(
                FF.between(time, FF.literal(FROM), FF.literal(TO)),
                FF.between(time, FF.literal(new Timestamp(FROM.getTime())), FF.literal(new Timestamp(TO.getTime()))),
                FF.between(time, FF.literal("2021-01-01T00:00:00Z"), FF.literal("2023-06-30T12:00:00Z")),
                FF.between(time, FF.literal("2021-01-01"), FF.literal("2023-06-30T12:00:00.000Z")));
        List<String> expected = found(spellings.get(0));

        assertThat(expected).hasSizeGreaterThan(10);
        for (Filter spelling : spellings) {
            assertThat(found(spelling)).as(spelling.toString()).isEqualTo(expected);
        }
    }

    @Test
    void aListOfTimesIsTheSumOfItsMembers() throws IOException {
        List<SimpleFeature> some = DataUtilities.list(
                layer("images").getFeatures(SandboxStore.query("images", MALMO + " AND captured_at IS NOT NULL")));
        Object one = some.get(0).getAttribute("captured_at");
        Object other = some.get(some.size() - 1).getAttribute("captured_at");
        Expression time = FF.property("captured_at");
        Filter list = FF.or(List.of(
                FF.equals(time, FF.literal(one)),
                FF.equals(time, FF.literal(new Date(((Timestamp) other).getTime()))),
                FF.between(time, FF.literal(FROM), FF.literal(FROM))));

        assertThat(found(list))
                .contains(some.get(0).getID(), some.get(some.size() - 1).getID())
                .hasSizeLessThan(some.size());
    }

    @Test
    void aBoxInWebMercatorIsTheSamePlace() throws Exception {
        ReferencedEnvelope degrees = new ReferencedEnvelope(12.98, 13.01, 55.59, 55.61, lonLat);
        Query query = new Query("points", FF.bbox(FF.property(""), degrees.transform(mercator, true)));

        assertThat(ids(layer("points").getFeatures(query)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        ids(layer("points").getFeatures(SandboxStore.query("points", MALMO))));
    }

    @Test
    void viewParametersAreTolerated() throws IOException {
        Query query = SandboxStore.query("points", MALMO);
        List<String> expected = ids(layer("points").getFeatures(query));
        List<String> requests = sandbox.takeRequests();
        query.getHints().put(Hints.VIRTUAL_TABLE_PARAMETERS, Map.of("low", "1", "high", "5"));
        query.getHints().put(Hints.LINEARIZATION_TOLERANCE, 0.1);

        assertThat(ids(layer("points").getFeatures(query))).isEqualTo(expected);
        assertThat(sandbox.takeRequests()).containsExactlyInAnyOrderElementsOf(requests);
    }

    // layers under another name, with fewer attributes, or limited by a filter of their own

    @Test
    void aRenamedLayerFindsItsFeaturesByTheirNewIds() throws IOException {
        SimpleFeatureCollection some = images().getFeatures(limited(SandboxStore.query("images", MALMO), 3));
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.init(images().getSchema());
        builder.setName("photos");
        SimpleFeatureType photos = builder.buildFeatureType();
        List<String> renamed = new ArrayList<>();
        for (SimpleFeature image : DataUtilities.list(some)) {
            renamed.add(image.getID().replace("images.", "photos."));
        }
        Filter asked = FF.id(FF.featureId(renamed.get(0)), FF.featureId(renamed.get(2)), FF.featureId("photos.1"));
        sandbox.takeRequests();

        Filter forStore = (Filter) asked.accept(new PrefixSwap("photos.", "images."), null);
        SimpleFeatureCollection found =
                new ReTypingFeatureCollection(images().getFeatures(new Query("images", forStore)), photos);

        assertThat(found.getSchema().getTypeName()).isEqualTo("photos");
        assertThat(ids(found))
                .extracting(id -> id.substring(id.indexOf('.')))
                .containsExactlyInAnyOrder(
                        renamed.get(0).substring("photos".length()),
                        renamed.get(2).substring("photos".length()));
        assertThat(sandbox.sent()).isEqualTo(1);
    }

    @Test
    void aViewIsLimitedToItsQueryAndAnswersFurtherOnes() throws Exception {
        Filter pano = FF.equals(FF.property("is_pano"), FF.literal(true));
        Filter place = FF.bbox("", 12.98, 55.59, 13.01, 55.61, null);
        List<String> expected = ids(images().getFeatures(new Query("images", FF.and(pano, place))));

        SimpleFeatureSource view = DataUtilities.createView(images(), new Query("images", pano));

        assertThat(ids(view.getFeatures(place))).isNotEmpty().isEqualTo(expected);
        assertThat(view.getFeatures(place).size()).isEqualTo(expected.size());
    }

    @Test
    void aViewHasTheAttributesOfItsQuery() throws Exception {
        Query query = SandboxStore.query("images", MALMO);
        query.setPropertyNames("is_pano", "geometry");

        SimpleFeatureSource view = DataUtilities.createView(images(), query);

        assertThat(names(view.getSchema())).containsExactly("is_pano", "geometry");
        assertThat(names(view.getFeatures().getSchema())).containsExactly("is_pano", "geometry");
    }

    @Test
    void whatTheFilterAndTheSortNeedIsReadThoughNobodyAsksForIt() throws IOException {
        Query query = SandboxStore.query("images", MALMO + " AND captured_at IS NOT NULL AND is_pano = false");
        query.setPropertyNames("sequence_id", "unheard_of");
        query.setSortBy(FF.sort("captured_at", SortOrder.ASCENDING), FF.sort("id", SortOrder.ASCENDING));
        SimpleFeatureCollection bare = layer("images").getFeatures(query);
        query.setPropertyNames(Query.ALL_NAMES);
        List<SimpleFeature> whole = DataUtilities.list(layer("images").getFeatures(query));

        assertThat(names(bare.getSchema())).containsExactly("sequence_id");
        assertThat(DataUtilities.list(bare))
                .hasSameSizeAs(whole)
                .extracting(SimpleFeature::getID)
                .isEqualTo(whole.stream().map(SimpleFeature::getID).toList());
        assertThat(whole)
                .extracting(image -> (Timestamp) image.getAttribute("captured_at"))
                .isSorted();
    }

    // reprojection, which GeoServer does by itself

    @Test
    void answersAreReprojectedFromOutside() throws IOException {
        Query query = limited(SandboxStore.query("sequences", MALMO), 5);
        List<SimpleFeature> degrees = DataUtilities.list(layer("sequences").getFeatures(query));
        query.setCoordinateSystemReproject(mercator);

        SimpleFeatureCollection metres = layer("sequences").getFeatures(query);

        assertThat(metres.getSchema().getCoordinateReferenceSystem()).isEqualTo(mercator);
        assertThat(ids(metres))
                .isEqualTo(degrees.stream().map(SimpleFeature::getID).toList());
        for (SimpleFeature sequence : DataUtilities.list(metres)) {
            assertThat(((Geometry) sequence.getDefaultGeometry()).getCoordinate().x)
                    .isBetween(1_430_000.0, 1_460_000.0);
        }
    }

    @Test
    void theReprojectingCollectionOfGeoToolsAgrees() throws IOException {
        SimpleFeatureCollection degrees =
                images().getFeatures(limited(SandboxStore.query("images", MALMO + " AND is_pano = true"), 5));
        SimpleFeatureCollection metres = new ReprojectingFeatureCollection(degrees, mercator);

        assertThat(metres.size()).isEqualTo(5);
        List<SimpleFeature> before = DataUtilities.list(degrees);
        List<SimpleFeature> after = DataUtilities.list(metres);
        for (int i = 0; i < 5; i++) {
            assertThat(((Point) after.get(i).getDefaultGeometry()).getX())
                    .isCloseTo(
                            ((Point) before.get(i).getDefaultGeometry()).getX() / 180 * Math.PI * 6378137,
                            within(0.001));
        }
    }

    @Test
    void aForcedReferenceSystemLeavesThePositions() throws Exception {
        GeoServerLayer forced = new GeoServerLayer(images(), CRS.decode("CRS:84"));
        Query query = limited(SandboxStore.query("images", MALMO), 5);

        SimpleFeatureCollection features = forced.getFeatures(query);

        assertThat(features.getSchema().getCoordinateReferenceSystem()).isEqualTo(CRS.decode("CRS:84"));
        assertThat(DataUtilities.list(features))
                .hasSize(5)
                .allSatisfy(image ->
                        assertThat(((Point) image.getDefaultGeometry()).getX()).isBetween(12.98, 13.01));
    }

    // the life of a store: its form, its types, its end

    @Test
    void theFormOfTheStoreCanBeDrawn() {
        for (Param param : new MapillaryDataStoreFactory().getParametersInfo()) {
            // GeoServer takes this key for a file or an address to be checked
            assertThat(param.key).isNotEqualToIgnoringCase("url");
            assertThat(Serializable.class.isAssignableFrom(param.type))
                    .as(param.key)
                    .isTrue();
            if (param.metadata != null && param.metadata.get(Parameter.OPTIONS) instanceof List<?> options) {
                sortInPlace(options);
                assertThat(options.contains(param.sample)).as(param.key).isTrue();
            }
        }
    }

    @Test
    void whatTheFormShowsMakesAStoreWhenItComesBackAsTexts() throws IOException {
        Map<String, Serializable> configured = new HashMap<>();
        for (Param param : new MapillaryDataStoreFactory().getParametersInfo()) {
            if (param.sample != null) {
                configured.put(param.key, param.sample.toString());
            }
        }
        configured.put("access_token", "MLY|1|2");
        configured.put("namespace", "http://mapillary.example/ns");
        // an empty field of the form
        configured.put("token_file", "");
        configured.put("cache_size_mb", "0");

        MapillaryDataStore store = SandboxStore.find(configured);

        assertThat(store.getFeatureSource(new NameImpl("http://mapillary.example/ns", "images"))
                        .getName()
                        .getNamespaceURI())
                .isEqualTo("http://mapillary.example/ns");
        store.dispose();
    }

    @Test
    void typesAreListedAndDescribedAgainAndAgainWithoutARequest() throws IOException {
        String[] first = sandbox.store().getTypeNames();
        String[] spoilt = sandbox.store().getTypeNames();
        spoilt[0] = "spoilt";

        for (int i = 0; i < 20; i++) {
            assertThat(sandbox.store().getTypeNames()).containsExactly(first);
            assertThat(sandbox.store().getNames()).hasSize(first.length);
        }
        for (String typeName : first) {
            SimpleFeatureSource source = sandbox.store().getFeatureSource(typeName);
            assertThat(source.getSchema()).isEqualTo(sandbox.store().getSchema(typeName));
            assertThat(source.getInfo().getName()).isEqualTo(typeName);
            assertThat(source.getInfo().getBounds() != null).isTrue();
            assertThat(source.getBounds() != null).isTrue();
        }
        assertThat(sandbox.store().getInfo()).isNotNull();
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void manyThreadsBuildAFeatureTypeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SandboxStore fresh = SandboxStore.open(Map.of())) {
            List<Callable<SimpleFeatureType>> buildings = Collections.nCopies(
                    40, () -> fresh.store().getFeatureSource("images").getSchema());
            for (Future<SimpleFeatureType> built : threads.invokeAll(buildings)) {
                assertThat(built.get()).isEqualTo(images().getSchema());
            }
            assertThat(fresh.takeRequests()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aStoreThatIsDisposedUnderAMapEndsItWithAnErrorAndNotHalfWay() throws Exception {
        ExecutorService cache = Executors.newSingleThreadExecutor();
        try (SandboxStore own = SandboxStore.open(Map.of("connections", 1))) {
            SimpleFeatureCollection features =
                    own.store().getFeatureSource("images").getFeatures(SandboxStore.query("images", MALMO));
            try (SimpleFeatureIterator drawing = features.features()) {
                drawing.next();
                cache.submit(() -> own.store().dispose()).get();
                assertThatException()
                        .isThrownBy(() -> {
                            while (drawing.hasNext()) {
                                drawing.next();
                            }
                        })
                        .withStackTraceContaining("the data store was closed");
            }
            assertThatIOException()
                    .isThrownBy(() -> own.read(SandboxStore.query("images", MALMO)))
                    .withMessageContaining("closed");
        } finally {
            cache.shutdownNow();
        }
    }

    /** GeoServer's change to the feature ids of a layer that it shows under another name. */
    private static final class PrefixSwap extends DuplicatingFilterVisitor {
        private final String shown;
        private final String stored;

        PrefixSwap(String shown, String stored) {
            this.shown = shown;
            this.stored = stored;
        }

        @Override
        public Object visit(Id filter, Object extraData) {
            return FF.id(filter.getIDs().stream()
                    .map(id -> FF.featureId(id.toString().replace(shown, stored)))
                    .toArray(FeatureId[]::new));
        }
    }

    /** The same with the name of the geometry in place of the empty name. */
    private static Filter named(Filter filter) {
        return (Filter) filter.accept(
                new DuplicatingFilterVisitor() {
                    @Override
                    public Object visit(PropertyName expression, Object extraData) {
                        return FF.property("geometry");
                    }
                },
                null);
    }

    /** Fails on a list that can't be changed. */
    @SuppressWarnings("unchecked")
    private static void sortInPlace(List<?> options) {
        Collections.sort((List<String>) options);
    }

    private static List<String> found(Filter filter) throws IOException {
        Filter place = FF.bbox("", 12.98, 55.59, 13.01, 55.61, null);
        return ids(layer("images").getFeatures(new Query("images", FF.and(filter, place))));
    }

    private static GeoServerLayer layer(String typeName) throws IOException {
        return new GeoServerLayer(sandbox.store().getFeatureSource(typeName), lonLat);
    }

    private static SimpleFeatureSource images() throws IOException {
        return sandbox.store().getFeatureSource("images");
    }

    private static List<String> ids(SimpleFeatureCollection features) throws IOException {
        return DataUtilities.list(features).stream().map(SimpleFeature::getID).toList();
    }

    private static List<String> names(SimpleFeatureType type) {
        return type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .toList();
    }

    private static Query limited(Query query, int most) {
        Query limited = new Query(query);
        limited.setMaxFeatures(most);
        return limited;
    }

    private static Geometry geometry(String wkt) throws ParseException {
        return new WKTReader(new GeometryFactory()).read(wkt);
    }
}
