package io.github.gtmapillary.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.GraphSearch;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.SearchCell;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose cells fail, as they come out of the repetitions. */
class GraphSearchRowsTest {
    private static final SearchCell BOX = new SearchCell(13, 55, 13.008, 55.008);
    private static final SearchCell NEXT_BOX = new SearchCell(13.008, 55, 13.016, 55.008);
    private static final double QUARTER = 0.0041;
    private static final double SIXTEENTH = 0.0021;

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(GraphSearchRowsTest.class);

    private final List<String> asked = new ArrayList<>();
    private final FakeApi api = new FakeApi();
    private final PlanRunner runner = new PlanRunner(
            api, new FetchSettings(3, FailedTiles.FAIL, new RequestLimit(2000)), () -> 0, InstantSource.system());

    /** The host, which finds one image in a box whose height it bears, and else fails like this. */
    private void bearing(DoublePredicate height, Failure failure) {
        api.answering("images", request -> {
            String bbox = request.parameters().get("bbox");
            asked.add(bbox);
            double[] sides = Arrays.stream(bbox.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (!height.test(sides[3] - sides[1])) {
                throw failure.of(request);
            }
            byte[] body = ("{\"data\":[{\"id\":\"" + asked.size() + "\"}]}").getBytes(UTF_8);
            return ApiAnswer.of(body, body.length);
        });
    }

    private interface Failure {
        IOException of(ApiRequest request);
    }

    private static Failure status(int status) {
        return request -> new TransientApiException(request, "HTTP " + status + " five times", null, null, status);
    }

    private RowStream images(SearchCell... cells) {
        return runner.run(
                new GraphSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        "images",
                        List.of(cells),
                        new TreeMap<>(),
                        "id",
                        Positions.ORIGINAL,
                        "a test"),
                Scans.everything(MapillaryTypes.IMAGE_ENTITIES));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aBoxThatKeepsFailingIsAskedForInQuarters(int status) throws IOException {
        bearing(height -> height < QUARTER, status(status));

        assertThat(Scans.ids(images(BOX))).containsExactlyInAnyOrder("2", "3", "4", "5");
        assertThat(asked).hasSize(5).startsWith("13.0000000,55.0000000,13.0080000,55.0080000");
    }

    @Test
    void quartersAreQuarteredOnceTheHostHasAnswered() throws IOException {
        SearchCell small = new SearchCell(14, 55, 14.001, 55.001);
        bearing(height -> height < SIXTEENTH, status(500));

        assertThat(Scans.ids(images(small, BOX))).hasSize(1 + 16);
        assertThat(asked).hasSize(1 + 1 + 4 + 16);
    }

    @Test
    void aHostThatNeverAnswersIsNotAskedForEverSmallerBoxes() {
        bearing(height -> false, status(500));

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(images(BOX)))
                .withMessage("HTTP 500 five times");
        assertThat(asked).hasSize(1 + 4);
    }

