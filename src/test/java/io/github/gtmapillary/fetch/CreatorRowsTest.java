package io.github.gtmapillary.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CreatorRowsTest {
    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(CreatorRowsTest.class);

    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final FakeApi api = new FakeApi().answering("images", this::answer);
    private final PlanRunner runner = new PlanRunner(
            api, new FetchSettings(3, FailedTiles.FAIL, new RequestLimit(20)), () -> 0, InstantSource.system());

    /** Answers by the user and the cursor asked for. */
    private ApiAnswer answer(ApiRequest request) {
        String key = request.parameters().get("creator_username")
                + request.parameters().getOrDefault("after", "");
        asked.add(key);
        byte[] body = bodies.get(key).getBytes(UTF_8);
        return ApiAnswer.of(body, body.length);
    }

    private void give(String key, String id, String cursor) {
        bodies.put(
                key,
                "{\"data\":[{\"id\":\"" + id + "\"}],\"paging\":{\"cursors\":{\"after\":\"" + cursor
                        + "\"},\"next\":\"https://graph.mapillary.com/images?after=" + cursor + "\"}}");
    }

    private RowStream imagesOf(String... usernames) {
        return runner.run(
                new CreatorSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        List.of(usernames),
                        new TreeMap<>(),
                        "id",
                        Positions.ORIGINAL,
                        "a test"),
                Scans.everything(MapillaryTypes.IMAGE_ENTITIES));
    }

    @Test
    void theImagesOfEachUserComePageByPage() throws IOException {
        give("anna", "1", "-2");
        bodies.put("anna-2", "{\"data\":[{\"id\":\"2\"}]}");
        bodies.put("bert", "{\"data\":[{\"id\":\"3\"},{\"id\":\"1\"}]}");

        RowStream rows = imagesOf("anna", "bert");

        assertThat(Scans.ids(rows)).containsExactly("1", "2", "3");
        assertThat(asked).containsExactly("anna", "anna-2", "bert");
        assertThat(rows.report().requests()).isEqualTo(3);
    }

    @Test
    void aPageThatLeadsToItselfIsNoEnd() {
        give("anna", "1", "-2");
        give("anna-2", "2", "-2");

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(imagesOf("anna")))
                .withMessageContaining("after=-2&creator_username=anna")
                .withMessageContaining("a page that leads back to one before");
        assertThat(asked).containsExactly("anna", "anna-2");
    }

    @Test
    void pagesThatGoInACircleAreNoEnd() {
        give("anna", "1", "-2");
        give("anna-2", "2", "-3");
        give("anna-3", "3", "-2");

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(imagesOf("anna")))
                .withMessageContaining("a page that leads back to one before");
        assertThat(asked).containsExactly("anna", "anna-2", "anna-3");
    }

    @Test
    void aPageThatCannotBeReadIsAskedForOnceMore() throws IOException {
        bodies.put("bert", "{\"data\":[{\"id\":\"3\"}]}");
        api.answering("images", request -> {
            byte[] damaged = "{\"data\":[{\"id\"".getBytes(UTF_8);
            ApiAnswer whole = answer(request);
            return asked.size() == 1 ? ApiAnswer.of(damaged, damaged.length) : whole;
        });

        assertThat(Scans.ids(imagesOf("bert"))).containsExactly("3");
        assertThat(asked).containsExactly("bert", "bert");
        assertThat(api.forgotten).containsExactly("images");
    }

    @Test
    void aClosedReaderHasNoNextPage() throws IOException {
        give("anna", "1", "-2");
        RowStream rows = imagesOf("anna");
        assertThat(rows.next()).isNotNull();

        rows.close();

        assertThatIOException().isThrownBy(rows::next).withMessageContaining("closed");
        assertThat(asked).containsExactly("anna");
    }

    private RowStream wanting(Projection wanted, String... usernames) {
        return runner.run(
                new CreatorSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        List.of(usernames),
                        new TreeMap<>(),
                        EntityFields.of(MapillaryTypes.IMAGE_ENTITIES, wanted, Positions.ORIGINAL),
                        Positions.ORIGINAL,
                        "a test"),
                new ReadOptions(wanted, false, false));
    }

    /** Lets all pages but the first of a user fail for the cluster, and one image alone. */
    private void failForTheClusterAfterPages(int pages, String never) {
        api.answering("images", request -> {
            boolean cluster = request.parameters().get("fields").contains("sfm_cluster");
            ApiAnswer answer = answer(request);
            asked.set(asked.size() - 1, asked.get(asked.size() - 1) + (cluster ? " with" : " without"));
            if (cluster && asked.size() > pages) {
                throw new TransientApiException(request, "HTTP 500 five times", null, null, 500);
            }
            return answer;
        });
        for (String id : List.of("1", "2", "3")) {
            api.answering(id, request -> {
                asked.add(id + " alone");
                if (id.equals(never)) {
                    throw new TransientApiException(request, "HTTP 500 five times", null, null, 500);
                }
                byte[] body = ("{\"id\":\"" + id + "\",\"sfm_cluster\":{\"id\":\"9" + id + "\"}}").getBytes(UTF_8);
                return ApiAnswer.of(body, body.length);
            });
        }
    }

    private static List<String> values(List<Row> rows, String attribute) {
        int index = MapillaryTypes.IMAGE_ENTITIES.indexOf(attribute);
        return rows.stream()
                .map(row -> row.id() + ":" + row.values().get(index))
                .toList();
    }

    private void giveTwoPagesOfAnnaAndOneOfBert() {
        give("anna", "1", "-2");
        bodies.put("anna-2", "{\"data\":[{\"id\":\"2\"}]}");
        bodies.put("bert", "{\"data\":[{\"id\":\"3\"}]}");
    }

    @Test
    void pagesThatFailForTheClusterAreAskedForWithoutItAndItIsNull() throws IOException {
        giveTwoPagesOfAnnaAndOneOfBert();
        failForTheClusterAfterPages(1, "");
        RowStream stream =
                wanting(Scans.everything(MapillaryTypes.IMAGE_ENTITIES).projection(), "anna", "bert");

        assertThat(Scans.ids(stream)).containsExactly("1", "2", "3");
        assertThat(asked).containsExactly("anna with", "anna-2 with", "anna-2 without", "bert without");
        assertThat(stream.report().flaws().unanswered()).isEqualTo(Map.of("sfm_cluster_id", 2L, "sfm_cluster_url", 2L));
        assertThat(log.warnings())
                .filteredOn(line -> line.contains("sfm_cluster_id"))
                .hasSize(1);
    }

    @Test
    void aQueryThatNamesTheClusterAsksForItImageByImage() throws IOException {
        giveTwoPagesOfAnnaAndOneOfBert();
        failForTheClusterAfterPages(0, "2");
        Set<String> attributes = Set.of("sfm_cluster_id", "creator_username");
        RowStream stream =
                wanting(new Projection(attributes, false, Set.of(), Set.of("sfm_cluster_id")), "anna", "bert");

        List<Row> rows = Scans.rows(stream);

        assertThat(values(rows, "sfm_cluster_id")).containsExactly("1:91", "2:null", "3:93");
        assertThat(values(rows, "creator_username")).containsExactly("1:anna", "2:anna", "3:bert");
        assertThat(asked)
                .containsExactly(
                        "anna with", "anna without", "1 alone", "anna-2 without", "2 alone", "bert without", "3 alone");
        assertThat(stream.report().flaws().unanswered()).isEqualTo(Map.of("sfm_cluster_id", 1L));
    }

    @Test
    void aQueryThatDecidesByTheClusterFailsWhereAnImageDoesNotAnswer() {
        giveTwoPagesOfAnnaAndOneOfBert();
        failForTheClusterAfterPages(0, "2");
        Set<String> cluster = Set.of("sfm_cluster_id");

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(wanting(new Projection(cluster, false, cluster, cluster), "anna")))
                .satisfies(e -> assertThat(e.request().path()).isEqualTo("2"));
    }

    @Test
    void anOutageIsNotTakenForAFailureOfTheCluster() {
        api.answering("images", request -> {
            asked.add(request.parameters().get("creator_username"));
            throw new TransientApiException(request, "HTTP 500 five times", null, null, 500);
        });

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(
                        wanting(Scans.everything(MapillaryTypes.IMAGE_ENTITIES).projection(), "anna", "bert")));
        assertThat(asked).containsExactly("anna", "anna");
    }

    @Test
    void aLinkWithoutCursorsLeadsToTheNextPage() throws IOException {
        bodies.put(
                "anna",
                "{\"data\":[{\"id\":\"1\"}],\"paging\":{"
                        + "\"next\":\"https://graph.mapillary.com/images?fields=id&after=bjI%3D&limit=1\"}}");
        bodies.put("annabjI=", "{\"data\":[{\"id\":\"2\"}]}");

        assertThat(Scans.ids(imagesOf("anna"))).containsExactly("1", "2");
        assertThat(asked).containsExactly("anna", "annabjI=");
    }
}
