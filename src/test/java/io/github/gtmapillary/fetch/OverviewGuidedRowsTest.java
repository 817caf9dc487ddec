package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.fetch.Scans.ids;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.Sample;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.MadeLayer;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** One image, shown by two zooms of the overview, in the last of four tiles. */
class OverviewGuidedRowsTest {
    private static final String WORLD = "maps/vtp/mly1_public/2/0/0/0";
    private static final String PART = "maps/vtp/mly1_public/2/5/17/10";
    private static final List<String> QUARTERS =
            List.of("14/8960/5248", "14/8960/5249", "14/8961/5248", "14/8961/5249");
    /** The one of them that the overview shows an image in. */
    private static final String QUARTER = "maps/vtp/mly1_public/2/14/8961/5249";

    private static final String EAST_OF_QUARTER = "maps/vtp/mly1_public/2/14/8962/5249";

    private static final String CREATOR = "creator_id";

    private final AtomicLong nanos = new AtomicLong(1);
    private final FakeApi api = new FakeApi();
    private final PlanRunner runner = new PlanRunner(
            api, new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)), nanos::get, InstantSource.system());

    @BeforeEach
    void theOverviewShowsAnImage() {
        api.answering(WORLD, tile(new MadeLayer("overview").point(2200, 1300, "id", 7, CREATOR, 1)));
        api.answering(PART, tile(new MadeLayer("overview").point(2056, 1032, "id", 7, CREATOR, 2)));
    }

    private static OverviewGuidedScan plan(
            TypeSchema schema, Optional<TypeSchema> shown, Condition condition, int maxTiles) {
        return plan(schema, shown, condition, maxTiles, true);
    }

    private static OverviewGuidedScan plan(
            TypeSchema schema, Optional<TypeSchema> shown, Condition condition, int maxTiles, boolean sample) {
        return new OverviewGuidedScan(
                schema,
                MapillaryTypes.OVERVIEW.tileSet(Positions.ORIGINAL),
                schema.tileSet(Positions.ORIGINAL),
                shown,
                Region.EVERYWHERE,
                List.of(),
                condition,
                false,
                maxTiles,
                sample ? Shortfall.ACCEPT : Shortfall.FAIL,
                "a test");
    }

    private static List<String> quarters(String tileSet) {
        return QUARTERS.stream()
                .map(tile -> "maps/vtp/" + tileSet + "/2/" + tile)
                .toList();
    }

    private List<String> found(OverviewGuidedScan plan) throws IOException {
        try (RowStream stream = runner.run(plan, everything(plan.schema()))) {
            return ids(stream);
        }
    }

    private static byte[] image() {
        return tile(new MadeLayer("image").point(5, 5, "id", 8));
    }

    @Test
    void tilesAreAskedForOnceWhereTheOverviewLeads() throws IOException {
        api.answering(quarters("mly1_public").get(3), image());

        assertThat(found(plan(MapillaryTypes.IMAGES, Optional.empty(), Condition.ALWAYS, 50)))
                .containsExactly("8");
        assertThat(api.asked).startsWith(WORLD, PART).hasSize(6).containsAll(quarters("mly1_public"));
    }

    @Test
    void noOverviewIsBelievedToBeEmptyAtOnce() throws IOException {
        List<ApiRequest> asked = new ArrayList<>();
        for (String path : List.of(WORLD, PART)) {
            byte[] one = tile(new MadeLayer("overview").point(2200, 1300, "id", 7));
            api.answering(path, request -> {
                asked.add(request);
                return ApiAnswer.of(one, one.length);
            });
        }

        found(plan(MapillaryTypes.IMAGES, Optional.empty(), Condition.ALWAYS, 2));
        assertThat(asked).hasSize(2).allMatch(ApiRequest::expectsData);
    }

    /** Mapillary was seen to answer "nothing there" for full tiles; all four can't be empty. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void emptyTilesWhereTheOverviewShowsAnImageAreDoubtedOnce(int full) throws IOException {
        byte[] image = image();
        api.answering(
                quarters("mly1_public").get(full),
                request -> request.expectsData() ? ApiAnswer.of(image, image.length) : ApiAnswer.absent(0));

        assertThat(found(plan(MapillaryTypes.IMAGES, Optional.empty(), Condition.ALWAYS, 50)))
                .containsExactly("8");
        assertThat(api.asked).hasSize(10).endsWith(quarters("mly1_public").toArray(String[]::new));
    }

    @Test
    void whatStaysEmptyIsEmpty() throws IOException {
        for (TypeSchema schema : List.of(MapillaryTypes.IMAGES, MapillaryTypes.SEQUENCES)) {
            api.asked.clear();
            assertThat(found(plan(schema, Optional.empty(), Condition.ALWAYS, 50)))
                    .isEmpty();
            assertThat(api.asked).as(schema.name()).hasSize(10);
        }
    }

    @Test
    void tilesThatAreDoubtedCountOnce() {
        OverviewGuidedScan plan = plan(MapillaryTypes.IMAGES, Optional.empty(), Condition.ALWAYS, 6, false);
        assertThatIOException()
                .isThrownBy(() -> found(plan))
                .withMessageContaining("the 6 tiles that were searched for it (max_tiles=6)");
        assertThat(api.asked).hasSize(10);
    }

    /** Where images are, there need not be points. */
    @Test
    void emptyTilesOfOtherThingsAreNotDoubted() throws IOException {
        assertThat(found(plan(MapillaryTypes.POINTS, Optional.empty(), Condition.ALWAYS, 50)))
                .isEmpty();
        assertThat(api.asked).hasSize(6).containsAll(quarters("mly_map_feature_point"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatTheOverviewShowsIsAnAnswerWhereItMayBe(int creator) throws IOException {
        Condition ofCreator = new AttributePasses(CREATOR, new OneOf(Set.of(String.valueOf(creator))));
        OverviewGuidedScan plan =
                plan(MapillaryTypes.IMAGES, MapillaryTypes.IMAGES.sample().map(Sample::type), ofCreator, 50);
        try (RowStream stream = runner.run(plan, everything(MapillaryTypes.IMAGES))) {
            assertThat(stream.next()).isNotNull();
        }
        assertThat(api.asked).isEqualTo(List.of(WORLD, PART).subList(0, creator));
    }

    @Test
    void otherwiseTheTilesAreSearchedUpToTheLimit() throws IOException {
        Condition never = new AttributePasses(CREATOR, new OneOf(Set.of("3")));
        Optional<TypeSchema> shown = MapillaryTypes.IMAGES.sample().map(Sample::type);
        api.answering(quarters("mly1_public").get(0), image());

        assertThat(found(plan(MapillaryTypes.IMAGES, shown, never, 50))).isEmpty();
        assertThat(api.asked).hasSize(6);
        assertThat(found(plan(MapillaryTypes.IMAGES, shown, never, 5))).isEmpty();
        assertThat(api.asked).as("three more would be six").hasSize(9).endsWith(WORLD, PART, QUARTER);
    }

    @Test
    void closingLetsGoOfTheOverviewThatIsWaitedFor() throws Exception {
        api.silentOn(PART);
        RowStream stream = runner.run(
                plan(MapillaryTypes.IMAGES, Optional.empty(), Condition.ALWAYS, 50), everything(MapillaryTypes.IMAGES));
        Thread closing = new Thread(() -> {
            try {
                api.waiting.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            stream.close();
        });
        closing.start();

        assertThatIOException().isThrownBy(stream::next);
        closing.join();
        assertThat(api.cancelled).containsExactly(PART);
        assertThat(api.outstanding()).isZero();
    }

    /** The overview has one image of each square, the newest: in this part one far away, and nine beside each other. */
    @Test
    void whatTheOverviewDoesNotShowIsFoundInTheDensestPlaceWithFourRequests() throws IOException {
        MadeLayer overview = new MadeLayer("overview").point(40, 40, "id", 1, CREATOR, 2);
        for (int i = 0; i < 9; i++) {
            overview.point(2008 + 16 * (i % 3), 1000 + 16 * (i / 3), "id", 10 + i, CREATOR, 2);
        }
        api.answering(PART, tile(overview));
        // the middle of the nine
        String densest = "maps/vtp/mly1_public/2/14/8957/5247";
        api.answering(densest, tile(new MadeLayer("image").point(5, 5, "id", 8, CREATOR, 3)));
        Condition older = new AttributePasses(CREATOR, new OneOf(Set.of("3")));

        OverviewGuidedScan plan =
                plan(MapillaryTypes.IMAGES, MapillaryTypes.IMAGES.sample().map(Sample::type), older, 100);
        try (RowStream stream = runner.run(plan, everything(MapillaryTypes.IMAGES))) {
            assertThat(stream.next()).isNotNull();
        }
        assertThat(api.asked)
                .hasSizeLessThanOrEqualTo(4)
                .startsWith(WORLD, PART)
                .contains(densest);
    }

    private static OverviewGuidedScan within(String wkt, List<TileId> parts) throws ParseException {
        return new OverviewGuidedScan(
                MapillaryTypes.IMAGES,
                MapillaryTypes.OVERVIEW.tileSet(Positions.ORIGINAL),
                MapillaryTypes.IMAGES.tileSet(Positions.ORIGINAL),
                Optional.empty(),
                Region.of(new WKTReader().read(wkt)),
                parts,
                Condition.ALWAYS,
                false,
                50,
                Shortfall.FAIL,
                "a test");
    }

    @Test
    void anAreaIsSearchedFromItsOwnPartsOfTheOverviewAndInItsOwnTiles() throws Exception {
        api.answering(quarters("mly1_public").get(0), image());
        // the western half of the square that the overview shows an image in
        OverviewGuidedScan plan =
                within("POLYGON ((16.8 54, 16.89 54, 16.89 54.5, 16.8 54.5, 16.8 54))", List.of(new TileId(5, 17, 10)));

        try (RowStream stream = runner.run(plan, everything(MapillaryTypes.IMAGES))) {
            assertThat(stream.next()).isNotNull();
            assertThatIOException()
                    .isThrownBy(stream::next)
                    .withMessageContaining("touches more tiles than max_tiles=50 allows")
                    .withMessageContaining("smaller area");
        }
        assertThat(api.asked).first().isEqualTo(PART);
        assertThat(api.asked).hasSize(3).doesNotContain(WORLD, QUARTER);
    }

    private static byte[] lineTo(int x, int y) {
        return tile(new MadeLayer("sequence").lines(List.of(new int[] {100, 100, x, y}), "id", "s"));
    }

    private static byte[] lineFrom(int x, int y) {
        return tile(new MadeLayer("sequence").lines(List.of(new int[] {x, y, 100, 100}), "id", "s"));
    }

    /** Whole sequences from anywhere; the query wants more of them than there are. */
    private static OverviewGuidedScan wholeSequences(int maxTiles) {
        return new OverviewGuidedScan(
                MapillaryTypes.SEQUENCES,
                MapillaryTypes.OVERVIEW.tileSet(Positions.ORIGINAL),
                MapillaryTypes.SEQUENCES.tileSet(Positions.ORIGINAL),
                Optional.empty(),
                Region.EVERYWHERE,
                List.of(),
                Condition.ALWAYS,
                true,
                maxTiles,
                Shortfall.FAIL,
                "a test");
    }

    /** A square with a line that continues in a fifth tile, and a less dense square, whose four tiles would be too many. */
    @Test
    void tilesThatLinesAreFollowedIntoCountAgainstTheLimit() {
        api.answering(
                PART,
                tile(new MadeLayer("overview")
                        .point(2056, 1032, "id", 1)
                        .point(2057, 1032, "id", 2)
                        .point(40, 40, "id", 3)));
        api.answering(QUARTER, lineTo(4096, 7));
        api.answering(EAST_OF_QUARTER, lineFrom(0, 7));

        assertThatIOException()
                .isThrownBy(() -> found(wholeSequences(10)))
                .withMessageContaining("the 7 tiles that were searched for it (max_tiles=10)");
        assertThat(api.asked).hasSize(7);
    }

    /** The message used to name the limit in place of the tiles that were searched. */
    @Test
    void tilesThatTheLimitKeepsLinesFromBeingFollowedIntoDoNotCount() {
        api.answering(
                QUARTER,
                tile(new MadeLayer("sequence")
                        .lines(List.of(new int[] {100, 100, 4096, 7}, new int[] {100, 100, 7, 4096}), "id", "s")));

        assertThatIOException()
                .isThrownBy(() -> found(wholeSequences(7)))
                .withMessageContaining("the 6 tiles that were searched for it (max_tiles=7)");
        assertThat(api.asked).startsWith(WORLD, PART).hasSize(6).containsAll(quarters("mly1_public"));
    }

    /** Lines lead round two corners of the square into six tiles, and four are left. A less dense square has four tiles. */
    @Test
    void noPlaceIsSearchedAfterALineThatLeadsBeyondTheLimit() {
        api.answering(
                PART,
                tile(new MadeLayer("overview")
                        .point(2056, 1032, "id", 1)
                        .point(2057, 1032, "id", 2)
                        .point(40, 40, "id", 3)));
        api.answering(QUARTER, lineTo(4096, 4096));
        api.answering(quarters("mly1_public").get(2), lineTo(4096, 0));

        assertThatIOException()
                .isThrownBy(() -> found(wholeSequences(10)))
                .withMessageContaining("the 6 tiles that were searched for it (max_tiles=10)");
        assertThat(api.asked).hasSize(6);
    }

    @Test
    void anEmptyTileThatALineLeadsIntoCountsOnceThoughItIsAskedForAgain() {
        api.answering(QUARTER, lineTo(0, 7));

        assertThatIOException()
                .isThrownBy(() -> found(wholeSequences(50)))
                .withMessageContaining("the 6 tiles that were searched for it (max_tiles=50)");
        assertThat(api.asked)
                .hasSize(7)
                .last()
                .isEqualTo(quarters("mly1_public").get(1));
    }
}