    @Test
    void anOutageInTheMiddleEndsTheSearch() {
        bearing(height -> asked.size() == 1, status(503));
        SearchCell[] cells = new SearchCell[100];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new SearchCell(13 + i / 100.0, 55, 13.008 + i / 100.0, 55.008);
        }

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(images(cells)))
                .withMessageContaining("HTTP 503");
        assertThat(asked).hasSize(1 + 21);
    }

    @Test
    void tenMetresThatKeepFailingAreNamedWithTheFailureAsTheCause() {
        // what lies at the south-western corner can't be searched in any box
        api.answering("images", request -> {
            String bbox = request.parameters().get("bbox");
            asked.add(bbox);
            if (bbox.startsWith("13.0000000,55.0000000")) {
                throw status(500).of(request);
            }
            byte[] body = "{\"data\":[]}".getBytes(UTF_8);
            return ApiAnswer.of(body, body.length);
        });

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(images(BOX)))
                .withMessageContaining("fails in the ten metres of bbox 13.0000000,55.0000000,13.0001")
                .withMessageContaining("search=tiles")
                .withMessageContaining("HTTP 500 five times")
                .withCauseInstanceOf(TransientApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 408, 425, 429})
    void otherFailuresDoNotSplitTheBox(int status) {
        bearing(height -> height < QUARTER, status(status));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(images(BOX)));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFailureOfTheNetworkDoesNotSplitTheBox() {
        bearing(height -> height < QUARTER, request -> new TransientApiException(request, "no connection", null, null));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(images(BOX)));
        assertThat(asked).hasSize(1);
    }

    /** All fields of two images in each box; the cluster field makes each search fail that is not for a small box. */
    private void failingForTheCluster(DoublePredicate height, Failure failure, String never) {
        Answering answering = request -> {
            String bbox = request.parameters().get("bbox");
            boolean cluster = request.parameters().get("fields").contains("sfm_cluster");
            asked.add((bbox == null ? request.path() : "search") + (cluster ? " with" : " without"));
            if (cluster && (bbox == null ? request.path().equals(never) : !height.test(heightOf(bbox)))) {
                throw failure.of(request);
            }
            String first = image("1", cluster);
            String body = bbox == null
                    ? image(request.path(), cluster)
                    : "{\"data\":[" + first + "," + image("2" + bbox.replaceAll("\\D", ""), cluster) + "]}";
            return ApiAnswer.of(body.getBytes(UTF_8), body.length());
        };
        api.answering("images", answering::to);
        api.answering("1", answering::to);
        for (SearchCell cell : List.of(BOX, NEXT_BOX)) {
            api.answering(second(cell), answering::to);
        }
    }

    private interface Answering {
        ApiAnswer to(ApiRequest request) throws IOException;
    }

    private static double heightOf(String bbox) {
        double[] sides = Arrays.stream(bbox.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return sides[3] - sides[1];
    }

    private static String image(String id, boolean cluster) {
        return "{\"id\":\"" + id + "\",\"width\":4" + (cluster ? ",\"sfm_cluster\":{\"id\":\"9\"}" : "") + "}";
    }

    /** The image that only this box holds; all boxes hold image 1. */
    private static String second(SearchCell cell) {
        return "2" + cell.toString().replaceAll("\\D", "");
    }

    private RowStream allFields(Projection wanted, SearchCell... cells) {
        return runner.run(
                new GraphSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        "images",
                        List.of(cells),
                        new TreeMap<>(),
                        EntityFields.of(MapillaryTypes.IMAGE_ENTITIES, wanted, Positions.ORIGINAL),
                        Positions.ORIGINAL,
                        "a test"),
                new ReadOptions(wanted, false, false));
    }

    private static Projection all() {
        return Scans.everything(MapillaryTypes.IMAGE_ENTITIES).projection();
    }

    private static List<String> clusters(List<Row> rows) {
        int index = MapillaryTypes.IMAGE_ENTITIES.indexOf("sfm_cluster_id");
        return rows.stream()
                .map(row -> row.id() + ":" + row.values().get(index))
                .toList();
    }

    @Test
    void aSearchThatFailsForTheClusterIsMadeWithoutItAndItIsNull() throws IOException {
        failingForTheCluster(height -> false, status(500), "");
        RowStream stream = allFields(all(), BOX, NEXT_BOX);

        assertThat(clusters(Scans.rows(stream)))
                .containsExactly("1:null", second(BOX) + ":null", second(NEXT_BOX) + ":null");
        assertThat(asked).containsExactly("search with", "search with", "search without", "search without");
        assertThat(stream.report().flaws().unanswered()).isEqualTo(Map.of("sfm_cluster_id", 3L, "sfm_cluster_url", 3L));
        assertThat(log.warnings())
                .filteredOn(line -> line.contains("sfm_cluster_id"))
                .singleElement()
                .asString()
                .startsWith(
                        "The sfm_cluster_id of some image_entities is null: Mapillary's requests that ask for it fail");
    }

    @Test
    void aBoxThatAlsoFailsWithoutTheClusterIsQuarteredWithoutIt() throws IOException {
        bearing(height -> height < QUARTER, status(503));

        assertThat(Scans.ids(allFields(all(), BOX))).containsExactlyInAnyOrder("3", "4", "5", "6");
        assertThat(api.requests)
                .extracting(request -> request.parameters().get("fields").contains("sfm_cluster"))
                .containsExactly(true, false, false, false, false, false);
    }

    @Test
    void aSearchThatNamesTheClusterAsksForItImageByImage() throws IOException {
        failingForTheCluster(height -> false, status(500), second(BOX));
        Projection named = new Projection(Set.of("sfm_cluster_id"), false, Set.of(), Set.of("sfm_cluster_id"));
        RowStream stream = allFields(named, BOX, NEXT_BOX);

        assertThat(clusters(Scans.rows(stream))).containsExactly("1:9", second(BOX) + ":null", second(NEXT_BOX) + ":9");
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "search with",
                        "search with",
                        "search without",
                        "1 with",
                        second(BOX) + " with",
                        "search without",
                        second(NEXT_BOX) + " with");
        assertThat(stream.report().flaws().unanswered()).isEqualTo(Map.of("sfm_cluster_id", 1L));
    }

    @Test
    void aSearchThatDecidesByTheClusterFailsWhereAnImageDoesNotAnswer() {
        failingForTheCluster(height -> false, status(500), second(BOX));
        Set<String> cluster = Set.of("sfm_cluster_id");
        RowStream stream = allFields(new Projection(cluster, false, cluster, cluster), BOX);

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.rows(stream))
                .satisfies(e -> assertThat(e.request().path()).isEqualTo(second(BOX)));
    }

    @Test
    void tooManyImagesAreNoReasonToLeaveOutTheCluster() throws IOException {
        failingForTheCluster(height -> height < QUARTER, request -> new TooMuchDataException(request, "reduce"), "");

        assertThat(clusters(Scans.rows(allFields(all(), BOX)))).hasSize(5).allMatch(row -> row.endsWith(":9"));
        assertThat(asked).containsOnly("search with").hasSize(5);
    }

    @Test
    void tenMetresWithTooManyImagesAreSearchedWithoutTheCluster() throws IOException {
        SearchCell tiny = new SearchCell(14, 55, 14.0001, 55.0001);
        failingForTheCluster(height -> false, request -> new TooMuchDataException(request, "reduce"), "");

        assertThat(clusters(Scans.rows(allFields(all(), tiny)))).containsExactly("1:null", second(tiny) + ":null");
        assertThat(asked).containsExactly("search with", "search without");
    }

    @Test
    void anOutageIsNotTakenForAFailureOfTheCluster() {
        bearing(height -> false, status(500));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(allFields(all(), BOX)));
        assertThat(asked).hasSize(1 + 1 + 4);
    }
}
