package io.github.gtmapillary.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gtmapillary.geoserver.rendering.AllocationBound;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;

/** Whatever an answer of the Graph API is, it is rows of each type, the same each time, or it is reported. */
class EntityDecoderFuzzTest {
    private static final List<EntityDecoder> DECODERS = Stream.of(
                    MapillaryTypes.IMAGES,
                    MapillaryTypes.SEQUENCES_OF_IMAGES,
                    MapillaryTypes.POINTS,
                    MapillaryTypes.TRAFFIC_SIGNS,
                    MapillaryTypes.IMAGE_ENTITIES,
                    MapillaryTypes.MAP_FEATURE_ENTITIES,
                    MapillaryTypes.DETECTIONS,
                    MapillaryTypes.ORGANIZATIONS)
            .map(type -> new EntityDecoder(type, everything(type), Positions.COMPUTED, DecodeListener.NONE))
            .toList();

    /** One of the ways to read an answer, and the rows that it gives. */
    private interface Reading<T> {
        T of(byte[] body) throws IOException;
    }

    @MethodSource("answers")
    @DictionaryEntries({
        "\"id\":",
        "\"data\":[",
        "\"paging\":{",
        "\"cursors\":{",
        "\"after\":",
        "\"next\":",
        "\"geometry\":",
        "\"computed_geometry\":",
        "\"coordinates\":[",
        "\"captured_at\":",
        "\"created_at\":",
        "\"first_seen_at\":",
        "\"image\":{",
        "\"images\":",
        "\"object_value\":",
        "\"camera_parameters\":",
        "\"computed_rotation\":",
        "\"compass_angle\":",
        "\"is_pano\":",
        "\"mesh\":{",
        "\"url\":",
        "\"height\":",
        "2024-07-01T12:00:00+0000",
        "+999999999-12-31T23:59:59Z",
        "1e999",
        "NaN",
        "-0.0",
        "null",
        "true",
        "[]",
        "{}"
    })
    @FuzzTest
    void anAnswerIsRowsOrReported(byte[] body) {
        for (EntityDecoder decoder : DECODERS) {
            read(body, decoder::entities).ifPresent(byId -> check(byId.values()));
            read(body, decoder::entity).ifPresent(one -> check(one.stream().toList()));
            read(body, decoder::page).ifPresent(page -> check(page.rows()));
        }
        read(body, EntityDecoder::ids)
                .ifPresent(ids ->
                        assertThat(ids.rows()).allSatisfy(id -> assertThat(id).isNotEmpty()));
    }

    /** Empty if the answer is reported. */
    private static <T> Optional<T> read(byte[] body, Reading<T> reading) {
        AllocationBound.hold(body.length, () -> attempt(body, reading));
        Optional<T> once = attempt(body, reading);
        assertThat(attempt(body, reading)).isEqualTo(once);
        return once;
    }

    private static <T> Optional<T> attempt(byte[] body, Reading<T> reading) {
        try {
            return Optional.of(reading.of(body));
        } catch (IOException e) {
            // a regular expression would allocate more than the decoder
            assertThat(String.valueOf(e.getMessage()).length()).isBetween(1, 2000);
            return Optional.empty();
        }
    }

    private static void check(Iterable<Row> rows) {
        for (Row row : rows) {
            assertThat(row.id()).isNotEmpty();
            if (row.geometry() != null) {
                for (Coordinate position : row.geometry().getCoordinates()) {
                    assertThat(position.x).isFinite();
                    assertThat(position.y).isFinite();
                }
            }
        }
    }

    private static Projection everything(TypeSchema schema) {
        return new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    static Stream<byte[]> answers() {
        String image = """
                {"id":"58600000000000001","sequence":"abc","captured_at":1563721072184,"compass_angle":336.74,
                 "camera_parameters":[0.85,-6.6e-05,0],"exif_orientation":1,"height":3120,"is_pano":false,
                 "merge_cc":4.546427159383e+18,"mesh":{"id":"903987176835273","url":"m"},
                 "creator":{"username":"anna","id":"12"},"organization":{"id":"7"},"make":"",
                 "geometry":{"type":"Point","coordinates":[-108.57,39.06]},
                 "computed_geometry":{"type":"Point","coordinates":[-108.58,39.07]},"unheard_of":{"of":[1,{}]}}""";
        String sign = """
                {"id":"2","object_value":"regulatory--stop--g1","object_type":"trafficsign","aligned_direction":12.5,
                 "first_seen_at":"2017-08-23T21:32:26+0000","last_seen_at":"1503523946000",
                 "images":{"data":[{"geometry":{},"id":"133"},{"id":"512"}]},"geometry":{"coordinates":[1,2]}}""";
        String bench = """
                {"id":"3","object_value":"object--bench","images":["1","2"],"geometry":{"coordinates":[1,2]}}""";
        String detection = """
                {"id":"4","value":"object--bench","created_at":"2017-08-23T21:32:26+0000","geometry":\
                "GhwKBm1weS1vciIQCQAAGgAAAAAAAAAAAA8ogCB4Ag==","image":{"id":"1","geometry":{"coordinates":[1,2]}}}""";
        String organization = """
                {"id":"5","slug":"a","name":"A","description":"of \\u00e4 \\ud83d\\ude00"}""";
        String page = """
                ,"paging":{"cursors":{"before":"a","after":"b"},"next":"https://example.org/?after=b"}}""";
        return Stream.of(
                        image,
                        "{\"58600000000000001\":" + image + ",\"9\":null}",
                        "{\"data\":[" + image + "]" + page,
                        sign,
                        "{\"2\":" + sign + ",\"3\":" + bench + "}",
                        "{\"data\":[" + sign + "," + bench + "]" + page,
                        detection,
                        "{\"data\":[" + detection + "]}",
                        organization,
                        "{\"data\":[{\"id\":\"1\"},{\"id\":\"2\"}]}",
                        "{\"data\":[]}")
                .map(json -> json.getBytes(StandardCharsets.UTF_8));
    }
}
