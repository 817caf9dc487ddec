package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.oracle.TouchedTiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.data.DataUtilities;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.function.EnvFunction;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The queries of {@code vec:Heatmap} on a layer on a map of EPSG:3857, as made by GeoTools' renderer and its invertQuery. */
class GeoServerHeatMapTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final int RADIUS = 20;
    private static final DrawnMap EUROPE = DrawnMap.web(4, 12, 50, 900, 700);
    private static final DrawnMap TOWN = DrawnMap.web(13, 12.9875, 55.6, 600, 400);
    private static final DrawnMap STREETS = DrawnMap.web(17, 12.9875, 55.6, 600, 400);

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @AfterEach
    void forgetTheMap() {
        EnvFunction.clearLocalValues();
    }

    @ParameterizedTest
    @CsvSource({"images", "overview"})
    void europeIsDrawnFromTheOverviewOfTheMapAndItsRadius(String typeName) throws Exception {
        tellTheMap(EUROPE);

        assertThat(drawn(heatMap(EUROPE, typeName))).isNotEmpty();
        assertThat(tilesAsked())
                .allMatch(tile -> tile.startsWith("4/"))
                .containsAll(TouchedTiles.of(EUROPE.searched(), 4))
                .hasSizeLessThan(2 * TouchedTiles.of(EUROPE.searched(), 4).size());
    }

    @ParameterizedTest
    @CsvSource({"images", "overview"})
    void withoutTheMapsBoxEuropeIsDrawnFromASampleOfTheWorld(String typeName) throws Exception {
        assertThat(drawn(heatMap(EUROPE, typeName))).isNotEmpty();
        assertThat(tilesAsked()).hasSize(16).allMatch(tile -> tile.startsWith("2/"));
    }

    @ParameterizedTest
    @CsvSource({"images", "traffic_signs", "points", "sequences"})
    void streetsAreDrawnFromEveryFeatureOfTheMapAndItsRadius(String typeName) throws Exception {
        tellTheMap(STREETS);
        ReferencedEnvelope reach = reach(STREETS);

        assertThat(ids(drawn(heatMap(STREETS, typeName))))
                .isNotEmpty()
                .isEqualTo(ids(sandbox.read(new Query(typeName, FF.bbox(FF.property("geometry"), reach)))));
    }

    @Test
    void everyImageOfATownCountsThoughManyLieOnOnePixel() throws Exception {
        tellTheMap(TOWN);
        Filter place = FF.bbox(FF.property("geometry"), reach(TOWN));

        assertThat(ids(drawn(heatMap(TOWN, "images")))).isEqualTo(ids(sandbox.read(new Query("images", place))));
    }

    @Test
    void theConditionsOfTheLayerStillDecide() throws Exception {
        tellTheMap(TOWN);
        Query panoramas = heatMap(TOWN, "images");
        panoramas.setFilter(FF.and(panoramas.getFilter(), FF.equals(FF.property("is_pano"), FF.literal(true))));

        assertThat(drawn(panoramas))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image.getAttribute("is_pano")).isEqualTo(true));
    }

    @Test
    void aMapOverTheDateLineIsDrawnFromBothSidesOfIt() throws Exception {
        DrawnMap map = DrawnMap.web(8, 180, -17, 600, 400);
        tellTheMap(map);

        assertThat(drawn(heatMap(map, "images"))).isNotEmpty();
        assertThat(tilesAsked()).containsExactlyInAnyOrder("5/0/17", "5/31/17");
    }

    @Test
    void theLogTellsOnceThatASampleAnswered() throws Exception {
        try (SandboxStore store = SandboxStore.open(Map.of());
                LogLines lines = LogLines.ofPackageOf(PlanRunner.class)) {
            Query town = heatMap(TOWN, "images");
            store.read(town);
            store.read(town);

            assertThat(lines.at(Level.INFO))
                    .singleElement()
                    .asString()
                    .contains("a sample", "max_tiles=512", "a smaller map or a greater max_tiles");
        }
    }

    @Test
    void explainAndTheReportTellOfTheSample() throws IOException {
        Query town = heatMap(TOWN, "images");

        assertThat(sandbox.store().explain(town).reason())
                .contains("a sample of the whole world, of zoom 2", "more than max_tiles=512");
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                sandbox.store().getFeatureReader(town, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                reader.next();
            }
            assertThat(QueryReport.of(reader).orElseThrow().possiblyIncomplete())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"images", "traffic_signs", "points"})
    void aProgramThatAsksForTheSameBoxIsRefused(String typeName) {
        tellTheMap(EUROPE);
        Query query = new Query(typeName, heatMap(EUROPE, typeName).getFilter());

        assertThatIOException().isThrownBy(() -> sandbox.read(query)).withMessageContaining("max_tiles");
    }

    @ParameterizedTest
    @CsvSource({"traffic_signs", "points"})
    void typesWithoutASampleAreRefusedForEurope(String typeName) {
        tellTheMap(EUROPE);

        assertThatThrownBy(() -> drawn(heatMap(EUROPE, typeName))).hasMessageContaining("max_tiles");
    }

    @Test
    void theStyleNamesTheGeometrySoThatTheRendererSendsABoxAndHints() {
        assertThat(SldRule.of("heatmap"))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(SldRule.elements(rule.element(), "Geometry")
                                .map(Element::getTextContent)
                                .map(String::strip))
                        .containsExactly("geometry"));
    }

    /** As GeoServer's class RenderingVariables does. */
    private static void tellTheMap(DrawnMap map) {
        EnvFunction.setLocalValues(Map.of("wms_bbox", map.area(), "wms_width", map.width()));
    }

    /** As the renderer asks under a transformation, and the transformation after it: the radius is taken for degrees. */
    private static Query heatMap(DrawnMap map, String typeName) {
        Query query = map.query(typeName);
        ReferencedEnvelope box = map.searched();
        box.expandBy(RADIUS * map.area().getWidth() / map.width());
        query.setFilter(FF.bbox(FF.property("geometry"), FF.literal(box)));
        query.getHints().put(Hints.GEOMETRY_GENERALIZATION, query.getHints().get(Hints.GEOMETRY_DISTANCE));
        query.getHints().put(Hints.GEOMETRY_DISTANCE, 0.0);
        return map.withScreenMap(query);
    }

    /** The map and the radius around it, as the store finds it: symbols that reach into the map count as part of the radius. */
    private static ReferencedEnvelope reach(DrawnMap map) throws Exception {
        ReferencedEnvelope reach = new ReferencedEnvelope(map.area());
        ReferencedEnvelope degrees = map.area().transform(map.searched().getCoordinateReferenceSystem(), true, 20);
        double symbols = (map.searched().getHeight() - degrees.getHeight()) / 2;
        reach.expandBy(RADIUS * map.area().getWidth() / map.width() + symbols);
        return reach.transform(map.searched().getCoordinateReferenceSystem(), true, 20);
    }

    private static List<SimpleFeature> drawn(Query query) throws Exception {
        return DataUtilities.list(
                new GeoServerLayer(sandbox.store().getFeatureSource(query.getTypeName()), CRS.decode("EPSG:4326", true))
                        .getFeatures(query));
    }

    private static Set<String> ids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).collect(Collectors.toSet());
    }

    /** As {@code zoom/x/y}. */
    private static List<String> tilesAsked() {
        return sandbox.takeRequests().stream()
                .map(request -> request.replaceFirst("^/maps/vtp/[a-z0-9_]+/2/", ""))
                .toList();
    }
}
