package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TouchedTiles;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.DataUtilities;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** The queries of GeoServer's renderer on a layer, in its own forms. */
class GeoServerRenderingTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final DrawnMap STREETS = DrawnMap.web(16, 12.9875, 55.6, 600, 400);

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    // the query

    @Test
    void whatTheStyleUsesComesFromTheTilesThatTheMapAndItsSymbolsTouch() throws Exception {
        List<SimpleFeature> drawn = draw(STREETS.query("images", "geometry", "is_pano", "compass_angle"));

        assertThat(drawn)
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.getFeatureType().getAttributeDescriptors())
                        .extracting(AttributeDescriptor::getLocalName)
                        .containsExactly("geometry", "is_pano", "compass_angle"))
                .allSatisfy(image -> assertThat(STREETS.searched().contains(image.getBounds()))
                        .isTrue());
        assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(TouchedTiles.of(STREETS.searched(), 14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences"})
    void rulesCqlAndTimeLeaveThePlaceAsItIs(String typeName) throws Exception {
        List<SimpleFeature> all = draw(STREETS.query(typeName));
        List<String> tiles = tilesAsked();
        Filter definition = FF.and(
                filter("organization_id IS NULL OR organization_id <> '1'"),
                filter("captured_at BETWEEN '2015-01-01T00:00:00Z' AND '2024-01-01T00:00:00Z'"));
        List<Filter> rules = List.of(
                filter("is_pano = true"),
                filter("is_pano = false AND captured_at AFTER 2020-01-01T00:00:00Z"),
                filter("strToUpperCase(\"id\") LIKE '%7'"));

        List<SimpleFeature> drawn = draw(STREETS.query(typeName, definition, rules, "geometry"));

        assertThat(ids(drawn))
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .isEqualTo(ids(all.stream()
                        .filter(definition::evaluate)
                        .filter(FF.or(rules)::evaluate)
                        .toList()));
        assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(tiles);
    }

    @Test
    void aMapOverTheDateLineIsTwoBoxes() throws Exception {
        CoordinateReferenceSystem lonLat = CRS.decode("EPSG:4326", true);
        Expression place = FF.property("geometry");
        Filter both = FF.or(
                FF.bbox(place, new ReferencedEnvelope(179.99, 180, -16.82, -16.78, lonLat)),
                FF.bbox(place, new ReferencedEnvelope(-180, -179.99, -16.82, -16.78, lonLat)));
        Query query = STREETS.query("images", "geometry");
        query.setFilter(FF.and(both, filter("is_pano = true OR is_pano = false")));

        List<SimpleFeature> drawn = draw(query);

        assertThat(drawn.stream().map(image -> image.getBounds().getMinX() > 0)).contains(true, false);
        assertThat(tilesAsked())
                .doesNotHaveDuplicates()
                .allMatch(tile -> tile.startsWith("14/0/") || tile.startsWith("14/16383/"))
                .hasSizeLessThan(8);
    }

    // the hints

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs", "overview", "image_entities"})
    void theHintsThatAreTakenAreThoseOfAMapThatIsDrawnElsewhere(String typeName) throws IOException {
        // neither GEOMETRY_SIMPLIFICATION, which would switch the renderer's own off, nor FEATURE_DETACHED, which
        // spares it nothing
        assertThat(sandbox.store().getFeatureSource(typeName).getSupportedHints())
                .containsExactlyInAnyOrder(
                        Hints.JTS_GEOMETRY_FACTORY,
                        Hints.JTS_COORDINATE_SEQUENCE_FACTORY,
                        Hints.GEOMETRY_DISTANCE,
                        Hints.GEOMETRY_GENERALIZATION,
                        Hints.SCREENMAP);
    }

    @Test
    void aChangedGeometryChangesNobodyElses() throws Exception {
        try (SandboxStore cached = SandboxStore.open(Map.of("memory_cache_mb", 8))) {
            Query query = STREETS.query("sequences", "geometry");
            List<String> before = shapes(cached.read(query));

            for (SimpleFeature sequence : cached.read(query)) {
                ((Geometry) sequence.getDefaultGeometry())
                        .apply((Coordinate vertex) -> vertex.setCoordinate(new Coordinate(0, 0)));
            }

            assertThat(shapes(cached.read(query))).isNotEmpty().isEqualTo(before);
        }
    }

    private static List<String> shapes(List<SimpleFeature> features) {
        return features.stream()
                .map(feature -> feature.getID() + " " + feature.getDefaultGeometry())
                .toList();
    }

    @Test
    void inTheStreetsTheHintsLeaveEverythingAsItIs() throws Exception {
        for (String typeName : List.of("images", "points", "traffic_signs")) {
            Query bare = new Query(typeName, STREETS.query(typeName).getFilter());

            assertThat(shapes(draw(STREETS.query(typeName)))).isNotEmpty().isEqualTo(shapes(draw(bare)));
        }
    }

    @Test
    void underARenderingTransformationTheOtherHintSaysTheSame() throws Exception {
        DrawnMap map = DrawnMap.web(11, 12.9875, 55.6, 1024, 768);
        Query plain = map.query("sequences", "geometry");
        Query heatMap = map.query("sequences", "geometry");
        heatMap.getHints().put(Hints.GEOMETRY_GENERALIZATION, heatMap.getHints().remove(Hints.GEOMETRY_DISTANCE));

        List<String> expected = shapes(draw(plain));
        List<String> tiles = tilesAsked();

        assertThat(shapes(draw(heatMap))).isNotEmpty().isEqualTo(expected);
        assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(tiles).allMatch(tile -> tile.startsWith("8/"));
    }

    @Test
    void everyPixelThatHasImagesGetsOne() throws Exception {
        DrawnMap map = DrawnMap.web(14, 12.9875, 55.6, 600, 400);
        List<SimpleFeature> all = draw(map.query("images", "geometry"));

        List<SimpleFeature> drawn = draw(map.withScreenMap(map.query("images", "geometry")));

        assertThat(drawn).hasSizeLessThan(all.size());
        assertThat(pixels(map, drawn)).hasSameSizeAs(drawn).isEqualTo(pixels(map, all));
    }

    private static Set<String> pixels(DrawnMap map, List<SimpleFeature> features) throws TransformException {
        MathTransform toScreen = map.toScreen();
        Set<String> pixels = new HashSet<>();
        for (SimpleFeature feature : features) {
            Coordinate place = JTS.transform(
                    ((Geometry) feature.getDefaultGeometry()).getCoordinate(), new Coordinate(), toScreen);
            pixels.add((int) place.x + "," + (int) place.y);
        }
        return pixels;
    }

    // how fine the data is

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0", "3, 30", "3, -30", "3, 60", "4, 60", "4, -45", "4, 0", "5, 55", "5, -33"})
    void aScreenOfAWebMapIsDrawnFromTheOverviewOfItsOwnZoom(int zoom, double latitude) throws Exception {
        DrawnMap map = DrawnMap.web(zoom, 0, latitude, 900, 700);
        Set<String> needed = TouchedTiles.of(map.searched(), zoom);

        draw(map.query("overview", "geometry"));
        assertThat(tilesAsked()).as("translucent").containsExactlyInAnyOrderElementsOf(needed);
        draw(map.withScreenMap(map.query("overview", "geometry")));
        assertThat(tilesAsked()).as("opaque").containsExactlyInAnyOrderElementsOf(needed);
        draw(map.query("images", "geometry"));
        assertThat(tilesAsked()).as("images").containsExactlyInAnyOrderElementsOf(needed);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "3, 40", "4, 60", "4, -45", "5, 55"})
    void aPlainMapIsDrawnFromTheOverviewThatHasItsWidthAtLeastWhereNothingIsTranslucent(int zoom, double latitude)
            throws Exception {
        DrawnMap map = DrawnMap.plain(zoom, 0, latitude, 900, 500);
        Set<String> needed = TouchedTiles.of(map.searched(), zoom);

        draw(map.withScreenMap(map.query("overview", "geometry")));
        assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(needed);
        draw(map.query("overview", "geometry"));
        assertThat(tilesAsked())
                .as("taken for a web map, whose pixels are wider")
                .hasSizeBetween(1, needed.size());
    }

    @ParameterizedTest
    @CsvSource({"8, 6", "9, 6", "10, 7", "11, 8", "12, 9", "13, 10", "15, 12", "17, 14", "18, 14"})
    void sequencesAreDrawnFromTheCoarsestTilesThatAreFineEnough(int zoom, int tileZoom) throws Exception {
        for (DrawnMap map :
                List.of(DrawnMap.web(zoom, 12.9875, 55.6, 600, 400), DrawnMap.web(zoom, -79.537, 8.953, 600, 400))) {
            draw(map.query("sequences", "geometry"));
            assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(TouchedTiles.of(map.searched(), tileZoom));
            draw(map.withScreenMap(map.query("sequences", "geometry")));
            assertThat(tilesAsked()).containsExactlyInAnyOrderElementsOf(TouchedTiles.of(map.searched(), tileZoom));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 11, 13, 15})
    void sequencesHaveTheSameIdsAtEveryZoom(int zoom) throws Exception {
        Query city = SandboxStore.query("sequences", "BBOX(geometry, 12.9, 55.5, 13.1, 55.7)");
        Set<String> all = ids(sandbox.read(city));

        assertThat(ids(draw(DrawnMap.web(zoom, 12.9875, 55.6, 64, 64).query("sequences", "geometry"))))
                .isNotEmpty()
                .isSubsetOf(all);
    }

    @Test
    void imagesOfTheOverviewHaveTheIdsThatTheyHaveInTheStreets() throws Exception {
        Query city = SandboxStore.query("images", "BBOX(geometry, 12.9, 55.5, 13.1, 55.7)");
        Set<String> all = ids(sandbox.read(city));

        for (int zoom : List.of(4, 5, 12)) {
            DrawnMap map = DrawnMap.web(zoom, 12.9875, 55.6, 64, 64);
            List<SimpleFeature> drawn = draw(map.query("images", city.getFilter(), List.of(), "geometry"));
            assertThat(ids(drawn)).isNotEmpty().isSubsetOf(all);
        }
    }

    // feature info

    @ParameterizedTest
    @CsvSource({"images, 16", "images, 5", "overview, 5", "sequences, 12", "points, 16", "traffic_signs, 16"})
    void aClickFindsWhatTheMapShowsThereWithAllItsAttributes(String typeName, int zoom) throws Exception {
        DrawnMap map = DrawnMap.web(zoom, 12.9875, 55.6, 600, 400);
        List<SimpleFeature> drawn = draw(map.query(typeName, "geometry"));
        List<String> tiles = tilesAsked();
        SimpleFeature clicked = drawn.get(drawn.size() / 2);
        Coordinate pixel = JTS.transform(
                ((Geometry) clicked.getDefaultGeometry()).getCoordinate(), new Coordinate(), map.toScreen());

        List<SimpleFeature> found = draw(map.pixels(pixel.x, pixel.y, 3).query(typeName));

        assertThat(ids(found)).contains(clicked.getID()).isSubsetOf(ids(drawn));
        assertThat(found)
                .allSatisfy(feature -> assertThat(feature.getFeatureType())
                        .isEqualTo(sandbox.store().getSchema(typeName)))
                .allSatisfy(feature -> assertThat(feature.getAttribute("id")).isNotNull());
        assertThat(tilesAsked()).isSubsetOf(tiles).hasSizeBetween(1, 4);
    }

    private static List<SimpleFeature> draw(Query query) throws Exception {
        return DataUtilities.list(
                new GeoServerLayer(sandbox.store().getFeatureSource(query.getTypeName()), CRS.decode("EPSG:4326", true))
                        .getFeatures(query));
    }

    /** As {@code zoom/x/y}. */
    private static List<String> tilesAsked() {
        return sandbox.takeRequests().stream()
                .map(request -> request.replaceFirst("^/maps/vtp/[a-z0-9_]+/2/", ""))
                .toList();
    }

    private static Set<String> ids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).collect(Collectors.toSet());
    }

    private static Filter filter(String cql) {
        return SandboxStore.query("images", cql).getFilter();
    }
}
