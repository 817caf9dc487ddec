package io.github.gtmapillary.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;

/** Answers of the Graph API that leave out the values of the request: the caller knows them. */
class SparseAnswersTest {
    private static final String IMAGES_OF_SEQUENCE = "{\"data\":[{\"id\":\"1\"},{\"id\":\"2\"}]}";
    private static final String IMAGES_WITHOUT_SEQUENCE = """
            {"1":{"id":"1","geometry":{"type":"Point","coordinates":[1,2]}},
             "2":{"id":"2","sequence":"","geometry":{"type":"Point","coordinates":[1.001,2]}}}
            """;

    private FakeTileServer api;
    private MapillaryDataStore store;

    @BeforeEach
    void open() throws IOException {
        api = new FakeTileServer();
        store = SandboxStore.find(SandboxStore.parametersFor(api.url()));
    }

    @AfterEach
    void close() {
        store.dispose();
        api.close();
    }

    private void give(String path, String json) {
        api.give(path, new Answer(200, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8)));
    }

    private List<SimpleFeature> read(String typeName, String cql, String... attributes) throws IOException {
        Query query = SandboxStore.query(typeName, cql);
        if (attributes.length > 0) {
            query.setPropertyNames(attributes);
        }
        return SandboxStore.read(store, query);
    }

    @ParameterizedTest
    @CsvSource({"images, sequence_id", "image_entities, sequence_id", "images, captured_at"})
    void imagesOfASequenceNeedNotNameIt(String typeName, String wanted) throws IOException {
        give("/image_ids", IMAGES_OF_SEQUENCE);
        give("/", IMAGES_WITHOUT_SEQUENCE);

        List<SimpleFeature> images = read(typeName, "sequence_id = 'abc'", "id", wanted);

        assertThat(images).extracting(image -> image.getAttribute("id")).containsExactly("1", "2");
        assertThat(images)
                .extracting(image -> image.getAttribute(wanted))
                .containsOnly(wanted.equals("sequence_id") ? "abc" : null);
        assertThat(api.requests()).containsExactly("/image_ids", "/");
    }

    @Test
    void aSequenceIsALineThroughImagesThatDoNotNameIt() throws IOException {
        give("/image_ids", IMAGES_OF_SEQUENCE);
        give("/", IMAGES_WITHOUT_SEQUENCE);

        assertThat(read("sequences", "\"id\" = 'abc'")).singleElement().satisfies(sequence -> {
            assertThat(sequence.getID()).isEqualTo("sequences.abc");
            assertThat(((Geometry) sequence.getDefaultGeometry()).getNumPoints())
                    .isEqualTo(2);
        });
        assertThat(api.requests()).containsExactly("/image_ids", "/");
    }

    @Test
    void imagesThatAreAskedForOneByOneNeedNotNameTheirSequenceEither() throws IOException {
        give("/image_ids", IMAGES_OF_SEQUENCE);
        api.give("/", new Answer(400, Map.of(), "{\"error\":{\"code\":100,\"error_subcode\":33}}".getBytes(UTF_8)));
        give("/1", "{\"id\":\"1\"}");
        give("/2", "{\"id\":\"2\",\"sequence\":\"another\"}");

        assertThat(read("images", "sequence_id = 'abc'"))
                .as("what an answer does say counts")
                .extracting(SimpleFeature::getID)
                .containsExactly("images.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "image_id = '5'; image_id; 5",
                "map_feature_id = '5'; map_feature_id; 5",
                "sequence_id = 'abc'; image_id,sequence_id; 5,abc",
                "sequence_id = 'abc' AND image_id = '5'; value; v",
                "image_id = '5'; value; v"
            })
    void detectionsNeedNotNameWhatTheyWereFoundIn(String cql, String attributes, String expected) throws IOException {
        give("/image_ids", "{\"data\":[{\"id\":\"5\"}]}");
        give("/5/detections", """
                {"data":[{"id":"1","value":"v"},
                         {"id":"2","value":"v","image":{"geometry":{"type":"Point","coordinates":[3,4]}}}]}
                """);

        List<SimpleFeature> detections = read("detections", cql, attributes.split(","));

        assertThat(detections)
                .extracting(SimpleFeature::getID)
                .containsExactlyInAnyOrder("detections.1", "detections.2");
        assertThat(detections)
                .allSatisfy(detection ->
                        assertThat(detection.getAttributes()).isEqualTo(Arrays.asList((Object[]) expected.split(","))));
    }

    @Test
    void aUsersImagesNeedNotNameTheUser() throws IOException {
        give("/images", """
                {"data":[{"id":"1","creator":{"id":"9"}},{"id":"2"},{"id":"3","creator":{"username":"someone-else"}}]}
                """);

        List<SimpleFeature> images = read("image_entities", "creator_username = 'anna'");

        assertThat(images).extracting(image -> image.getAttribute("id")).containsExactly("1", "2");
        assertThat(images)
                .extracting(image -> image.getAttribute("creator_username"))
                .containsOnly("anna");
    }
}
