package io.github.gtmapillary.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import io.github.gtmapillary.fetch.FailedTiles;
import io.github.gtmapillary.fetch.FetchSettings;
import io.github.gtmapillary.fetch.PlanRunner;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.plan.EntitySearch;
import io.github.gtmapillary.plan.PlanSettings;
import io.github.gtmapillary.plan.QueryPlanner;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.schema.MadeUpTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeCatalog;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.data.Transaction;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;

/** A type is added in {@code schema} alone: these types are read and filtered though no other package has a word of them. */
class MadeUpTypeTest {
    private static final String TILE = "maps/vtp/mly_map_feature_point/2/14/8787/5132";

    /** Inside of that tile. */
    private static final String BOX = "BBOX(geometry, 13.08, 55.617, 13.09, 55.623)";

    private static final byte[] LIGHTS = MadeLayer.tile(
            new MadeLayer("point").point(2048, 2048, "id", 1L, "value", "object--bench"),
            new MadeLayer("streetlight")
                    .point(2048, 2048, "id", 7L, "lumen", 900.0, "mast", "wood")
                    .point(2049, 2048, "id", 8L, "lumen", 100.0, "mast", "wood")
                    .point(2050, 2048, "id", 9L, "lumen", 901.0, "mast", "steel"));

    private final Answers answers = new Answers();

    @Test
    void theStoreListsTheTypesOfItsCatalogue() throws IOException {
        assertThat(store(EntitySearch.TILES).getTypeNames()).containsExactly("streetlights", "streetlight_entities");
    }

    @Test
    void aLayerOfItsOwnIsReadAndFilteredWithItsProperties() throws Exception {
        answers.give(TILE, LIGHTS);

        assertThat(read(EntitySearch.TILES, "streetlights", "brightness > 500 AND " + BOX))
                .containsExactly("streetlights.7 900.0 wood", "streetlights.9 901.0 steel");
        assertThat(answers.asked).containsExactly(TILE);
    }

    @Test
    void entitiesAreAskedForByTheIdsThatTheirTilesHold() throws Exception {
        answers.give(TILE, LIGHTS);
        answers.give(
                "?fields=id,lamp,mast&ids=7,8", "{\"7\":" + entity("7", "led") + ",\"8\":" + entity("8", "gas") + "}");

        assertThat(read(EntitySearch.TILES, "streetlight_entities", "mast = 'wood' AND " + BOX))
                .containsExactly("streetlight_entities.7 wood null");
        assertThat(answers.asked).containsExactly(TILE, "?fields=id,lamp,mast&ids=7,8");
    }

    @Test
    void entitiesAreSearchedAtTheirEndpointWithTheirParameters() throws Exception {
        String box = "BBOX(geometry, 13.084, 55.6195, 13.085, 55.6205)";
        String asked = "streetlights?bbox=13.0839990,55.6194990,13.0850010,55.6205010&fields=id,lamp,mast&masts=wood";
        answers.give(asked, "{\"data\":[" + entity("7", "led") + "]}");

        assertThat(read(EntitySearch.GRAPH, "streetlight_entities", "mast = 'wood' AND " + box))
                .containsExactly("streetlight_entities.7 wood null");
        assertThat(answers.asked).containsExactly(asked);
    }

    @Test
    void entitiesAreListedByTheirOwnerWhichTheyAreThenKnownToHave() throws Exception {
        answers.give("55/streetlights?fields=id,lamp,mast", "{\"data\":[" + entity("7", "led") + "]}");

        assertThat(read(EntitySearch.TILES, "streetlight_entities", "crossing_id = '55'"))
                .containsExactly("streetlight_entities.7 wood 55");
        assertThat(answers.asked).containsExactly("55/streetlights?fields=id,lamp,mast");
    }

    private static String entity(String id, String lamp) {
        return "{\"id\":\"" + id + "\",\"lamp\":\"" + lamp + "\",\"mast\":{\"kind\":\"wood\",\"position\":"
                + "{\"type\":\"Point\",\"coordinates\":[13.0848,55.62]}}}";
    }

    /** The features as their id and the values after it. */
    private List<String> read(EntitySearch search, String type, String ecql) throws IOException, CQLException {
        List<String> found = new ArrayList<>();
        Query query = new Query(type, ECQL.toFilter(ecql));
        try (SimpleFeatureReader features =
                (SimpleFeatureReader) store(search).getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (features.hasNext()) {
                var feature = features.next();
                found.add(feature.getID() + " " + feature.getAttribute(2) + " " + feature.getAttribute(3));
            }
        }
        return found;
    }

    private MapillaryContentStore store(EntitySearch search) {
        TypeCatalog types = new TypeCatalog(List.of(MadeUpTypes.STREETLIGHTS, MadeUpTypes.STREETLIGHT_ENTITIES));
        PlanSettings settings = new PlanSettings(Positions.ORIGINAL, search, false, 10, new RequestLimit(10));
        PlanRunner runner = new PlanRunner(
                answers, new FetchSettings(1, FailedTiles.FAIL, new RequestLimit(10)), () -> 0, InstantSource.system());
        return new MapillaryContentStore(
                new StoreServices(types, new QueryPlanner(settings), runner, InstantSource.system()),
                new MapillaryDataStoreFactory(),
                null);
    }

    /** Answers what a test gave; fails for anything else. */
    private static final class Answers extends BareClient {
        final List<String> asked = new ArrayList<>();
        private final Map<String, byte[]> bodies = new HashMap<>();

        void give(String request, String json) {
            give(request, json.getBytes(StandardCharsets.UTF_8));
        }

        void give(String request, byte[] body) {
            bodies.put(request, body);
        }

        @Override
        public PendingAnswer send(ApiRequest request) {
            String label = request.label();
            asked.add(label);
            return new PendingAnswer() {
                @Override
                public ApiAnswer await() throws IOException {
                    byte[] body = bodies.get(label);
                    if (body == null) {
                        throw new IOException("the test gave no answer to " + label);
                    }
                    return ApiAnswer.of(body, body.length);
                }

                @Override
                public void cancel() {}

                @Override
                public void whenDone(Runnable action) {
                    action.run();
                }
            };
        }
    }
}
