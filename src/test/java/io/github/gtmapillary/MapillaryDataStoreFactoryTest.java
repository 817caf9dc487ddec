package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapillaryDataStoreFactoryTest {
    private static final String TOKEN = "MLY|1234567890|0123456789abcdef0123456789abcdef";

    private final MapillaryDataStoreFactory factory = new MapillaryDataStoreFactory(name -> null);

    @Test
    void dataStoreFinderFindsItByItsTypeAlone() {
        assertThat(DataStoreFinder.getAvailableDataStores())
                .toIterable()
                .hasAtLeastOneElementOfType(MapillaryDataStoreFactory.class);
        assertThat(factory.canProcess(Map.of("dbtype", "mapillary"))).isTrue();
        assertThat(factory.canProcess(Map.of("dbtype", "postgis"))).isFalse();
        assertThat(factory.canProcess(Map.of())).isFalse();
        assertThat(factory.getDisplayName()).isEqualTo("Mapillary");
    }

    @Test
    void theParametersAreThoseOfTheDocumentationWithTheirDefaults() {
        Map<String, Object> defaults = new HashMap<>();
        for (Param param : factory.getParametersInfo()) {
            defaults.put(param.key, param.sample);
        }
        Map<String, Object> expected = new HashMap<>(Map.of(
                "dbtype", "mapillary",
                "positions", "original",
                "tiles_url", "https://tiles.mapillary.com",
                "graph_url", "https://graph.mapillary.com",
                "max_tiles", 512,
                "max_graph_requests", 2000,
                "search", "tiles",
                "complete_sequences", false,
                "failed_tiles", "fail",
                "connections", 6));
        expected.putAll(Map.of(
                "tiles_per_minute", 240,
                "tiles_burst", 60,
                "max_wait_seconds", 30,
                "tiles_per_day", 40000,
                "graph_per_minute", 5000,
                "allow_http", false,
                "timeout_seconds", 30,
                "cache_size_mb", 512,
                "cache_ttl_minutes", 1440,
                "memory_cache_mb", 64));
        for (String key : List.of("namespace", "access_token", "token_file", "cache_dir")) {
            expected.put(key, null);
        }
        assertThat(defaults).isEqualTo(expected);
    }

    @Test
    void labelsFollowTheConventionsOfGeoServer() {
        for (Param param : factory.getParametersInfo()) {
            assertThat(param.description.toString()).as(param.key).isNotBlank();
            if (param.metadata != null && param.metadata.get(Parameter.OPTIONS) instanceof List<?> options) {
                // GeoServer sorts it in place
                assertThatCode(() -> Collections.reverse(options)).as(param.key).doesNotThrowAnyException();
            }
        }
        assertThat(param("dbtype").getLevel()).isEqualTo("program");
        assertThat(param("dbtype").isRequired()).isTrue();
        assertThat(param("access_token").isPassword()).isTrue();
        assertThat(Arrays.stream(factory.getParametersInfo()).filter(Param::isRequired))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "max_tiles, -1, 1 or more",
        "max_tiles, 0, 1 or more",
        "max_graph_requests, -5, 1 or more",
        "connections, 0, 1 or more",
        "connections, 65, 64",
        "timeout_seconds, 0, 1 or more",
        "cache_size_mb, -1, 0 or more",
        "cache_ttl_minutes, -1, 0 or more",
        "memory_cache_mb, -1, 0 or more",
        "tiles_per_minute, 0, 1 or more",
        "tiles_burst, 0, 1 or more",
        "max_wait_seconds, 0, 1 or more",
        "tiles_per_day, 0, 1 or more",
        "graph_per_minute, 0, 1 or more",
        "max_tiles, many, Integer",
        "allow_http, maybe, true or false",
        "complete_sequences, yes, true or false",
        "positions, guessed, original",
        "search, magic, graph",
        "failed_tiles, ignore, skip",
        "tiles_url, ftp://tiles.mapillary.com, http",
        "tiles_url, nonsense, http",
        "tiles_url, http://tiles.mapillary.com, unencrypted",
        "graph_url, 'https://', http"
    })
    void aWrongValueIsNamedWithItsKeyAndWhatItShouldBe(String key, String value, String hint) {
        assertThatIOException()
                .isThrownBy(() -> factory.createDataStore(with(Map.of(key, value))))
                .withMessageContaining(key)
                .withMessageContaining(value)
                .withMessageContaining(hint)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain(TOKEN));
    }

    @ParameterizedTest
    @CsvSource({
        "max_tile, max_tiles",
        "maxTiles, max_tiles",
        "MAX_TILES, max_tiles",
        "acces_token, access_token",
        "access-token, access_token",
        "cachedir, cache_dir",
        "cache_size, cache_size_mb",
        "tile_per_minute, tiles_per_minute",
        "position, positions",
        "graphUrl, graph_url"
    })
    void aKeyThatIsNearlyOneOfOursIsRefusedWithTheOneThatWasMeant(String given, String meant) {
        assertThatIOException()
                .isThrownBy(() -> factory.createDataStore(with(Map.of(given, TOKEN))))
                .withMessageStartingWith("There is no connection parameter " + given + ": did you mean " + meant
                        + "? There are dbtype, ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
    }

    /** Keys of GeoServer, of GeoTools' other stores, and of programs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Batch insert size",
                "Connection timeout",
                "Expose primary keys",
                "Evictor run periodicity",
                "Max open prepared statements",
                "Primary key metadata table",
                "Session startup SQL",
                "cache and reuse memory maps",
                "charset",
                "create spatial index",
                "database",
                "directory",
                "featureTypes",
                "fetch size",
                "fstype",
                "host",
                "max connections",
                "memory mapped buffer",
                "min connections",
                "passwd",
                "port",
                "preparedStatements",
                "repository",
                "resourceLoader",
                "schema",
                "timeout",
                "timezone",
                "url",
                "user",
                "validate connections",
                "WFSDataStoreFactory:TIMEOUT"
            })
    void keysThatGeoServerAndGeoToolsAddAreLetThrough(String key) {
        assertThatCode(() -> factory.createDataStore(with(Map.of(key, "x"))).dispose())
                .doesNotThrowAnyException();
    }

    @Test
    void aTokenOfAnotherTypeIsNamedWithoutShowingIt() {
        assertThatIOException()
                .isThrownBy(() -> factory.createDataStore(with(Map.of("access_token", new StringBuilder(TOKEN)))))
                .withMessageContaining("access_token")
                .withMessageContaining("String")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
    }

    @Test
    void numbersMayBeOfAnyKindAndHaveBlanksAround() throws IOException {
        factory.createDataStore(with(Map.of("max_tiles", 12L, "connections", " 3 ", "positions", "computed ")))
                .dispose();
        assertThatIOException()
                .isThrownBy(() -> factory.createDataStore(with(Map.of("max_tiles", 1L << 40))))
                .withMessageContaining("max_tiles");
    }

    @Test
    void plainHttpToOtherHostsHasToBeAllowed() throws IOException {
        factory.createDataStore(with(Map.of("tiles_url", "http://proxy.example", "allow_http", "true")))
                .dispose();
        factory.createDataStore(with(Map.of("tiles_url", "http://127.0.0.1:9"))).dispose();
    }

    @Test
    void withoutATokenCreationSaysBothWaysToGiveOne() {
        assertThatIOException()
                .isThrownBy(() -> factory.createDataStore(Map.of("dbtype", "mapillary")))
                .withMessageContaining("access_token")
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN");
    }

    @Test
    void aVariableThatIsSetButEmptyIsNamedAsSuch() {
        MapillaryDataStoreFactory inEnvironment =
                new MapillaryDataStoreFactory(name -> name.equals("MAPILLARY_ACCESS_TOKEN") ? "" : null);

        assertThatIOException()
                .isThrownBy(() -> inEnvironment.createDataStore(Map.of("dbtype", "mapillary")))
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN is set but empty");
    }

    @Test
    void theTokenMayComeFromTheEnvironment() throws IOException {
        MapillaryDataStoreFactory inEnvironment =
                new MapillaryDataStoreFactory(name -> name.equals("MAPILLARY_ACCESS_TOKEN") ? TOKEN : null);

        inEnvironment
                .createDataStore(Map.of("dbtype", "mapillary", "access_token", ""))
                .dispose();
    }

    @Test
    void theTokenMayComeFromAFile(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(
                folder.resolve("good.json"), "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":9000}");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        Path broken = Files.writeString(folder.resolve("broken.json"), TOKEN);

        factory.createDataStore(Map.of("dbtype", "mapillary", "token_file", good.toString()))
                .dispose();
        for (Path file : List.of(empty, broken, folder.resolve("missing.json"))) {
            assertThatIOException()
                    .isThrownBy(
                            () -> factory.createDataStore(Map.of("dbtype", "mapillary", "token_file", file.toFile())))
                    .withMessageContaining(file.toString())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(TOKEN));
        }
    }

    @Test
    void theNamespaceIsThatOfTheFeatureTypes() throws IOException {
        MapillaryDataStore store =
                factory.createDataStore(with(Map.of("namespace", URI.create("http://mapillary.example/ns"))));

        assertThat(store.getSchema("images").getName().getNamespaceURI()).isEqualTo("http://mapillary.example/ns");
        store.dispose();
        store.dispose();
    }

    private Param param(String key) {
        return Arrays.stream(factory.getParametersInfo())
                .filter(param -> param.key.equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> with(Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(Map.of("dbtype", "mapillary", "access_token", TOKEN));
        all.putAll(parameters);
        return all;
    }
}
