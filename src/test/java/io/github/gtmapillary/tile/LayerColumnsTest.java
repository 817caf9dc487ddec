package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The columns give what the generated classes of the tile library give, feature by feature: the same rows, the same warnings, the same
 * counts, and the same failures in the same words.
 */
@Timeout(300)
class LayerColumnsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void damagedTilesMeanOrFailTheSame(long seed) {
        Random random = new Random(seed);
        List<byte[]> wholes = LayerColumnsFuzzTest.tiles().toList();
        Map<Boolean, Integer> refused = new HashMap<>();
        for (int run = 0; run < 400; run++) {
            byte[] damaged = wholes.get(random.nextInt(wholes.size())).clone();
            for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            for (TypeSchema schema : TileDecoderFuzzTest.TYPES) {
                refused.merge(
                        ProtobufComparison.compare(schema, damaged).contains("can't be decoded"), 1, Integer::sum);
            }
        }
        assertThat(refused.get(true)).isGreaterThan(50);
        assertThat(refused.get(false)).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coverage/z14-swiss-2024.mvt", "coverage/14-8574-5735.mvt", "traffic_signs/8592/5331.mvt"})
    void recordedTilesReadTheSame(String file) throws IOException {
        byte[] bytes = RecordedTiles.bytes(file);
        for (TypeSchema schema : TileDecoderFuzzTest.TYPES) {
            ProtobufComparison.compare(schema, bytes);
        }
    }

    @Test
    void aColumnOfManyValuesReadsTheSame() {
        for (int images : new int[] {254, 255, 256, 257, 66_000}) {
            MadeLayer layer = new MadeLayer("image");
            for (int i = 0; i < images; i++) {
                layer.point(i % 4096, 5, "id", (long) i, "creator_id", (long) (i % 300), "is_pano", i % 2 == 0);
            }
            byte[] bytes = tile(layer);
            assertThat(Transcript.of(counts -> decoder(counts).decode(Decoding.TILE, bytes)))
                    .isEqualTo(Transcript.of(counts -> ProtobufCursor.open(
                            MapillaryTypes.IMAGES,
                            Condition.ALWAYS,
                            Decoding.everything(MapillaryTypes.IMAGES),
                            counts,
                            Decoding.TILE,
                            bytes)))
                    .hasSize(images + 1);
        }
    }

    private static TileDecoder decoder(DecodeCounts counts) {
        return new TileDecoder(
                MapillaryTypes.IMAGES, Condition.ALWAYS, Decoding.everything(MapillaryTypes.IMAGES), counts);
    }

    /** A cache holds both the tile and its columns. */
    @Test
    void columnsTakeAtMostHalfTheBytesOfTheirTile() throws IOException {
        byte[] bytes = RecordedTiles.bytes("coverage/z14-swiss-2024.mvt");
        DecodedTile tile = new DecodedTile(Decoding.TILE, bytes);
        assertThat(tile.size()).isZero();
        for (TypeSchema schema : TileDecoderFuzzTest.TYPES) {
            new TileDecoder(schema, Condition.ALWAYS, Decoding.everything(schema), new DecodeCounts()).decode(tile);
        }
        assertThat(tile.size()).isBetween(bytes.length / 4L, bytes.length / 2L);
    }
}
