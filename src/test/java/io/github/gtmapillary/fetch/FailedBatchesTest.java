package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of ids that Mapillary refuses. */
class FailedBatchesTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGE_ENTITIES;
    private static final Set<String> SFM = Set.of("sfm_cluster_id");

    /** Says what Mapillary makes of a request. */
    private interface Rule {
        /** Null for a request that it answers. */
        @Nullable ApiException failure(List<String> ids, ApiRequest request);
    }

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(FailedBatchesTest.class);

    private final FakeApi api = new FakeApi();

    /** Answers with all ids but those that do not exist, or fails by the rule. */
    private PlanRunner runner(List<String> ids, Set<String> unknown, int maxRequests, Rule rule) {
        api.answering(
                "",
                request -> answer(List.of(request.parameters().get("ids").split(",")), unknown, rule, request, false));
        for (String id : ids) {
            api.answering(id, request -> answer(List.of(id), unknown, rule, request, true));
        }
        return new PlanRunner(
                api,
                new FetchSettings(3, FailedTiles.FAIL, new RequestLimit(maxRequests)),
                () -> 0,
                InstantSource.system());
    }

    private static ApiAnswer answer(List<String> ids, Set<String> unknown, Rule rule, ApiRequest request, boolean alone)
            throws ApiException {
        ApiException failure = rule.failure(ids, request);
        if (failure != null) {
            throw failure;
        }
        String entities = ids.stream()
                .filter(id -> !unknown.contains(id))
                .map(id -> (alone ? "" : "\"" + id + "\":") + entity(id, request))
                .collect(Collectors.joining(","));
        byte[] json = (alone ? entities : "{" + entities + "}").getBytes(StandardCharsets.UTF_8);
        return ApiAnswer.of(json, json.length);
    }

    private static String entity(String id, ApiRequest request) {
        boolean sfm = request.parameters().get("fields").contains("sfm_cluster");
        return "{\"id\":\"" + id + "\",\"width\":4" + (sfm ? ",\"sfm_cluster\":{\"id\":\"9" + id + "\"}" : "") + "}";
    }

    private static RequestPlan lookUp(List<String> ids, Projection wanted) {
        return new EntityLookup(
                IMAGES, ids, EntityFields.of(IMAGES, wanted, Positions.ORIGINAL), Positions.ORIGINAL, "a test");
    }

    private static RowStream open(PlanRunner runner, List<String> ids, Projection wanted) {
        return runner.run(lookUp(ids, wanted), new ReadOptions(wanted, false, false));
    }

    private static Projection width() {
        return new Projection(Set.of("width"), false);
    }

    private static List<String> ids(int count) {
        return IntStream.range(1, count + 1).mapToObj(Integer::toString).toList();
    }

    private static boolean alone(ApiRequest request) {
        return !request.path().isEmpty();
    }

    private static ApiException unavailable(ApiRequest request) {
        return new TransientApiException(
                request, "Service temporarily unavailable for " + request.label(), null, null, 500);
    }

    @Test
    void oneUnknownIdOfFiftyCostsADozenRequestsAndIsAbsent() throws IOException {
        List<String> ids = ids(50);
        PlanRunner runner = runner(
                ids,
                Set.of(),
                2000,
                (asked, request) -> asked.contains("17") ? new UnknownEntityException(request, "one of them") : null);

        assertThat(Scans.ids(open(runner, ids, width())))
                .containsExactlyElementsOf(
                        ids.stream().filter(id -> !id.equals("17")).toList());
        assertThat(api.asked).hasSizeBetween(11, 13);
        assertThat(api.outstanding()).isZero();
    }

    /** Against a plain count of who is left, with a fixed seed. */
    @Test
    void anyNumberOfUnknownIdsIsAbsentWhereverTheyAre() throws IOException {
        Random random = new Random(20261127);
        for (int run = 0; run < 200; run++) {
            List<String> ids = ids(1 + random.nextInt(120));
            int share = 1 + random.nextInt(20);
            Set<String> unknown =
                    ids.stream().filter(id -> random.nextInt(share) == 0).collect(Collectors.toSet());
            boolean spoils = random.nextBoolean();
            api.asked.clear();
            PlanRunner runner = runner(
                    ids,
                    unknown,
                    2000,
                    (asked, request) ->
                            (spoils || alone(request)) && asked.stream().anyMatch(unknown::contains)
                                    ? new UnknownEntityException(request, "one of them")
                                    : null);

            assertThat(Scans.ids(open(runner, ids, width())))
                    .as("%s of %s", unknown, ids.size())
                    .containsExactlyElementsOf(
                            ids.stream().filter(id -> !unknown.contains(id)).toList());
            int batches = (ids.size() + 49) / 50;
            assertThat(api.asked.size()).isLessThanOrEqualTo(spoils ? batches + 13 * unknown.size() : batches);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 7", "false, 7", "true, 1", "false, 1"})
    void aBatchThatIsTooMuchIsAskedForInPartsThatAreNot(boolean saysSo, int most) throws IOException {
        List<String> ids = ids(50);
        PlanRunner runner = runner(
                ids,
                Set.of(),
                2000,
                (asked, request) -> asked.size() <= most
                        ? null
                        : saysSo ? new TooMuchDataException(request, "reduce the amount") : unavailable(request));

        assertThat(Scans.ids(open(runner, ids, width()))).containsExactlyElementsOf(ids);
        assertThat(new TreeSet<>(api.asked)).as("what was asked for alone").hasSizeLessThanOrEqualTo(51);
    }

    @Test
    void anIdThatKeepsFailingIsNamed() {
        List<String> ids = ids(50);
        PlanRunner runner =
                runner(ids, Set.of(), 2000, (asked, request) -> asked.contains("33") ? unavailable(request) : null);

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(open(runner, ids, width())))
                .satisfies(e -> assertThat(e.request().path()).isEqualTo("33"));
        assertThat(api.asked).hasSizeLessThanOrEqualTo(14);
    }

    @Test
    void anIdOfSomethingElseIsNamed() {
        List<String> ids = ids(50);
        PlanRunner runner = runner(
                ids,
                Set.of(),
                2000,
                (asked, request) -> asked.contains("50")
                        ? new UnexpectedAnswerException(request, "nonexisting field", 400, null)
                        : null);

        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> Scans.ids(open(runner, ids, width())))
                .satisfies(e -> assertThat(e.request().path()).isEqualTo("50"));
    }

    @Test
    void anOutageCostsOneMoreRequestAndIsTheFailure() {
        List<String> ids = ids(50);
        PlanRunner runner = runner(ids, Set.of(), 2000, (asked, request) -> unavailable(request));

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(open(runner, ids, width())))
                .withMessageContaining("Service temporarily unavailable");
        assertThat(api.asked).containsExactly("", "1");
    }

    @Test
    void anOutageThatBeginsAmidstTheHalvesEndsThem() {
        List<String> ids = ids(100);
        int[] answers = {0};
        PlanRunner runner = runner(
                ids,
                Set.of(),
                2000,
                (asked, request) -> asked.size() == 50 || ++answers[0] > 3 ? unavailable(request) : null);

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(open(runner, ids, width())));
        assertThat(api.asked.size()).isLessThan(20);
    }

    @Test
    void whatWasNoAnswerIsNotAskedForInParts() {
        List<String> ids = ids(50);
        PlanRunner runner = runner(
                ids,
                Set.of(),
                2000,
                (asked, request) -> new TransientApiException(request, "no connection", null, null));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(open(runner, ids, width())));
        assertThat(api.asked).containsExactly("");
    }

    @Test
    void partsCountAsRequests() {
        List<String> ids = ids(50);
        PlanRunner runner = runner(
                ids,
                Set.of(),
                5,
                (asked, request) -> asked.contains("17") ? new UnknownEntityException(request, "one of them") : null);

        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> Scans.ids(open(runner, ids, width())));
        assertThat(api.asked).hasSize(5);
    }

    private static Rule sfmFailsInBatches(Set<String> never) {
        return (asked, request) -> request.parameters().get("fields").contains("sfm_cluster")
                        && (!alone(request) || never.contains(asked.get(0)))
                ? unavailable(request)
                : null;
    }

    private static List<Object> clusters(List<Row> rows) {
        return rows.stream()
                .map(row -> (Object) String.valueOf(row.values().get(IMAGES.indexOf("sfm_cluster_id"))))
                .toList();
    }

    @Test
    void batchesThatFailForTheClusterAreAskedForWithoutItAndItIsNull() throws IOException {
        List<String> ids = ids(120);
        Projection all = everything(IMAGES).projection();
        RowStream stream = open(runner(ids, Set.of(), 2000, sfmFailsInBatches(Set.of())), ids, all);

        assertThat(stream.next()).isNotNull();
        List<Row> rows = Scans.rows(stream);

        assertThat(clusters(rows)).containsOnly("null").hasSize(119);
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.values().get(IMAGES.indexOf("width"))).isEqualTo(4.0));
        assertThat(api.requests).allMatch(request -> !alone(request));
        assertThat(api.requests)
                .filteredOn(request -> !request.parameters().get("fields").contains("sfm_cluster"))
                .hasSize(3);
        assertThat(stream.report().flaws().unanswered())
                .isEqualTo(Map.of("sfm_cluster_id", 120L, "sfm_cluster_url", 120L));
        assertThat(log.warnings())
                .filteredOn(line -> line.contains("sfm_cluster_id"))
                .containsExactly(
                        "The sfm_cluster_id of some image_entities is null: Mapillary's requests that ask for it fail,"
                                + " and succeed without it. A query that names the attribute asks for it one by one. The report of"
                                + " the query counts the features.");
    }

    @Test
    void aBatchAfterOneThatFailedIsAskedForWithoutTheClusterAtOnce() throws IOException {
        List<String> ids = ids(500);
        Projection all = everything(IMAGES).projection();
        RowStream stream = open(runner(ids, Set.of(), 2000, sfmFailsInBatches(Set.of())), ids, all);

        assertThat(Scans.ids(stream)).hasSize(500);
        assertThat(api.requests)
                .filteredOn(request -> request.parameters().get("fields").contains("sfm_cluster"))
                .hasSize(6);
        assertThat(api.requests).hasSize(10 + 6);
    }

    @Test
    void aQueryThatNamesTheClusterAsksForItOneByOne() throws IOException {
        List<String> ids = ids(60);
        Projection named = new Projection(Set.of("width", "sfm_cluster_id"), false, Set.of(), SFM);
        RowStream stream = open(runner(ids, Set.of("3"), 2000, sfmFailsInBatches(Set.of("5"))), ids, named);

        List<Row> rows = Scans.rows(stream);

        assertThat(rows).extracting(Row::id).hasSize(59).doesNotContain("3").startsWith("1", "2", "4", "5", "6");
        assertThat(clusters(rows)).startsWith("91", "92", "94", "null", "96").endsWith("960");
        assertThat(stream.report().flaws().unanswered()).isEqualTo(Map.of("sfm_cluster_id", 1L));
    }

    @Test
    void aQueryThatDecidesByTheClusterFailsWhereItIsNotAnswered() {
        List<String> ids = ids(10);
        Projection decisive = new Projection(SFM, false, SFM, SFM);
        RowStream stream = open(runner(ids, Set.of(), 2000, sfmFailsInBatches(Set.of("5"))), ids, decisive);

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.rows(stream))
                .satisfies(e -> assertThat(e.request().path()).isEqualTo("5"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOutageIsNotTakenForAFailureOfTheCluster(boolean named) {
        List<String> ids = ids(50);
        Projection wanted = new Projection(Set.of("sfm_cluster_id"), false, Set.of(), named ? SFM : Set.of());
        PlanRunner runner = runner(ids, Set.of(), 2000, (asked, request) -> unavailable(request));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(open(runner, ids, wanted)));
        assertThat(api.asked).containsExactly("", "", "1");
    }

    @Test
    void batchesThatAnswerWithTheClusterAreAskedForOnce() throws IOException {
        List<String> ids = ids(60);
        RowStream stream = open(
                runner(ids, Set.of(), 2000, (asked, request) -> null),
                ids,
                everything(IMAGES).projection());

        assertThat(clusters(Scans.rows(stream))).startsWith("91").endsWith("960");
        assertThat(api.requests).hasSize(2);
        assertThat(stream.report().flaws().unanswered()).isEmpty();
    }

    /** One id is unknown in a batch, which fails with the cluster too. */
    private static Rule unknownIdAndClusterFailInBatches(String unknown, String never) {
        Rule cluster = sfmFailsInBatches(Set.of(never));
        return (asked, request) -> asked.contains(unknown)
                ? new UnknownEntityException(request, "one of them")
                : cluster.failure(asked, request);
    }

    @Test
    void aBatchWithAnUnknownIdThatFailsForTheClusterTooLacksOnlyTheCluster() throws IOException {
        List<String> ids = ids(10);
        RowStream stream = open(
                runner(ids, Set.of("3"), 2000, unknownIdAndClusterFailInBatches("3", "5")),
                ids,
                everything(IMAGES).projection());

        assertThat(clusters(Scans.rows(stream))).hasSize(9).containsOnly("null");
        assertThat(stream.report().flaws().unanswered()).containsEntry("sfm_cluster_id", 9L);
    }

    @Test
    void anUnknownIdInABatchWithoutTheClusterHidesNothing() throws IOException {
        List<String> ids = ids(500);
        RowStream stream = open(
                runner(ids, Set.of("493"), 2000, unknownIdAndClusterFailInBatches("493", "")),
                ids,
                everything(IMAGES).projection());

        assertThat(Scans.ids(stream)).hasSize(499).doesNotContain("493");
        assertThat(stream.report().flaws().unanswered()).containsEntry("sfm_cluster_id", 499L);
    }
}
