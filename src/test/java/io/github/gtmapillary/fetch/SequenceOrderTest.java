package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.tile.MadeLayer;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;

/** Sequences without a line, made of their images: by place as by id, in worlds made by chance, against a plain sort. */
class SequenceOrderTest {
    private static final int TILES = 2;
    private static final int CAPTURED_AT = MapillaryTypes.SEQUENCES.indexOf(MapillaryTypes.CAPTURED_AT);
    private static final int IMAGE_ID = MapillaryTypes.SEQUENCES.indexOf(MapillaryTypes.IMAGE_ID);

    /**
     * An image.
     *
     * @param place among the images of its sequence, as {@code image_ids} has them
     * @param millis 0 for an unknown time
     */
    private record Image(int place, long id, long millis, int tile, int x, int y) {
        long sortTime() {
            return millis == 0 ? Long.MAX_VALUE : millis;
        }

        Coordinate position() {
            TileId at = Scans.tile(tile);
            double tiles = 1 << 14;
            double lon = (at.x() + x / 4096.0) / tiles * 360 - 180;
            double lat = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * ((at.y() + y / 4096.0) / tiles)))));
            return new Coordinate(lon, lat);
        }

        String json() {
            Coordinate position = position();
            return "\"%s\":{\"id\":\"%s\",\"sequence\":\"s\",\"captured_at\":%s,\"geometry\":{\"coordinates\":[%s,%s]}}"
                    .formatted(id, id, millis, position.x, position.y);
        }
    }

    /** Images in capture order, whose recorded times are whole seconds, so that some are the same, and some unknown. */
    private static List<Image> world(Random random) {
        List<Long> ids =
                random.longs(2 + random.nextInt(12), 1, 200).distinct().boxed().toList();
        boolean someUnknown = random.nextBoolean();
        int pace = 1 + random.nextInt(3000);
        List<Image> images = new ArrayList<>();
        long now = 1_700_000_000_000L;
        for (int place = 0; place < ids.size(); place++) {
            now += random.nextInt(pace) + 1;
            long known = now / 1000 * 1000;
            images.add(new Image(
                    place,
                    ids.get(place),
                    someUnknown && random.nextInt(4) == 0 ? 0 : known,
                    random.nextInt(TILES),
                    random.nextInt(4096),
                    random.nextInt(4096)));
        }
        return images;
    }

    private static boolean leavesOrderOpen(List<Image> images) {
        return images.stream().map(Image::sortTime).distinct().count() < images.size();
    }

    private static RowStream byPlace(List<Image> images) {
        TileScan scan = Scans.of(MapillaryTypes.SEQUENCES, TILES);
        FakeApi api = new FakeApi();
        for (int tile = 0; tile < TILES; tile++) {
            MadeLayer layer = new MadeLayer("image");
            int present = tile;
            images.stream()
                    .filter(image -> image.tile == present)
                    .forEach(image -> layer.point(
                            image.x, image.y, "id", image.id, "sequence_id", "s", "captured_at", image.millis));
            api.answering(scan.requestPaths().get(tile), MadeLayer.tile(layer));
        }
        return runner(api).run(scan, everything(MapillaryTypes.SEQUENCES));
    }

    private static RowStream byId(List<Image> images) {
        String ids = images.stream()
                .map(image -> "{\"id\":\"" + image.id + "\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
        String entities = images.stream().map(Image::json).collect(Collectors.joining(",", "{", "}"));
        FakeApi api =
                new FakeApi().answering("image_ids", request -> json(ids)).answering("", request -> json(entities));
        return runner(api)
                .run(
                        new SequenceLookup(MapillaryTypes.SEQUENCES, List.of("s"), "id", Positions.ORIGINAL, "a test"),
                        everything(MapillaryTypes.SEQUENCES));
    }

    private static ApiAnswer json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ApiAnswer.of(bytes, bytes.length);
    }

    private static PlanRunner runner(FakeApi api) {
        return new PlanRunner(
                api, new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)), () -> 0, InstantSource.system());
    }

    private static void check(Row row, List<Image> images, Comparator<Image> order) {
        List<Image> sorted = images.stream().sorted(order).toList();
        Image first = sorted.get(0);
        assertThat(requireNonNull(row.geometry()).getCoordinates())
                .containsExactly(sorted.stream().map(Image::position).toArray(Coordinate[]::new));
        assertThat(row.values().get(IMAGE_ID)).isEqualTo(String.valueOf(first.id));
        assertThat(row.values().get(CAPTURED_AT)).isEqualTo(first.millis == 0 ? null : first.millis);
    }

    @Test
    void placeAndIdOrderByTimeAndDifferOnlyWhereTheReportSaysThatTheOrderIsOpen() throws IOException {
        Random random = new Random(20261128);
        int[] open = new int[2];
        for (int run = 0; run < 500; run++) {
            List<Image> images = world(random);
            if (images.size() < 2) {
                continue;
            }
            RowStream place = byPlace(images);
            RowStream id = byId(images);
            Row byPlace = requireNonNull(place.next());
            Row byId = requireNonNull(id.next());

            check(byPlace, images, Comparator.comparingLong(Image::sortTime).thenComparingLong(Image::id));
            check(byId, images, Comparator.comparingLong(Image::sortTime).thenComparingInt(Image::place));
            assertThat(byPlace.values().get(CAPTURED_AT))
                    .isEqualTo(byId.values().get(CAPTURED_AT));
            boolean isOpen = leavesOrderOpen(images);
            open[isOpen ? 1 : 0]++;
            assertThat(place.report().flaws().openOrders()).isEqualTo(isOpen ? 1 : 0);
            assertThat(id.report().flaws().openOrders()).isZero();
            if (!isOpen) {
                assertThat(byPlace.values()).isEqualTo(byId.values());
                assertThat((Object) byPlace.geometry()).isEqualTo(byId.geometry());
            }
        }
        assertThat(IntStream.of(open)).as("worlds of both kinds").allMatch(count -> count > 50);
    }

    @Test
    void anImageOfUnknownTimeIsNeverTheFirst() throws IOException {
        List<Image> images = Arrays.asList(
                new Image(0, 1, 0, 0, 5, 5), new Image(1, 2, 2000, 0, 6, 6), new Image(2, 3, 1000, 0, 7, 7));
        for (RowStream stream : List.of(byPlace(images), byId(images))) {
            Row row = requireNonNull(stream.next());
            assertThat(row.values().get(IMAGE_ID)).isEqualTo("3");
            assertThat(row.values().get(CAPTURED_AT)).isEqualTo(1000L);
        }
    }

    @Test
    void onlyImageIdsKnowTheOrderOfImagesOfTheSameSecond() throws IOException {
        List<Image> images = List.of(new Image(0, 9, 5000, 0, 5, 5), new Image(1, 4, 5000, 0, 6, 6));
        RowStream place = byPlace(images);

        assertThat(requireNonNull(byId(images).next()).values().get(IMAGE_ID)).isEqualTo("9");
        assertThat(requireNonNull(place.next()).values().get(IMAGE_ID)).isEqualTo("4");
        assertThat(place.report().flaws().openOrders()).isEqualTo(1);
    }
}
