package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.MadeLayer.tile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a tile's bytes are, the columns and the generated classes of the tile library read the same, or refuse it in the same words. */
class LayerColumnsFuzzTest {

    @MethodSource("tiles")
    @FuzzTest
    void columnsAndGeneratedClassesReadTheSame(byte[] bytes) {
        for (TypeSchema schema : TileDecoderFuzzTest.TYPES) {
            ProtobufComparison.compare(schema, bytes);
        }
    }

    static Stream<byte[]> tiles() {
        return Stream.concat(TileDecoderFuzzTest.tiles(), Stream.of(odd()));
    }

    /** Forms that encoders rarely write. */
    private static byte[] odd() {
        MadeLayer images = new MadeLayer("image")
                .point(0, 0, "id", 7L, "sequence_id", "séquence", "compass_angle", Double.NaN, "is_pano", true)
                .point(4095, 4095, "id", -8L, "sequence_id", "", "compass_angle", -0.0, "captured_at", 0L)
                .point(-1, 9, "id", 9L)
                .point(9, 4096, "id", 10L)
                .point(1, 1, "id", "x", "compass_angle", 7L, "captured_at", "2024-07-03T01:02:03Z", "unknown", 7L)
                .point(70_000, 300_000_000, "id", 11L)
                .point(2, 2, "id", "y".repeat(200), "quality_score", "0.5", "foot", 0L);
        images.builder()
                .addKeys("id")
                .getFeaturesBuilder(0)
                .addTags(images.builder().getKeysCount() - 1)
                .addTags(0);
        return tile(
                images, new MadeLayer("sequence").extent(256).lines(List.of(new int[] {-200, 5, 300, 5}), "id", "s"));
    }
}
