package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.fetch.Scans.ids;
import static io.github.gtmapillary.fetch.Scans.naturalOrder;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.Nothing;
import io.github.gtmapillary.plan.PlanNote;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PlanRunnerTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final int CONNECTIONS = 3;
    private static final byte[] BROKEN = {0x1a, 0x7f, 0x01};

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(PlanRunnerTest.class);

    private final FakeApi api = new FakeApi();
    private final AtomicLong nanos = new AtomicLong(1);
    private final PlanRunner runner = new PlanRunner(
            api,
            new FetchSettings(CONNECTIONS, FailedTiles.FAIL, new RequestLimit(2000)),
            nanos::get,
            InstantSource.system());

    /** As many tiles, each with an image whose id is the tile's index. */
    private TileScan filled(int tiles) {
        TileScan scan = Scans.of(IMAGES, tiles);
        for (int i = 0; i < tiles; i++) {
            api.answering(scan.requestPaths().get(i), tile(new MadeLayer("image").point(i, i, "id", i)));
        }
        return scan;
    }

    @Test
    void theNoteOfAPlanIsLoggedOnce() {
        TileScan noted = new TileScan(
                IMAGES,
                IMAGES.tileSet(),
                14,
                List.of(),
                Condition.ALWAYS,
                Optional.empty(),
                "a test",
                List.of(new PlanNote("maps show a sample")));

        runner.run(noted, everything(IMAGES)).close();
        runner.run(noted, everything(IMAGES)).close();

        assertThat(log.at(Level.INFO)).containsExactly("maps show a sample");
    }

    @Test
    void nothingIsAskedForBeforeTheFirstRowIs() throws IOException {
        try (RowStream stream = runner.run(filled(3), everything(IMAGES))) {
            assertThat(api.asked).isEmpty();
            assertThat(stream.next()).isNotNull();
            assertThat(api.asked).hasSize(3);
        }
        RowStream sequences = runner.run(Scans.of(MapillaryTypes.SEQUENCES, 3), everything(MapillaryTypes.SEQUENCES));
        sequences.close();
        assertThat(api.asked).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tilesAreAskedForOnceAndInOrderWithFewOutstanding(boolean mayStopEarly) throws IOException {
        TileScan scan = filled(50);
        try (RowStream stream = runner.run(scan, new ReadOptions(Projection.ID_ONLY, false, mayStopEarly))) {
            assertThat(ids(stream)).hasSize(50).startsWith("0", "1", "2").endsWith("49");
        }
        assertThat(api.asked).containsExactlyElementsOf(scan.requestPaths());
        assertThat(api.mostOutstanding).isEqualTo(2 * CONNECTIONS);
        assertThat(api.cancelled).isEmpty();
        assertThat(api.outstanding()).isZero();
    }

    @Test
    void aReaderThatMayStopEarlyLooksAheadTheFurtherTheMoreItReads() throws IOException {
        try (RowStream stream = runner.run(filled(50), new ReadOptions(Projection.ID_ONLY, false, true))) {
            int[] askedAfterRow = new int[6];
            for (int i = 0; i < askedAfterRow.length; i++) {
                assertThat(stream.next()).isNotNull();
                askedAfterRow[i] = api.asked.size();
            }
            // one, then two ahead of the finished ones, then four, then the allowed number
            assertThat(askedAfterRow).containsExactly(1, 3, 6, 9, 10, 11);
        }
    }

    @Test
    void aReaderThatMayStopEarlyAndIsAnsweredFromACacheRequestsNothingBehind() throws IOException {
        TileScan scan = filled(50);
        for (int i = 0; i < 3; i++) {
            byte[] cached = tile(new MadeLayer("image").point(i, i, "id", i));
            api.answering(
                    scan.requestPaths().get(i),
                    request -> new ApiAnswer(true, cached, 0, AnswerSource.MEMORY, Duration.ZERO, false));
        }
        try (RowStream stream = runner.run(scan, new ReadOptions(Projection.ID_ONLY, false, true))) {
            int[] askedAfterRow = new int[5];
            for (int i = 0; i < askedAfterRow.length; i++) {
                assertThat(stream.next()).isNotNull();
                askedAfterRow[i] = api.asked.size();
            }
            assertThat(askedAfterRow).containsExactly(1, 2, 3, 4, 6);
        }
    }

    @Test
    void closingCancelsWhatIsOutstanding() throws IOException {
        TileScan scan = filled(50);
        RowStream stream = runner.run(scan, everything(IMAGES));
        assertThat(stream.next()).isNotNull();
        stream.close();
        assertThat(api.cancelled).containsExactlyElementsOf(scan.requestPaths().subList(1, 2 * CONNECTIONS));
        assertThat(api.outstanding()).isZero();
        stream.close();
        assertThat(api.cancelled).hasSize(2 * CONNECTIONS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 50})
    void closingInTheMiddleIsNotTheEndOfTheRows(int tiles) throws IOException {
        for (ReadOptions options : List.of(everything(IMAGES), new ReadOptions(Projection.ID_ONLY, true, true))) {
            RowStream stream = runner.run(filled(tiles), options);
            assertThat(stream.next()).isNotNull();
            stream.close();
            assertThatIOException().isThrownBy(stream::next).withMessageContaining("closed");
        }
    }

    @Test
    void closingAfterTheEndLeavesItTheEnd() throws IOException {
        RowStream stream = runner.run(filled(2), everything(IMAGES));
        assertThat(ids(stream)).hasSize(2);
        stream.close();
        assertThat(stream.next()).isNull();
    }

    @Test
    void aStreamClosedBeforeItIsReadAsksForNothing() {
        RowStream stream = runner.run(filled(2), everything(IMAGES));
        stream.close();
        assertThatIOException().isThrownBy(stream::next).withMessageContaining("closed");
        assertThat(api.asked).isEmpty();
    }

    private void closeWhileAnotherThreadWaits(RowStream stream) throws Exception {
        FutureTask<List<String>> reading = new FutureTask<>(() -> ids(stream));
        Thread reader = new Thread(reading);
        reader.start();
        assertThat(api.waiting.await(30, TimeUnit.SECONDS)).isTrue();

        stream.close();

        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(() -> reading.get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(RequestCancelledException.class);
        reader.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences"})
    void anotherThreadMayCloseWhileThisOneWaits(String type) throws Exception {
        TypeSchema schema = MapillaryTypes.CATALOG.named(type).orElseThrow();
        TileScan scan = Scans.of(schema, 10);
        api.silentOn(scan.requestPaths().get(1));
        RowStream stream = runner.run(scan, everything(schema));
        closeWhileAnotherThreadWaits(stream);

        assertThat(api.outstanding()).isZero();
        assertThatIOException().isThrownBy(stream::next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences"})
    void aFailureEndsTheStreamForGood(String type) throws IOException {
        TypeSchema schema = MapillaryTypes.CATALOG.named(type).orElseThrow();
        TileScan scan = Scans.of(schema, 3);
        api.answering(scan.requestPaths().get(1), request -> {
            throw new TransientApiException(request, "a fault on the line", null, null);
        });
        try (RowStream stream = runner.run(scan, everything(schema))) {
            for (int again = 0; again < 3; again++) {
                assertThatExceptionOfType(TransientApiException.class)
                        .isThrownBy(() -> ids(stream))
                        .withMessage("a fault on the line");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences"})
    void aMistakeInThisLibraryEndsTheStreamForGoodToo(String type) throws IOException {
        TypeSchema schema = MapillaryTypes.CATALOG.named(type).orElseThrow();
        TileScan scan = Scans.of(schema, 3);
        api.answering(scan.requestPaths().get(1), request -> {
            throw new IllegalStateException("please report it");
        });
        try (RowStream stream = runner.run(scan, everything(schema))) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ids(stream));

            assertThatIOException().isThrownBy(() -> ids(stream)).withMessageContaining("please report it");
        }
    }

    @Test
    void aTileThatBreaksInTheMiddleEndsTheStreamForGood() throws IOException {
        TileScan scan = filled(3);
        api.answering(
                scan.requestPaths().get(1),
                tile(new MadeLayer("image").point(1, 1, "id", 10L).point(1, 1).point(1, 1, "id", 11L)));
        try (RowStream stream = runner.run(scan, everything(IMAGES))) {
            assertThat(stream.next()).isNotNull();
            assertThat(stream.next()).extracting(Row::id).isEqualTo("10");
            for (int again = 0; again < 3; again++) {
                assertThatIOException().isThrownBy(stream::next).withMessageContaining("14/8575/5735");
            }
        }
    }

    @Test
    void eachIdComesOnceOverAllTiles() throws IOException {
        TileScan scan = Scans.of(IMAGES, 3);
        List<String> paths = scan.requestPaths();
        api.answering(
                        paths.get(0),
                        tile(new MadeLayer("image").point(1, 1, "id", 7L).point(2, 2, "id", 7L)))
                .answering(
                        paths.get(2),
                        tile(new MadeLayer("image").point(1, 1, "id", "7").point(2, 2, "id", "07")));
        assertThat(ids(runner.run(scan, everything(IMAGES)))).containsExactly("7", "07");
    }

    @Test
    void naturalOrderIsByTileThenById() throws IOException {
        TileScan scan = Scans.of(IMAGES, 2);
        List<String> paths = scan.requestPaths();
        api.answering(
                        paths.get(0),
                        tile(new MadeLayer("image")
                                .point(1, 1, "id", 100L)
                                .point(2, 2, "id", 20L)
                                .point(3, 3, "id", 8_300_000_000_000_001L)
                                .point(4, 4, "id", 8_300_000_000_000_000L)
                                .point(5, 5, "id", 3L)))
                .answering(
                        paths.get(1),
                        tile(new MadeLayer("image").point(1, 1, "id", 2L).point(1, 1, "id", 1L)));
        assertThat(ids(runner.run(scan, naturalOrder(IMAGES))))
                .containsExactly("3", "20", "100", "8300000000000000", "8300000000000001", "1", "2");
        assertThat(ids(runner.run(scan, everything(IMAGES))))
                .startsWith("100", "20")
                .endsWith("2", "1");
    }

    @Test
    void theReportSaysWhatWasDone() throws IOException {
        TileScan scan = Scans.of(IMAGES, new AttributePasses("id", new OneOf(Set.of("1"))), 3);
        byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", 1L).point(2, 2, "id", 2L));
        api.answering(scan.requestPaths().get(0), bytes)
                .answering(scan.requestPaths().get(1), request -> ApiAnswer.of(bytes, 10))
                .answering(scan.requestPaths().get(2), request -> ApiAnswer.absent(5));
        RowStream stream = runner.run(scan, everything(IMAGES));
        nanos.addAndGet(1_000);
        assertThat(stream.report()).isEqualTo(report(0, 0, 0, 0, Duration.ZERO));
        assertThat(stream.next()).isNotNull();
        nanos.addAndGet(250);
        assertThat(stream.report()).isEqualTo(report(3, bytes.length, 1, 1, Duration.ofNanos(250)));
        assertThat(stream.next()).isNull();
        FetchReport whole = report(3, bytes.length + 15, 4, 2, Duration.ofNanos(250));
        assertThat(stream.report()).isEqualTo(whole);
        nanos.addAndGet(1_000);
        assertThat(stream.report()).isEqualTo(whole);
        stream.close();
        assertThat(stream.report()).isEqualTo(whole);
    }

    @Test
    void theClockStopsWhenAStreamIsClosed() throws IOException {
        RowStream stream = runner.run(filled(3), everything(IMAGES));
        assertThat(stream.next()).isNotNull();
        nanos.addAndGet(70);
        stream.close();
        nanos.addAndGet(1_000);
        stream.close();
        assertThat(stream.report().elapsed()).isEqualTo(Duration.ofNanos(70));
    }

    @Test
    void nothingIsAnEmptyStream() throws IOException {
        try (RowStream stream = runner.run(new Nothing(IMAGES, "a test"), everything(IMAGES))) {
            assertThat(stream.next()).isNull();
            assertThat(stream.report()).isEqualTo(report(0, 0, 0, 0, Duration.ZERO));
        }
        assertThat(ids(runner.run(Scans.of(IMAGES, Condition.ALWAYS, 0), everything(IMAGES))))
                .isEmpty();
    }

    @Test
    void theReportTellsWhatCachesAnsweredAndWhichTilesArePastTheirAge() throws IOException {
        TileScan scan = Scans.of(IMAGES, Condition.ALWAYS, 4);
        List<AnswerSource> sources =
                List.of(AnswerSource.NETWORK, AnswerSource.MEMORY, AnswerSource.DISK, AnswerSource.STALE);
        for (int i = 0; i < 4; i++) {
            byte[] bytes = tile(new MadeLayer("image").point(1, 1, "id", (long) i));
            AnswerSource source = sources.get(i);
            int received = source == AnswerSource.NETWORK ? bytes.length : 0;
            api.answering(
                    scan.requestPaths().get(i),
                    request -> new ApiAnswer(true, bytes, received, source, Duration.ofHours(30), false));
        }
        RowStream stream = runner.run(scan, everything(IMAGES));
        assertThat(ids(stream)).hasSize(4);
        assertThat(stream.report().requests()).isEqualTo(4);
        assertThat(stream.report().cacheHits()).isEqualTo(3);
        assertThat(stream.report().staleTiles())
                .containsExactly(scan.requestPaths().get(3));
        assertThat(stream.report().skippedTiles()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AnswerSource.class)
    void whatCannotBeReadIsAskedForOnceMore(AnswerSource source) throws IOException {
        TileScan scan = Scans.of(MapillaryTypes.IMAGES, 1);
        String path = scan.requestPaths().get(0);
        byte[] good = tile(new MadeLayer("image").point(1, 1, "id", 7L));
        api.answering(
                path,
                request -> api.forgotten.isEmpty()
                        ? new ApiAnswer(true, BROKEN, 0, source, Duration.ZERO, false)
                        : ApiAnswer.of(good, good.length));
        RowStream stream = runner.run(scan, everything(MapillaryTypes.IMAGES));

        assertThat(ids(stream)).containsExactly("7");
        assertThat(api.asked).containsExactly(path, path);
        assertThat(stream.report().requests()).isEqualTo(2);
        assertThat(api.forgotten).containsExactly(path);
        assertThat(api.outstanding()).isZero();
    }

    @Test
    void whatCannotBeReadTwiceFails() {
        TileScan scan = Scans.of(MapillaryTypes.IMAGES, 1);
        String path = scan.requestPaths().get(0);
        api.answering(path, BROKEN);
        RowStream stream = runner.run(scan, everything(MapillaryTypes.IMAGES));

        assertThatExceptionOfType(CorruptTileException.class).isThrownBy(() -> ids(stream));
        assertThat(api.asked).containsExactly(path, path);
        assertThat(api.forgotten).containsExactly(path, path);
        assertThat(api.outstanding()).isZero();
    }

    @Test
    void aTileThatBreaksInTheMiddleIsDroppedFromTheCaches() {
        TileScan scan = Scans.of(IMAGES, Condition.ALWAYS, 2);
        String broken = scan.requestPaths().get(1);
        api.answering(scan.requestPaths().get(0), tile(new MadeLayer("image").point(1, 1, "id", 1L)))
                .answering(
                        broken,
                        tile(new MadeLayer("image").point(1, 1, "id", 10L).point(1, 1)));
        for (boolean naturalOrder : new boolean[] {false, true}) {
            api.forgotten.clear();
            ReadOptions options = new ReadOptions(everything(IMAGES).projection(), naturalOrder, false);
            assertThatExceptionOfType(CorruptTileException.class).isThrownBy(() -> ids(runner.run(scan, options)));
            assertThat(api.forgotten).as("natural order: %s", naturalOrder).containsOnly(broken);
        }
    }

    private static FetchReport report(int requests, long bytes, long decoded, long kept, Duration elapsed) {
        return new FetchReport(
                requests,
                0,
                bytes,
                decoded,
                kept,
                List.of(),
                List.of(),
                false,
                false,
                new Flaws(Map.of(), Map.of(), 0, 0),
                elapsed);
    }

    /** Two tiles of images; a line leads from the western one into the eastern one. */
    private TileScan withLineToTheEast(ApiAnswer... answersOfTheEast) {
        TileScan scan = Scans.of(IMAGES, 2);
        MadeLayer line = new MadeLayer("sequence").lines(List.of(new int[] {4000, 7, 4096, 7}), "id", "s");
        api.answering(scan.requestPaths().get(0), tile(line, new MadeLayer("image").point(4000, 7, "id", 1L)));
        Iterator<ApiAnswer> answers = List.of(answersOfTheEast).iterator();
        api.answering(scan.requestPaths().get(1), request -> answers.next());
        return scan;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTileOfImagesThatALineLeadsToIsNotTakenForEmptyAtOnce(boolean ordered) throws IOException {
        byte[] east = tile(new MadeLayer("image").point(90, 7, "id", 2L));
        TileScan scan = withLineToTheEast(ApiAnswer.absent(0), ApiAnswer.of(east, east.length));
        RowStream stream = runner.run(scan, ordered ? naturalOrder(IMAGES) : everything(IMAGES));

        assertThat(ids(stream)).containsExactly("1", "2");
        assertThat(stream.report().requests()).isEqualTo(3);
        assertThat(api.asked)
                .containsExactly(
                        scan.requestPaths().get(0),
                        scan.requestPaths().get(1),
                        scan.requestPaths().get(1));
    }

    @Test
    void aTileThatIsEmptyTwiceIsEmpty() throws IOException {
        TileScan scan = withLineToTheEast(ApiAnswer.absent(0), ApiAnswer.absent(0));
        assertThat(ids(runner.run(scan, everything(IMAGES)))).containsExactly("1");
        assertThat(api.asked).hasSize(3);
    }

    @Test
    void aReaderThatStopsEarlyDoesNotLookTwice() throws IOException {
        TileScan scan = withLineToTheEast(ApiAnswer.absent(0));
        try (RowStream stream = runner.run(scan, new ReadOptions(Projection.ID_ONLY, false, true))) {
            assertThat(stream.next()).isNotNull();
        }
        assertThat(api.asked).containsExactly(scan.requestPaths().get(0));
    }

    @Test
    void linesThatCannotBeReadDoNotKeepImagesFromBeingRead() throws IOException {
        TileScan scan = Scans.of(IMAGES, 2);
        MadeLayer noLine = new MadeLayer("sequence").point(1, 1, "id", "s");
        api.answering(scan.requestPaths().get(0), tile(noLine, new MadeLayer("image").point(1, 1, "id", 1L)));
        api.answering(scan.requestPaths().get(1), tile(new MadeLayer("image").point(1, 1, "id", 2L)));
        assertThat(ids(runner.run(scan, everything(IMAGES)))).containsExactly("1", "2");
    }

    @Test
    void aSequenceThatMapillaryRefusesAsUnknownHasNoImages() throws IOException {
        api.answering("image_ids", request -> {
            throw new UnknownEntityException(request, "no such sequence");
        });
        RequestPlan images =
                new SequenceLookup(MapillaryTypes.IMAGES, List.of("a"), "id", Positions.ORIGINAL, "a test");
        RequestPlan detections = new DetectionLookup(
                MapillaryTypes.DETECTIONS, Scans.owner("sequence_id"), List.of("a", "b"), "id", "a test");

        assertThat(Scans.rows(runner.run(images, everything(MapillaryTypes.IMAGES))))
                .isEmpty();
        assertThat(Scans.rows(runner.run(detections, everything(MapillaryTypes.DETECTIONS))))
                .isEmpty();
        assertThat(api.asked).containsExactly("image_ids", "image_ids", "image_ids");
    }

    @Test
    void imagesThatDoNotNameTheirSequenceAreInTheOneTheyWereAskedBy() throws IOException {
        Map<String, String> images =
                Map.of("a", "[{\"id\":\"1\"},{\"id\":\"2\"}]", "b", "[{\"id\":\"2\"},{\"id\":\"3\"}]");
        api.answering("image_ids", request -> {
                    byte[] body = ("{\"data\":"
                                    + images.get(request.parameters().get("sequence_id")) + "}")
                            .getBytes(StandardCharsets.UTF_8);
                    return ApiAnswer.of(body, body.length);
                })
                .answering(
                        "",
                        "{\"1\":{\"id\":\"1\"},\"2\":{\"id\":\"2\"},\"3\":{\"id\":\"3\"}}"
                                .getBytes(StandardCharsets.UTF_8));
        RequestPlan plan = new SequenceLookup(IMAGES, List.of("a", "b"), "id,sequence", Positions.ORIGINAL, "a test");

        assertThat(Scans.rows(runner.run(plan, everything(IMAGES))))
                .extracting(row -> row.id() + row.values().get(IMAGES.indexOf(MapillaryTypes.SEQUENCE)))
                .containsExactly("1a", "2a", "3b");
        assertThat(Scans.rows(runner.run(plan, new ReadOptions(Projection.ID_ONLY, false, false))))
                .as("nobody asked for it")
                .extracting(row -> row.values().get(IMAGES.indexOf(MapillaryTypes.SEQUENCE)))
                .containsOnlyNulls();
    }

    @Test
    void anAnswerThatIsNoJsonTwiceIsToldWithTheRequest() {
        api.answering("", "{\"1\":{\"id\":\"1\"}} xx".getBytes(StandardCharsets.UTF_8));

        assertThatIOException()
                .isThrownBy(() -> ids(runner.run(lookUp("1", "2"), everything(MapillaryTypes.ORGANIZATIONS))))
                .withMessage(
                        "Mapillary's Graph API answered ?fields=id&ids=1,2 with broken JSON (at line: 1, column: 18):"
                                + " a change of the API or a fault of Mapillary, try again later, or graph_url leads elsewhere");
        assertThat(api.asked).containsExactly("", "");
        assertThat(api.forgotten).containsExactly("", "");
    }

    @Test
    void listsThatAreCutAreReportedAndWarnedOfOnce() throws IOException {
        TypeSchema schema = MapillaryTypes.MAP_FEATURE_ENTITIES;
        String cut = "\"images\":{\"data\":[{\"id\":\"7\"}],\"paging\":{\"next\":\"https://x\"}}";
        api.answering(
                "",
                ("{\"1\":{\"id\":\"1\"," + cut + "},\"2\":{\"id\":\"2\"," + cut + "}}")
                        .getBytes(StandardCharsets.UTF_8));
        RequestPlan plan = new EntityLookup(schema, List.of("1", "2"), "id,images", Positions.ORIGINAL, "a test");

        RowStream whole = runner.run(plan, new ReadOptions(Projection.ID_ONLY, false, false));
        assertThat(ids(whole)).containsExactly("1", "2");
        assertThat(whole.report().possiblyIncomplete()).isFalse();

        RowStream stream = runner.run(plan, everything(schema));
        assertThat(ids(stream)).containsExactly("1", "2");
        assertThat(stream.report().possiblyIncomplete()).isTrue();
        assertThat(log.at(Level.WARNING))
                .containsExactly("The image_ids of map_feature_entities.1 are cut: Mapillary has more of them than it"
                        + " answered with");
    }

    private static RequestPlan lookUp(String... ids) {
        return new EntityLookup(MapillaryTypes.ORGANIZATIONS, List.of(ids), "id", Positions.ORIGINAL, "a test");
    }

    /** A batch in which one id makes Mapillary refuse all. */
    private void refuseBatches() {
        api.answering("", request -> {
            throw new UnknownEntityException(request, "one of them");
        });
    }

    @Test
    void aBatchThatIsRefusedIsAskedForInHalves() throws IOException {
        refuseBatches();
        for (String id : List.of("1", "3")) {
            api.answering(id, ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
        }
        api.answering("2", request -> {
            throw new UnknownEntityException(request, "this one");
        });

        assertThat(ids(runner.run(lookUp("1", "2", "3"), everything(MapillaryTypes.ORGANIZATIONS))))
                .containsExactly("1", "3");
        assertThat(api.asked).containsExactly("", "", "3", "1", "2");
        assertThat(api.mostOutstanding).isEqualTo(3);
        assertThat(api.outstanding()).isZero();
    }

    @Test
    void closingEndsTheRequestForASingleIdToo() throws Exception {
        refuseBatches();
        api.silentOn("1");
        RowStream stream = runner.run(lookUp("1", "2"), everything(MapillaryTypes.ORGANIZATIONS));
        closeWhileAnotherThreadWaits(stream);

        assertThat(api.cancelled).contains("1", "2");
        assertThat(api.outstanding()).isZero();
    }
}
