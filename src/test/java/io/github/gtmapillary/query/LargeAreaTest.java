package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** A few features from an area of more tiles than may be asked for, as WFS asks with {@code bbox} and {@code count}. */
class LargeAreaTest {
    private static final int MAX_TILES = 40;

    /** Most of Sweden's south: some 20,000 tiles. */
    private static final Envelope AREA = new Envelope(11, 15, 54, 57);

    private static final String BOX = "BBOX(geometry, 11, 54, 15, 57)";

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of("max_tiles", MAX_TILES));

    private static Query few(String typeName, String cql, int limit) {
        Query query = SandboxStore.query(typeName, cql);
        query.setMaxFeatures(limit);
        return query;
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void aFewFeaturesOfItAreFoundWhereMostImagesAre(String typeName) throws IOException {
        Set<String> inside = TrueFeature.all(typeName, SandboxWorld.standard(), Positions.ORIGINAL).stream()
                .filter(feature -> new GeometryFactory().toGeometry(AREA).intersects(feature.geometry()))
                .map(TrueFeature::fid)
                .collect(Collectors.toSet());

        List<SimpleFeature> features = sandbox.read(few(typeName, BOX, 10));

        assertThat(features).hasSize(10);
        assertThat(features.stream().map(SimpleFeature::getID).toList())
                .doesNotHaveDuplicates()
                .isSubsetOf(inside);
        assertThat(sandbox.sent()).isBetween(2L, (long) MAX_TILES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_entities", "map_feature_entities"})
    void aFewEntitiesOfItAreFoundToo(String typeName) throws IOException {
        List<SimpleFeature> features = sandbox.read(few(typeName, BOX, 3));

        assertThat(features)
                .hasSize(3)
                .allMatch(feature -> AREA.contains(
                        ((org.locationtech.jts.geom.Point) feature.getDefaultGeometry()).getCoordinate()));
    }

    /** Of map features the points are looked through first; when they are not enough, the signs come. */
    @Test
    void entitiesComeFromAllTilesThatHoldThem() throws IOException {
        assertThat(sandbox.read(few("map_feature_entities", BOX + " AND object_value LIKE 'regulatory--%'", 2)))
                .hasSize(2)
                .allMatch(feature ->
                        feature.getAttribute("object_value").toString().startsWith("regulatory--"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            images    | is_pano = true AND captured_at > '2018'
            images    | compass_angle BETWEEN 10 AND 200 AND NOT BBOX(geometry, 12.98, 55.59, 12.99, 55.61)
            sequences | is_pano = false
            points    | value LIKE 'object--%'
            """)
    void whatIsFoundMatchesTheRestOfTheFilter(String typeName, String condition) throws IOException {
        Query query = few(typeName, BOX + " AND " + condition, 5);

        assertThat(sandbox.read(query)).hasSize(5).allMatch(query.getFilter()::evaluate);
    }

    /** The lines' whole course decides: a piece may lie inside of what the line leaves. */
    @Test
    void linesAreWholeWhereTheirCourseDecides() throws IOException {
        Set<String> inside = TrueFeature.all("sequences", SandboxWorld.standard(), Positions.ORIGINAL).stream()
                .filter(feature -> !new GeometryFactory()
                        .toGeometry(new Envelope(12.98, 12.99, 55.59, 55.61))
                        .intersects(feature.geometry()))
                .map(TrueFeature::fid)
                .collect(Collectors.toSet());

        List<String> found = sandbox
                .read(few("sequences", BOX + " AND DISJOINT(geometry, ENVELOPE(12.98, 12.99, 55.59, 55.61))", 10))
                .stream()
                .map(SimpleFeature::getID)
                .toList();

        assertThat(found).hasSize(10).isSubsetOf(inside);
    }

    @Test
    void pagesAddUp() throws IOException {
        Query second = few("images", BOX, 10);
        second.setStartIndex(10);
        Query whole = few("images", BOX, 20);
        whole.setStartIndex(0);

        assertThat(sandbox.ids(whole).subList(10, 20)).isEqualTo(sandbox.ids(second));
    }

    @Test
    void tilesThatHoldTooLittleAreNotTakenForTheArea() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(few("images", BOX + " AND creator_id = 'nobody'", 1)))
                .withMessageContaining("touches more tiles than max_tiles=" + MAX_TILES + " allows")
                .withMessageContaining("smaller area");
        assertThat(sandbox.takeRequests()).hasSizeLessThanOrEqualTo(MAX_TILES);
    }

    /** The store does not take an area for empty because the overview shows no image there. */
    @Test
    void anAreaWithoutImagesIsNoEmptyAnswer() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(few("images", "BBOX(geometry, -40, 30, -36, 33)", 1)))
                .withMessageContaining("max_tiles=" + MAX_TILES);
    }

    @Test
    void allOfItAndMoreThanAFewAreRefusedAsBefore() {
        Query sorted = few("images", BOX, 10);
        sorted.setSortBy(org.geotools.api.filter.sort.SortBy.REVERSE_ORDER);
        for (Query query : List.of(SandboxStore.query("images", BOX), few("images", BOX, 1001), sorted)) {
            assertThatIOException()
                    .isThrownBy(() -> sandbox.read(query))
                    .withMessageContaining("tiles of zoom 14, more than max_tiles=" + MAX_TILES);
        }
        assertThat(sandbox.sent()).isZero();
    }
}
