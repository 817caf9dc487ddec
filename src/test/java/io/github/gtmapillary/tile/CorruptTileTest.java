package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.Decoding.all;
import static io.github.gtmapillary.tile.Decoding.ids;
import static io.github.gtmapillary.tile.MadeLayer.command;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static io.github.gtmapillary.tile.MadeLayer.zigzag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.NumberIn;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CorruptTileTest {

    private static byte[] valid() {
        return tile(
                new MadeLayer("sequence")
                        .lines(
                                List.of(new int[] {0, 0, 9, 9, 20, 4096}, new int[] {5, 5, 6, 7}),
                                "id",
                                "s",
                                "image_id",
                                7L)
                        .lines(List.of(new int[] {50, 60, 70, 80}), "id", "t", "captured_at", 5L),
                new MadeLayer("image")
                        .point(1, 2, "id", 7L, "sequence_id", "s", "compass_angle", 12.5, "is_pano", true)
                        .point(3, 4, "id", 8L, "sequence_id", "s", "compass_angle", 90.25, "is_pano", false),
                new MadeLayer("traffic_sign").point(1, 2, "id", 9L, "value", "regulatory--stop--g1"));
    }

    @Test
    void moreFeaturesThanTheBytesHoldGeometriesOfAreRefusedBeforeTheyTakeMemory() {
        MadeLayer layer = new MadeLayer("image");
        for (int i = 0; i < 200_000; i++) {
            layer.builder().addFeatures(Feature.getDefaultInstance());
        }
        byte[] tile = tile(layer);

        assertThatExceptionOfType(CorruptTileException.class)
                .isThrownBy(() -> ids(MapillaryTypes.IMAGES, tile))
                .withMessageContaining("a layer has 200000 features in 400")
                .withMessageContaining("too few for their geometries");
    }

    /** A cut between two layers looks like a smaller tile, so the code that fetches tiles has to check lengths. */
    @ParameterizedTest
    @MethodSource("types")
    void aTileCutShortFailsUnlessItIsCutBetweenLayers(TypeSchema schema) throws IOException {
        byte[] whole = valid();
        List<Integer> readable = new ArrayList<>();
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                assertThat(ids(schema, whole)).containsAll(ids(schema, cut));
                readable.add(length);
            } catch (CorruptTileException e) {
                assertThat(e.getMessage())
                        .contains("Mapillary's tile 14/8574/5735 can't be decoded")
                        .contains("failed_tiles=skip");
            }
        }
        assertThat(readable).containsExactlyElementsOf(endsOfLayers(whole));
    }

    private static List<Integer> endsOfLayers(byte[] whole) {
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (int at = 0; at < whole.length; ) {
            int length = whole[at + 1] & 0x7f;
            boolean twoBytes = whole[at + 1] < 0;
            at += twoBytes ? 3 + length + (whole[at + 2] << 7) : 2 + length;
            ends.add(at);
        }
        assertThat(ends).hasSize(4).endsWith(whole.length);
        return ends;
    }

    @ParameterizedTest
    @MethodSource("types")
    void flippedBitsAreReadOrReportedButNothingElse(TypeSchema schema) {
        Random random = new Random(20240701);
        byte[] whole = valid();
        int readable = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readable += isReadable(schema, damaged) ? 1 : 0;
        }
        assertThat(readable).isBetween(1, 19_999);
    }

    @ParameterizedTest
    @MethodSource("types")
    void randomBytesAreReadOrReportedButNothingElse(TypeSchema schema) {
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 1) {
                noise[0] = 0x1a;
                noise[1] = (byte) (noise.length - 2);
            }
            isReadable(schema, noise);
        }
    }

    private static boolean isReadable(TypeSchema schema, byte[] bytes) {
        Condition angle = new AttributePasses(schema.attributes().get(1).name(), new NumberIn(0, true, 360, true));
        try {
            all(schema, bytes);
            all(schema, Condition.not(angle), Decoding.everything(schema), bytes);
            return true;
        } catch (CorruptTileException e) {
            assertThat(e.getMessage()).contains("14/8574/5735").contains(". Try again later");
            return false;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(HexFormat.of().formatHex(bytes), e);
        }
    }

    private static List<TypeSchema> types() {
        return List.of(
                MapillaryTypes.IMAGES,
                MapillaryTypes.SEQUENCES,
                MapillaryTypes.SEQUENCES_OF_IMAGES,
                MapillaryTypes.TRAFFIC_SIGNS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3c21444f43545950452068746d6c3e", // <!DOCTYPE html>
                "7b226572726f72223a7b7d7d", // {"error":{}}
                "1f8b0800000000000003", // gzip
                "1aff", // a length that ends too early
                "1affffffff07", // 2 GB
                "1affffffff0f", // a negative length
                "1affffffffffffffffff01", // a negative length in ten bytes
                "1affffffffffffffffffff01", // a varint of eleven bytes
                "1b", // a group in place of a layer
                "1c", // a group that ends but never began
                "00", // field 0
                "1a020a05", // a name longer than its layer
                "1a0412ffff03", // a feature longer than its layer
                "1a022800", // extent 0
                "1a0628ffffffff0f", // extent -1
                "1a020800" + "18" // cut inside the second field
            })
    void whatIsNoTileIsRefused(String hex) {
        refused(MapillaryTypes.IMAGES, HexFormat.of().parseHex(hex));
    }

    @Test
    void groupsThatNestForEverAreRefused() {
        byte[] groups = new byte[1 << 20];
        Arrays.fill(groups, (byte) 0x0b);
        refused(MapillaryTypes.IMAGES, groups);
    }

    @Test
    void geometriesThatPromiseTooMuchAreRefused() {
        int most = (1 << 29) - 1;
        refused(line(command(1, 1), 2, 2, command(2, most), 2, 2));
        refused(line(command(1, most), 2, 2));
        refused(line(command(1, 1), 2));
        refused(line(command(1, 1)));
        refused(line(command(1, 1), 2, 2, command(2, 2), 2, 2, 2));
        refused(point(command(1, most), 2, 2));
        refused(point(command(1, 1), 2));
    }

    @Test
    void linesThatGoFarFromTheirTileAreRefused() {
        refused(line(command(1, 1), zigzag(Integer.MAX_VALUE), 2, command(2, 1), 2, 2));
        refused(line(command(1, 1), 2, zigzag(-4097), command(2, 1), 2, 2));
        refused(line(command(1, 1), 2, 2, command(2, 1), zigzag(8192), 2));
        refused(line(command(1, 1), 2, 2, command(2, 2), zigzag(4096), 2, zigzag(Integer.MAX_VALUE), 2));
    }

    @Test
    void layersWithoutEndAreRefused() {
        MadeLayer[] layers = new MadeLayer[1001];
        Arrays.fill(layers, new MadeLayer("image"));
        refused(MapillaryTypes.IMAGES, tile(layers));
    }

    @Test
    void keysWithoutEndAreRefused() {
        MadeLayer images = new MadeLayer("image");
        for (int key = 0; key <= 10_000; key++) {
            images.builder().addKeys("k");
        }
        refused(images);
    }

    /** Or a tile with many features of one long value would take the square of its length to read. */
    @Test
    void idsWithoutEndAreRefused() throws IOException {
        refused(new MadeLayer("image").point(1, 1, "id", "7".repeat(1000)));
        byte[] unknownProperty = tile(new MadeLayer("image").point(1, 1, "id", 7L, "new", "0".repeat(1000)));
        assertThat(ids(MapillaryTypes.IMAGES, unknownProperty)).containsExactly("7");
    }

    @Test
    void commandsOutOfPlaceAreRefused() {
        refused(line(command(2, 1), 2, 2));
        refused(line(command(1, 0), 2, 2));
        refused(line(command(1, 2), 2, 2, 2, 2));
        refused(line(command(1, 1), 2, 2, command(2, 0)));
        refused(line(command(1, 1), 2, 2, command(2, 1), 2, 2, command(7, 1)));
        refused(line(0, 0, 0));
        refused(point(command(2, 1), 2, 2));
        refused(point(command(1, 2), 2, 2, 2));
        refused(point(command(1, 2), 2, 2, 2, 2, 2, 2));
        refused(point(command(1, 1), 2, 2, command(1, 1), 2, 2));
        refused(point(command(3, 1), 2, 2));
    }

    @Test
    void geometriesOfAnotherTypeAreRefused() {
        List<Integer> geometry = List.of(command(1, 1), 2, 2);
        for (GeomType type : List.of(GeomType.LINESTRING, GeomType.POLYGON)) {
            refused(new MadeLayer("image").feature(type, geometry, "id", 7L));
        }
        refused(new MadeLayer("sequence").feature(GeomType.POINT, geometry, "id", "s"));
    }

    @Test
    void whatHasNoGeometryIsPassedOverWhateverItsType() throws IOException {
        for (GeomType type : GeomType.values()) {
            byte[] tile = tile(
                    new MadeLayer("image").feature(type, List.of(), "id", 6L).point(1, 1, "id", 7L));
            assertThat(ids(MapillaryTypes.IMAGES, tile)).containsExactly("7");
        }
    }

    @Test
    void tagsThatPointNowhereAreRefused() {
        for (List<Integer> tags :
                List.of(List.of(0), List.of(0, 0, 0), List.of(1, 0), List.of(0, 1), List.of(-1, 0), List.of(0, -1))) {
            MadeLayer images = new MadeLayer("image").point(1, 1, "id", 7L);
            images.builder().getFeaturesBuilder(0).clearTags().addAllTags(tags);
            refused(images);
        }
    }

    @Test
    void featuresWithoutAnIdAreRefused() {
        refused(new MadeLayer("image").point(1, 1, "is_pano", true));
        refused(new MadeLayer("image").point(1, 1, "id", ""));
    }

    @Test
    void idsThatCannotBeReadAreRefused() {
        refused(new MadeLayer("image").point(1, 1, "id", true));
        refused(new MadeLayer("image").point(1, 1, "id", 1.5));
        refused(
                MapillaryTypes.SEQUENCES_OF_IMAGES,
                tile(new MadeLayer("image").point(1, 1, "id", 1.5, "sequence_id", "s")));
    }

    private static MadeLayer point(Integer... geometry) {
        return new MadeLayer("image").feature(GeomType.POINT, List.of(geometry), "id", 7L);
    }

    private static MadeLayer line(Integer... geometry) {
        return new MadeLayer("sequence").feature(GeomType.LINESTRING, List.of(geometry), "id", "s");
    }

    private static void refused(MadeLayer layer) {
        TypeSchema schema =
                layer.builder().getName().equals("image") ? MapillaryTypes.IMAGES : MapillaryTypes.SEQUENCES;
        refused(schema, tile(layer));
    }

    private static void refused(TypeSchema schema, byte[] bytes) {
        assertThatExceptionOfType(CorruptTileException.class)
                .isThrownBy(() -> all(schema, bytes))
                .withMessageStartingWith("Mapillary's tile 14/8574/5735 can't be decoded: ")
                .withMessageContaining(". Try again later, or set failed_tiles=skip to go on without such tiles.");
    }
}
