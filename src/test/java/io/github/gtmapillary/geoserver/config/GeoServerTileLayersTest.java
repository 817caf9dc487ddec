package io.github.gtmapillary.geoserver.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** GeoWebCache keeps tiles of each layer and of the group, apart by style and by time, and for a day. */
class GeoServerTileLayersTest {
    private static final Path GROUP =
            ConfigFile.WORKSPACE.resolve("layergroups").resolve("mapillary.xml");

    /** The names of GeoServer's and GeoWebCache's fields; GeoServer passes over any other name without a word. */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "GeoServerTileLayer",
            Set.of(
                    "id",
                    "enabled",
                    "name",
                    "mimeFormats",
                    "gridSubsets",
                    "metaWidthHeight",
                    "expireCache",
                    "expireClients",
                    "parameterFilters",
                    "gutter"),
            "parameterFilters",
            Set.of("stringParameterFilter", "regexParameterFilter"),
            "stringParameterFilter",
            Set.of("key", "defaultValue", "values"),
            "regexParameterFilter",
            Set.of("key", "defaultValue", "normalize", "regex"),
            "normalize",
            Set.of("case", "locale"));

    static List<ConfigFile> tileLayers() {
        return ConfigFile.all("**/gwc-layers/*.xml");
    }

    private static Map<String, ConfigFile> published() {
        return Stream.concat(ConfigFile.all("**/layer.xml").stream(), Stream.of(ConfigFile.read(GROUP)))
                .collect(Collectors.toMap(file -> file.text("id"), Function.identity()));
    }

    @Test
    void everyLayerAndTheGroupHasTiles() {
        assertThat(tileLayers())
                .extracting(tiles -> tiles.text("id"))
                .containsExactlyInAnyOrderElementsOf(published().keySet());
    }

    @ParameterizedTest
    @MethodSource("tileLayers")
    void theTilesAreThoseOfTheLayerThatTheirIdNames(ConfigFile tiles) {
        ConfigFile layer = published().get(tiles.text("id"));

        assertThat(tiles.text("name")).isEqualTo("mapillary:" + layer.text("name"));
        assertThat(tiles.path().getFileName()).hasToString(tiles.text("id") + ".xml");
        assertThat(tiles.text("enabled")).isEqualTo("true");
    }

    @ParameterizedTest
    @MethodSource("tileLayers")
    void everyElementHasANameThatGeoServerReads(ConfigFile tiles) {
        Stream.concat(Stream.of(tiles.root()), tiles.elements("parameterFilters/descendant-or-self::*").stream())
                .filter(element -> !ConfigFile.children(element).isEmpty())
                .filter(element -> !element.getTagName().equals("values"))
                .forEach(element -> assertThat(ConfigFile.children(element).stream()
                                .map(Element::getTagName)
                                .toList())
                        .as(element.getTagName())
                        .doesNotHaveDuplicates()
                        .isSubsetOf(KNOWN.getOrDefault(element.getTagName(), Set.of())));
    }

    /** A day, as long as the store keeps tiles by default, and in browsers as long as the layer says for its maps. */
    @ParameterizedTest
    @MethodSource("tileLayers")
    void tilesExpire(ConfigFile tiles) {
        int minutes = (Integer) Arrays.stream(new MapillaryDataStoreFactory().getParametersInfo())
                .filter(parameter -> parameter.key.equals("cache_ttl_minutes"))
                .findFirst()
                .orElseThrow()
                .sample;

        assertThat(tiles.text("expireCache")).isEqualTo(String.valueOf(minutes * 60));
        assertThat(tiles.text("expireClients")).isEqualTo("3600");
        assertThat(ConfigFile.all("**/featuretype.xml"))
                .extracting(type -> type.text("metadata/entry[@key='cacheAgeMax']"))
                .containsOnly("3600");
    }

    /** A styleParameterFilter would answer 400 after a reload of GeoServer until somebody asks for WMTS capabilities. */
    @ParameterizedTest
    @MethodSource("tileLayers")
    void tilesOfALayerAreApartByStyle(ConfigFile tiles) {
        assertThat(tiles.texts("parameterFilters/stringParameterFilter/key"))
                .isEqualTo(isGroup(tiles) ? List.of() : List.of("STYLES"));
    }

    /** A transformation draws each map by what the whole of it holds. Tiles of such maps don't fit together. */
    @ParameterizedTest
    @MethodSource("tileLayers")
    void tilesHaveEveryStyleOfTheLayerButThoseThatTransform(ConfigFile tiles) {
        List<String> fitting = stylesOf(tiles, "defaultStyle/id | styles/style/id").stream()
                .filter(style -> !transforms(style))
                .toList();

        assertThat(tiles.texts("parameterFilters/stringParameterFilter/values/string"))
                .containsExactlyInAnyOrderElementsOf(fitting);
    }

    /** A client that names no style gets the map that the layer shows without one. */
    @ParameterizedTest
    @MethodSource("tileLayers")
    void tilesWithoutAStyleAreOfTheLayersDefaultStyle(ConfigFile tiles) {
        assertThat(tiles.texts("parameterFilters/stringParameterFilter/defaultValue"))
                .isEqualTo(stylesOf(tiles, "defaultStyle/id"));
    }

    /** As GeoWebCache names them, with their workspace; a group has none. */
    private static List<String> stylesOf(ConfigFile tiles, String path) {
        if (isGroup(tiles)) {
            return List.of();
        }
        return published().get(tiles.text("id")).texts(path).stream()
                .map(id -> id.replace("StyleInfoImpl--mapillary-", "mapillary:"))
                .toList();
    }

    private static boolean isGroup(ConfigFile tiles) {
        return tiles.text("id").startsWith("LayerGroupInfoImpl");
    }

    /** By its name with its workspace. */
    private static boolean transforms(String style) {
        return !ConfigFile.read(
                        ConfigFile.WORKSPACE.resolve("styles").resolve(style.replace("mapillary:", "") + ".sld"))
                .elements("//*[local-name()='Transformation']")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tileLayers")
    void tilesOfALayerWithTimeAreApartByTime(ConfigFile tiles) {
        ConfigFile layer = published().get(tiles.text("id"));
        boolean hasTime = layer.root().getTagName().equals("layerGroup")
                || !ConfigFile.read(layer.path().resolveSibling("featuretype.xml"))
                        .elements("metadata/entry[@key='time']")
                        .isEmpty();

        assertThat(tiles.texts("parameterFilters/regexParameterFilter/key"))
                .isEqualTo(hasTime ? List.of("TIME") : List.of());
        assertThat(tiles.texts("parameterFilters/regexParameterFilter/normalize/case"))
                .isEqualTo(hasTime ? List.of("UPPER") : List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023",
                "2023-06",
                "2023-06-01",
                "2023-06-01T12Z",
                "2023-06-01T12:30Z",
                "2023-06-01T00:00:00Z",
                "2023-06-01T00:00:00.000Z",
                "2015/2016",
                "2023-06-01T00:00:00.000Z/2023-06-30T23:59:59.999Z",
                "2023-06-01T00:00:00Z/2023-06-30T00:00:00Z/P1D",
                "P1Y/PRESENT",
                "p1m/present",
                "2023-06-01/P1M",
                "2023-06-01T00:00:00Z/PT12H",
                "2015,2017-03,2019-01-01/2019-12-31",
                "PRESENT"
            })
    void aTimeAsClientsSendItIsTaken(String time) {
        assertThat(timeFilters())
                .hasSize(5)
                .allMatch(filter -> filter.matcher(time).matches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "current",
                "yesterday",
                "now",
                "23",
                "2023-6",
                "2023-13-45",
                "2023-06-01T24:00:00Z",
                "2023/",
                "/2023",
                "P/PRESENT",
                "P1Y",
                "2023,",
                "2023&a=b",
                "2023 "
            })
    void whatIsNoTimeIsRefused(String time) {
        assertThat(timeFilters())
                .hasSize(5)
                .noneMatch(filter -> filter.matcher(time).matches());
    }

    /** GeoWebCache compiles it without regard to case when it makes the values upper case. */
    private static List<Pattern> timeFilters() {
        return tileLayers().stream()
                .flatMap(tiles -> tiles.texts("parameterFilters/regexParameterFilter/regex").stream())
                .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }
}
