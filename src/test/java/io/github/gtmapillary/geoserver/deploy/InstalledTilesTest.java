package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GeoWebCache's tile layers and tiles after {@code install.sh}. */
@RequiresPrograms({"bash", "awk", "find", "sed", "grep", "unzip"})
class InstalledTilesTest {

    private static final String LAYER_ID = "LayerInfoImpl--7c1:2";
    private static final String TILES = "gwc-layers/LayerInfoImpl--7c1_2.xml";
    private static final Set<String> LAYERS =
            Set.of("images", "sequences", "traffic_signs", "points", "overview", "mapillary");

    @TempDir
    private Path folder;

    private GeoServerFolders geoServer;
    private ConfigFolder config;
    private Path dataDir;

    private void useSmallLayers() throws IOException {
        use(ConfigFolder.copyInto(folder));
    }

    private void use(ConfigFolder layers) throws IOException {
        config = layers;
        dataDir = folder.resolve("the data");
        geoServer = GeoServerFolders.make(config, dataDir).withTileSettings();
    }

    /** With tiles of every layer that the test looks at, and of a layer of somebody else. */
    private void installRealLayers() throws IOException {
        use(ConfigFolder.completeCopyInto(folder));
        assertThat(geoServer.install().exit()).isZero();
        for (String layer : LAYERS) {
            Files.createDirectories(tiles(layer).resolve("EPSG_900913_15"));
        }
        Files.createDirectories(dataDir.resolve("gwc/topp_states"));
    }

    @ParameterizedTest
    @CsvSource({
        "styles/images.sld, images mapillary",
        "styles/images_by_age.sld, images",
        "styles/points.sld, points mapillary",
        "styles/traffic_signs_icons.sld, traffic_signs",
        "styles/signs/stop.png, traffic_signs",
        "styles/heatmap.sld, ''",
        "mapillary/sequences/layer.xml, sequences mapillary",
        "mapillary/overview/featuretype.xml, overview mapillary",
        "mapillary/images/content.ftl, ''",
        "layergroups/mapillary.xml, mapillary"
    })
    void aChangedFileRemovesTheTilesThatShowItAndNoOthers(String file, String shownIn) throws IOException {
        installRealLayers();
        String text = config.layers().getOrDefault(ConfigFolder.SPACE + file, "");
        config.write(
                ConfigFolder.SPACE + file,
                file.endsWith(".xml") ? text.replaceFirst("</[A-Za-z]*>\\s*$", "<new>1</new>$0") : text + "new");

        assertThat(geoServer.install().exit()).isZero();

        assertThat(layersWithoutTiles()).containsExactlyInAnyOrderElementsOf(names(shownIn));
        assertThat(dataDir.resolve("gwc/topp_states")).exists();
    }

    @Test
    void whatASecondRunDoesNotChangeKeepsItsTiles() throws IOException {
        installRealLayers();
        assertThat(geoServer.install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(layersWithoutTiles()).isEmpty();
    }

    /** Or made data of a sandbox would come back with the layers. */
    @Test
    void tilesGoWithTheirLayers() throws IOException {
        installRealLayers();
        assertThat(geoServer.install("--uninstall").exit()).isZero();
        assertThat(layersWithoutTiles()).containsExactlyInAnyOrderElementsOf(LAYERS);
        assertThat(dataDir.resolve("gwc/topp_states")).exists();
    }

    @Test
    void tilesElsewhereAreRemovedWhereTheEnvironmentSays() throws IOException {
        installRealLayers();
        Path cache = folder.resolve("the cache");
        Path elsewhere = Files.createDirectories(cache.resolve("mapillary_points"));
        config.write(ConfigFolder.SPACE + "styles/points.sld", "<new/>");
        Run run = geoServer.install(Map.of("GEOWEBCACHE_CACHE_DIR", cache.toString()));
        assertThat(run.out()).contains("remove the map tiles of mapillary:points, which are out of date: " + elsewhere);
        assertThat(elsewhere).doesNotExist();
        assertThat(layersWithoutTiles()).isEmpty();
    }

    /** Two files of one tile layer would be read in any order, and saving a form would change the other one. */
    @Test
    void aTileLayerHasTheFileAndTheIdThatGeoServerGaveIt() throws IOException {
        useSmallLayers();
        publishedByGeoServer();

        assertThat(geoServer.install().exit()).isEqualTo(3);

        assertThat(ConfigFolder.contents(dataDir))
                .containsEntry(TILES, config.layers().get(ConfigFolder.TILES).replace("LayerInfoImpl--i", LAYER_ID))
                .containsKey(TILES + ".bak")
                .doesNotContainKey(ConfigFolder.TILES);
        assertThat(geoServer.install().out()).doesNotContain("gwc-layers");
    }

    @Test
    void aTileLayerUnderAnotherNameOfAnEarlierRunGoes() throws IOException {
        useSmallLayers();
        geoServer.install();
        publishedByGeoServer();
        assertThat(geoServer.install().out()).contains("remove " + dataDir.resolve(ConfigFolder.TILES));
        assertThat(ConfigFolder.contents(dataDir)).containsKey(TILES).doesNotContainKey(ConfigFolder.TILES);
    }

    private void publishedByGeoServer() throws IOException {
        String layer = config.layers().get(ConfigFolder.LAYER).replace("LayerInfoImpl--i", LAYER_ID);
        write(ConfigFolder.LAYER, layer.replace("<layer>", "<layer><queryable>false</queryable>"));
        write(
                TILES,
                "<GeoServerTileLayer><id>%s</id><name>mapillary:images</name></GeoServerTileLayer>"
                        .formatted(LAYER_ID));
    }

    @Test
    void aLayerOfThatNameInAnotherStoreIsTold() throws IOException {
        useSmallLayers();
        write(ConfigFolder.SPACE + "mine/images/featuretype.xml", "<featureType><name>images</name></featureType>");
        Run run = geoServer.install();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "another store of the workspace mapillary has a layer images already",
                        dataDir.resolve(ConfigFolder.SPACE + "mine/images/featuretype.xml")
                                .toString());
        assertThat(ConfigFolder.contents(dataDir)).doesNotContainKey(ConfigFolder.LAYER);
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    private List<String> layersWithoutTiles() {
        return LAYERS.stream().filter(layer -> !Files.exists(tiles(layer))).toList();
    }

    private Path tiles(String layer) {
        return dataDir.resolve("gwc/mapillary_" + layer);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(dataDir.resolve(file).getParent());
        Files.writeString(dataDir.resolve(file), text);
    }
}
