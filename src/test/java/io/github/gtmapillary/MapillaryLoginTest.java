package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the code of a user's consent to a store that queries with the user's token. */
class MapillaryLoginTest {
    private static final URI CALLBACK = URI.create("http://127.0.0.1:8765/callback");

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0);
        file = folder.resolve("token.json");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theUsersTokenAnswersForTheGraphAndTheClientsForTiles() throws IOException {
        login();
        MapillaryDataStore store = store(Map.of("access_token", Sandbox.ACCESS_TOKEN));
        List<SimpleFeature> images = SandboxStore.read(store, oneOf("images"));
        assertThat(images).hasSize(1);
        Object id = images.get(0).getAttribute("id");
        assertThat(SandboxStore.read(store, SandboxStore.query("image_entities", "\"id\" = '" + id + "'")))
                .hasSize(1);
        store.dispose();
    }

    @Test
    void creatingAStoreRefreshesNothingAndItsFirstRequestDoes() throws IOException {
        login();
        String first = Files.readString(file);
        // as if it were near its end
        Files.writeString(
                file,
                first.replaceFirst("(\"issued_at\" : \")[^\"]+", "$12020-01-01T00:00:00Z")
                        .replaceFirst(
                                "(\"expires_at\" : \")[^\"]+",
                                "$1" + Instant.now().plusSeconds(3600)));
        sandbox.clearRequests();

        MapillaryDataStore store = store(Map.of("access_token", Sandbox.ACCESS_TOKEN));
        assertThat(sandbox.requests()).isEmpty();
        SandboxStore.read(store, oneOf("images"));
        assertThat(sandbox.requests()).isNotEmpty().doesNotContain("/token");
        SandboxStore.read(store, SandboxStore.query("image_entities", "\"id\" = '1'"));
        assertThat(sandbox.requests()).contains("/token");
        assertThat(Files.readString(file)).isNotEqualTo(first).contains("MLYAR");
        store.dispose();
    }

    @Test
    void anExpiredTokenSaysToLogInAgainWhereTheQueryFails() throws IOException {
        login();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(\"expires_at\" : \")[^\"]+", "$12020-01-01T00:00:00Z")
                        .replaceFirst("(\"client_id\" : \")[^\"]+", "$11"));
        MapillaryDataStore store = store(Map.of());
        assertThatIOException()
                .isThrownBy(() -> SandboxStore.read(store, oneOf("images")))
                .withMessageContaining("log in again with 'mapillary login'")
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MLY"));
        store.dispose();
    }

    @Test
    void noQueryExplanationHoldsASecret() throws IOException {
        login();
        MapillaryDataStore store = store(Map.of("access_token", Sandbox.ACCESS_TOKEN));
        for (Query query : List.of(oneOf("images"), SandboxStore.query("image_entities", "\"id\" = '1'"))) {
            QueryExplanation explanation = store.explain(query);
            assertThat(explanation.text() + explanation.json() + explanation).doesNotContain("MLY");
        }
        store.dispose();
    }

    @ParameterizedTest
    @CsvSource({
        "graph_url, ftp://graph.example, http",
        "graph_url, http://graph.example, allow_http",
        "timeout_seconds, 0, 1 or more",
        "allow_http, maybe, true or false"
    })
    void aWrongParameterIsNamedBeforeTheLogin(String key, String value, String hint) {
        assertThatIOException()
                .isThrownBy(() -> MapillaryLogin.begin(Map.of(key, value), "1", Sandbox.CLIENT_SECRET, file))
                .withMessageContaining(key)
                .withMessageContaining(hint);
    }

    @Test
    void aSecretThatIsNoneOrAFileThatCannotBeIsNamedWithoutIt() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> MapillaryLogin.begin(Map.of(), "1", "MLY secret", file))
                .withMessageContaining("client secret")
                .withMessageNotContaining("MLY secret");
        assertThatIOException()
                .isThrownBy(() -> MapillaryLogin.begin(Map.of(), Sandbox.CLIENT_SECRET, "1", file))
                .withMessageContaining("client id must be a number")
                .withMessageNotContaining("MLY");
        assertThatIOException()
                .isThrownBy(() -> MapillaryLogin.begin(Map.of(), "1", "1", folder))
                .withMessageContaining(folder + ": it is a folder");
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThatIOException()
                .isThrownBy(() -> MapillaryLogin.begin(Map.of(), "1", "1", plain.resolve("token.json")))
                .withMessageContaining("Can't write a token to");
    }

    private void login() throws IOException {
        MapillaryLogin.begin(Map.of("graph_url", sandbox.url()), Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, file)
                .finish(Sandbox.AUTHORIZATION_CODE, CALLBACK, true);
    }

    private MapillaryDataStore store(Map<String, Object> more) throws IOException {
        Map<String, Object> all = new HashMap<>(Map.of(
                "dbtype",
                "mapillary",
                "token_file",
                file.toString(),
                "tiles_url",
                sandbox.url(),
                "graph_url",
                sandbox.url(),
                "cache_size_mb",
                0));
        all.putAll(more);
        return SandboxStore.find(all);
    }

    private static Query oneOf(String type) {
        Query query = SandboxStore.query(type, "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)");
        query.setMaxFeatures(1);
        return query;
    }
}
