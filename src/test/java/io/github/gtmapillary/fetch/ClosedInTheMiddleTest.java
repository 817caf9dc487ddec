package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.tile.MadeLayer.tile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.EntityScan;
import io.github.gtmapillary.plan.GraphSearch;
import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.SearchCell;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.Union;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader of each kind of plan may be closed by any thread at any time. Nothing is then under way, and nothing is sent any more. */
@Timeout(60)
class ClosedInTheMiddleTest {
    private static final Positions POSITIONS = Positions.ORIGINAL;
    private static final String WORLD = "maps/vtp/mly1_public/2/0/0/0";
    private static final String PART = "maps/vtp/mly1_public/2/5/17/10";

    private static final List<String> OWNERS = List.of("1", "2", "3");
    private static final List<String> SEQUENCES = List.of("501", "502", "503");

    private FakeApi api = new FakeApi();
    private int answers;
    private int closeAt = Integer.MAX_VALUE;
    private Runnable close = () -> {};

    private RowStream open(RequestPlan plan) {
        return new PlanRunner(
                        api,
                        new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)),
                        () -> 0,
                        InstantSource.system())
                .run(plan, Scans.everything(plan.schema()));
    }

    static Stream<Named<RequestPlan>> plans() {
        TileScan images = Scans.of(MapillaryTypes.IMAGES, 8);
        EntityLookup lookup = new EntityLookup(
                MapillaryTypes.IMAGES,
                IntStream.range(100, 320).mapToObj(Integer::toString).toList(),
                "id",
                POSITIONS,
                "");
        Stream<RequestPlan> plans = Stream.of(
                images,
                Scans.of(MapillaryTypes.SEQUENCES, 8),
                overviewGuided(),
                lookup,
                new SequenceLookup(MapillaryTypes.IMAGES, SEQUENCES, "id,geometry", POSITIONS, ""),
                new SequenceLookup(MapillaryTypes.SEQUENCES, SEQUENCES, "id,geometry", POSITIONS, ""),
                detections("image_id", OWNERS),
                detections("sequence_id", SEQUENCES),
                new EntityScan(MapillaryTypes.IMAGE_ENTITIES, List.of(images), "id", POSITIONS, ""),
                new GraphSearch(MapillaryTypes.IMAGE_ENTITIES, "images", cells(), new TreeMap<>(), "id", POSITIONS, ""),
                new CreatorSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        List.of("anna", "bert", "carl"),
                        new TreeMap<>(),
                        "id",
                        POSITIONS,
                        ""),
                new Union(MapillaryTypes.IMAGES, List.of(lookup, images), ""));
        return plans.map(plan -> Named.of(plan.schema().name() + " by " + plan.kind(), plan));
    }

    private static OverviewGuidedScan overviewGuided() {
        return new OverviewGuidedScan(
                MapillaryTypes.IMAGES,
                MapillaryTypes.OVERVIEW.tileSet(POSITIONS),
                MapillaryTypes.IMAGES.tileSet(POSITIONS),
                Optional.empty(),
                Region.EVERYWHERE,
                List.of(),
                Condition.ALWAYS,
                false,
                50,
                Shortfall.ACCEPT,
                "");
    }

    private static DetectionLookup detections(String attribute, List<String> owners) {
        return new DetectionLookup(MapillaryTypes.DETECTIONS, Scans.owner(attribute), owners, "id", "");
    }

    private static List<SearchCell> cells() {
        return IntStream.range(0, 6)
                .mapToObj(i -> new SearchCell(13 + i / 100.0, 55, 13.008 + i / 100.0, 55.008))
                .toList();
    }

    /** Answers each request with something that leads on. */
    private void answerAll() {
        for (int i = 0; i < 8; i++) {
            give(
                    Scans.of(MapillaryTypes.IMAGES, 8).tilePaths().get(i),
                    tile(
                            new MadeLayer("image").point(9, 9, "id", i),
                            new MadeLayer("sequence").lines(List.of(new int[] {5, 5, 9, 9}), "id", "s" + i)));
        }
        give(WORLD, tile(new MadeLayer("overview").point(2200, 1300, "id", 7)));
        give(PART, tile(new MadeLayer("overview").point(2056, 1032, "id", 7)));
        give("maps/vtp/mly1_public/2/14/8961/5249", tile(new MadeLayer("image").point(5, 5, "id", 8)));
        answer("image_ids", request -> list(imagesOf(request.parameters().get("sequence_id"))));
        answer("images", request -> list(Stream.of("77" + answers)));
        answer(
                "",
                request -> Stream.of(request.parameters().get("ids").split(","))
                        .map(id -> "\"" + id + "\":{\"id\":\"" + id + "\",\"geometry\":" + point(id) + "}")
                        .collect(Collectors.joining(",", "{", "}")));
        Stream.concat(OWNERS.stream(), SEQUENCES.stream().flatMap(ClosedInTheMiddleTest::imagesOf))
                .forEach(owner -> answer(owner + "/detections", request -> list(Stream.of("9" + owner))));
    }

    private static Stream<String> imagesOf(String sequence) {
        return IntStream.range(10, 40).mapToObj(i -> sequence + i);
    }

    private static String point(String id) {
        return "{\"type\":\"Point\",\"coordinates\":[13," + id.substring(id.length() - 1) + "]}";
    }

    private interface Body {
        String of(ApiRequest request);
    }

    private static String list(Stream<String> ids) {
        return ids.map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(",", "{\"data\":[", "]}"));
    }

    private void answer(String path, Body body) {
        api.answering(path, request -> answered(body.of(request).getBytes(UTF_8)));
    }

    private void give(String path, byte[] bytes) {
        api.answering(path, request -> answered(bytes));
    }

    private ApiAnswer answered(byte[] bytes) {
        if (++answers == closeAt) {
            close.run();
        }
        return ApiAnswer.of(bytes, bytes.length);
    }

    private void closeInAnotherThread(RowStream stream) {
        Thread closing = new Thread(stream::close);
        closing.start();
        try {
            closing.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> readWhole(RequestPlan plan) throws IOException {
        answerAll();
        return Scans.ids(open(plan));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void whileItWaitsForAnyOfItsAnswers(RequestPlan plan) throws IOException {
        int rows = readWhole(plan).size();
        assertThat(rows).isPositive();
        int all = answers;
        for (int at = 1; at < all; at++) {
            api = new FakeApi();
            answers = 0;
            closeAt = at;
            answerAll();
            RowStream stream = open(plan);
            int[] askedWhenClosed = new int[1];
            close = () -> {
                closeInAnotherThread(stream);
                askedWhenClosed[0] = api.asked.size();
            };

            assertThatIOException().as("answer %s", at).isThrownBy(() -> Scans.ids(stream));
            assertThat(api.asked).as("answer %s", at).hasSize(askedWhenClosed[0]);
            assertThat(api.outstanding()).as("answer %s", at).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("plans")
    void afterAnyOfItsRows(RequestPlan plan) throws IOException {
        int all = readWhole(plan).size();
        for (int read = 0; read < all; read++) {
            api = new FakeApi();
            answerAll();
            RowStream stream = open(plan);
            for (int i = 0; i < read; i++) {
                stream.next();
            }
            int asked = api.asked.size();
            stream.close();

            assertThat(api.outstanding()).as("row %s", read).isZero();
            readToTheEndOrAFailure(stream);
            assertThat(api.asked).as("row %s", read).hasSize(asked);
        }
    }

    private static void readToTheEndOrAFailure(RowStream stream) {
        try {
            Scans.ids(stream);
        } catch (IOException e) {
            assertThat(e).hasMessage("the reader was closed while it was being read");
        }
    }

    @Test
    void whileAnotherThreadSendsRequests() throws Exception {
        Random random = new Random(12);
        for (int run = 0; run < 300; run++) {
            api = new FakeApi();
            answerAll();
            RowStream stream = open(Scans.of(MapillaryTypes.IMAGES, 8));
            CyclicBarrier start = new CyclicBarrier(2);
            FutureTask<Void> reading = new FutureTask<>(() -> {
                start.await();
                try {
                    Scans.ids(stream);
                } catch (IOException e) {
                    assertThat(e).hasMessageMatching(".*closed.*|.*cancelled.*");
                }
                return null;
            });
            new Thread(reading).start();
            int spins = random.nextInt(20_000);
            start.await();
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            stream.close();
            reading.get();
            assertThat(api.outstanding()).as("run %s", run).isZero();
        }
    }
}
