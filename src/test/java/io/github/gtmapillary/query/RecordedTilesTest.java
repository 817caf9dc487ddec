package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/**
 * Real recorded tiles, served locally and read as any program reads the store. The recordings are not part of the project: without
 * them these tests are skipped.
 */
class RecordedTilesTest {
    private static final Path FIXTURES =
            Path.of(System.getProperty("mapillary.fixtures", "../shared/fixtures"), "tiles");

    private FakeTileServer server;
    private MapillaryDataStore store;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Files.isDirectory(FIXTURES), "no recorded tiles at " + FIXTURES.toAbsolutePath());
        server = new FakeTileServer();
        store = SandboxStore.find(SandboxStore.parametersFor(server.url()));
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.dispose();
            server.close();
        }
    }

    @Test
    void everyImageOfTheTileOf2024IsAFeature() throws IOException {
        Layer layer = layer(serve("coverage/z14-swiss-2024.mvt", "mly1_public", 8591, 5747), "image");

        List<SimpleFeature> features = read("images", 8591, 5747);

        assertThat(features).hasSize(10_231);
        assertThat(ids(features)).isEqualTo(ids(layer));
        assertThat(features.stream().filter(f -> f.getAttribute("organization_id") != null))
                .hasSize(tagged(layer, "organization_id"));
        assertThat(features.stream().filter(f -> f.getAttribute("captured_at") == null))
                .as("unknown times")
                .hasSize(4);
    }

    @Test
    void everyLineOfTheTileOf2024IsASequenceAndImagesWithoutALineMakeTheirs() throws IOException {
        VectorTile.Tile tile = serve("coverage/z14-swiss-2024.mvt", "mly1_public", 8591, 5747);

        List<SimpleFeature> features = read("sequences", 8591, 5747);

        Set<String> lines = ids(layer(tile, "sequence"));
        Set<String> expected = new TreeSet<>(lines);
        sequencesOfImages(layer(tile, "image")).forEach((id, images) -> {
            if (images > 1) {
                expected.add(id);
            }
        });
        assertThat(lines).hasSize(222);
        assertThat(ids(features)).isEqualTo(expected);
        assertThat(features)
                .extracting(f -> ((Geometry) f.getDefaultGeometry()).isEmpty())
                .containsOnly(false);
    }

    @Test
    void theOlderSchemaOf2021IsReadAsWell() throws IOException {
        VectorTile.Tile tile = serve("coverage/14-8574-5735.mvt", "mly1_public", 8574, 5735);

        List<SimpleFeature> images = read("images", 8574, 5735);
        List<SimpleFeature> sequences = read("sequences", 8574, 5735);

        assertThat(images).hasSize(3_012);
        assertThat(ids(images)).isEqualTo(ids(layer(tile, "image")));
        assertThat(images).extracting(f -> f.getAttribute("creator_id")).containsOnlyNulls();
        assertThat(ids(sequences)).containsAll(ids(layer(tile, "sequence")));
        assertThat(ids(layer(tile, "sequence"))).hasSize(51);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8579/5321", "8592/5331", "8593/5331"})
    void everyTrafficSignKeepsItsId(String name) throws IOException {
        int x = Integer.parseInt(name.substring(0, 4));
        VectorTile.Tile tile = serve("traffic_signs/" + name + ".mvt", "mly_map_feature_traffic_sign", x, 5331);

        List<SimpleFeature> features = read("traffic_signs", x, 5331);

        assertThat(features).hasSameSizeAs(layer(tile, "traffic_sign").getFeaturesList());
        assertThat(ids(features)).isEqualTo(ids(layer(tile, "traffic_sign")));
    }

    @Test
    void neighbouringSignTilesAddUp() throws IOException {
        int both = layer(
                                serve("traffic_signs/8592/5331.mvt", "mly_map_feature_traffic_sign", 8592, 5331),
                                "traffic_sign")
                        .getFeaturesCount()
                + layer(
                                serve("traffic_signs/8593/5331.mvt", "mly_map_feature_traffic_sign", 8593, 5331),
                                "traffic_sign")
                        .getFeaturesCount();
        double west = 8592 * 360.0 / 16384 - 180;

        List<SimpleFeature> features = SandboxStore.read(
                store,
                SandboxStore.query(
                        "traffic_signs",
                        "BBOX(geometry, " + west + ", " + lat(5332 - 1e-5) + ", " + (west + 2 * 360.0 / 16384 - 1e-7)
                                + ", " + lat(5331) + ")"));

        assertThat(features).hasSize(both).extracting(SimpleFeature::getID).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "traffic_signs"})
    void theTileThatOnceMeantEmptyIsEmpty(String typeName) throws IOException {
        for (String set : List.of("mly1_public", "mly_map_feature_traffic_sign")) {
            serve("legacy_mapillary-empty.mvt", set, 8591, 5747);
        }

        assertThat(read(typeName, 8591, 5747)).isEmpty();
        assertThat(server.requests()).as("once to read, once to count").hasSize(2);
    }

    private VectorTile.Tile serve(String file, String set, int x, int y) throws IOException {
        byte[] bytes = Files.readAllBytes(FIXTURES.resolve(file));
        server.give("/maps/vtp/" + set + "/2/14/" + x + "/" + y, Answer.tile(bytes));
        return VectorTile.Tile.parseFrom(bytes);
    }

    /** Asks for the inside of one tile: any feature touches the box but those of the tile's outermost pixels. */
    private List<SimpleFeature> read(String typeName, int x, int y) throws IOException {
        double west = x * 360.0 / 16384 - 180;
        double east = (x + 1 - 1e-5) * 360.0 / 16384 - 180;
        double north = lat(y);
        double south = lat(y + 1 - 1e-5);
        Query query = SandboxStore.query(
                typeName, "BBOX(geometry, " + west + ", " + south + ", " + east + ", " + (north + 1e-12) + ")");
        List<SimpleFeature> features = SandboxStore.read(store, query);
        assertThat(store.getFeatureSource(typeName).getCount(query)).isEqualTo(features.size());
        return features;
    }

    private static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / 16384))));
    }

    private static Layer layer(VectorTile.Tile tile, String name) {
        return tile.getLayersList().stream()
                .filter(layer -> layer.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> ids(List<SimpleFeature> features) {
        return features.stream().map(f -> (String) f.getAttribute("id")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ids(Layer layer) {
        return layer.getFeaturesList().stream()
                .map(feature -> value(layer, feature, "id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Integer> sequencesOfImages(Layer images) {
        Map<String, Integer> counts = new HashMap<>();
        images.getFeaturesList().forEach(image -> counts.merge(value(images, image, "sequence_id"), 1, Integer::sum));
        return counts;
    }

    private static int tagged(Layer layer, String key) {
        return (int) layer.getFeaturesList().stream()
                .filter(feature -> value(layer, feature, key) != null)
                .count();
    }

    private static String value(Layer layer, Feature feature, String key) {
        for (int i = 0; i < feature.getTagsCount(); i += 2) {
            if (layer.getKeys(feature.getTags(i)).equals(key)) {
                VectorTile.Tile.Value value = layer.getValues(feature.getTags(i + 1));
                return value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
            }
        }
        return null;
    }
}
