package io.github.gtmapillary.sandbox.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TileEncoderTest {

    private static final SandboxWorld WORLD = SandboxWorld.standard();

    /** Shared by all tests, because it indexes the world once per zoom. */
    private static final TileEncoder ENCODER = new TileEncoder(WORLD);

    @ParameterizedTest
    @EnumSource(Positions.class)
    void everyImageIsInOneTileAtItsGridPosition(Positions positions) throws InvalidProtocolBufferException {
        Map<Long, Pixel> expected = new HashMap<>();
        for (SandboxImage image : WORLD.images()) {
            GridPosition position = image.gridPosition(positions);
            if (position != null) {
                expected.put(image.id(), position.pixel());
            }
        }
        Map<Long, Pixel> found = new HashMap<>();
        for (TileCoord tile : tiles(positions)) {
            for (DecodedTile.Feature feature :
                    decoded(coverage(positions), tile).features("image")) {
                assertThat(found.put(feature.integer("id"), feature.point())).isNull();
                assertThat(feature.point().x() - tile.left()).isBetween(0L, 4095L);
                assertThat(feature.point().y() - tile.top()).isBetween(0L, 4095L);
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void imagesCarryTheirPropertiesAndLeaveOutWhatIsUnknown() throws InvalidProtocolBufferException {
        for (TileCoord tile : tiles(Positions.ORIGINAL)) {
            for (DecodedTile.Feature feature :
                    decoded(TileSet.ORIGINAL_COVERAGE, tile).features("image")) {
                SandboxImage image = WORLD.image(feature.integer("id")).orElseThrow();
                assertThat(feature.properties()).isEqualTo(properties(image));
            }
        }
    }

    @Test
    void aSequenceIsOneFeaturePerTileWithThePartsOfItsLine() throws InvalidProtocolBufferException {
        Map<TileCoord, Map<String, List<List<Pixel>>>> expected = new HashMap<>();
        for (SandboxSequence sequence : WORLD.sequences()) {
            SandboxTiles.linePieces(sequence, Positions.ORIGINAL, 14)
                    .forEach((tile, parts) -> expected.computeIfAbsent(tile, key -> new HashMap<>())
                            .put(sequence.id(), parts));
        }
        for (Map.Entry<TileCoord, Map<String, List<List<Pixel>>>> tile : expected.entrySet()) {
            List<DecodedTile.Feature> features =
                    decoded(TileSet.ORIGINAL_COVERAGE, tile.getKey()).features("sequence");
            assertThat(features).hasSize(tile.getValue().size());
            for (DecodedTile.Feature feature : features) {
                assertThat(feature.lines()).isEqualTo(tile.getValue().get(feature.text("id")));
            }
        }
    }

    @Test
    void aSequenceIsDescribedAsAWholeInEveryTile() throws InvalidProtocolBufferException {
        for (DecodedTile.Feature feature :
                decoded(TileSet.ORIGINAL_COVERAGE, densest()).features("sequence")) {
            SandboxSequence sequence = WORLD.sequence(feature.text("id")).orElseThrow();
            assertThat(feature.integer("captured_at")).isEqualTo(sequence.capturedAt());
            assertThat(feature.integer("image_id"))
                    .isEqualTo(sequence.firstImage().id());
            assertThat(feature.integer("creator_id")).isEqualTo(sequence.creatorId());
            assertThat(feature.properties().containsKey("organization_id"))
                    .isEqualTo(sequence.organizationId() != null);
        }
    }

    @Test
    void aSequenceTellsItsScoreAndWhetherItWasTakenOnFootWhereTheseAreKnown() throws InvalidProtocolBufferException {
        Set<String> scored = new HashSet<>();
        Set<String> onFoot = new HashSet<>();
        for (TileCoord tile : tiles(Positions.ORIGINAL)) {
            for (DecodedTile.Feature feature :
                    decoded(TileSet.ORIGINAL_COVERAGE, tile).features("sequence")) {
                SandboxSequence sequence = WORLD.sequence(feature.text("id")).orElseThrow();
                Tile.Value score = feature.properties().get("quality_score");
                Tile.Value foot = feature.properties().get("foot");
                assertThat(score == null ? null : score.getDoubleValue()).isEqualTo(sequence.qualityScore());
                assertThat(foot == null ? null : foot.getBoolValue()).isEqualTo(sequence.foot());
                scored.add(score == null ? "no score" : "a score");
                onFoot.add(String.valueOf(sequence.foot()));
            }
        }
        assertThat(scored).containsExactlyInAnyOrder("no score", "a score");
        assertThat(onFoot).containsExactlyInAnyOrder("true", "false", "null");
    }

    @Test
    void featureNumbersOnlyCountWithinTheTile() throws InvalidProtocolBufferException {
        DecodedTile tile = decoded(TileSet.ORIGINAL_COVERAGE, densest());
        List<Long> numbers = tile.layers().stream()
                .flatMap(layer -> layer.features().stream())
                .map(DecodedTile.Feature::number)
                .toList();
        assertThat(numbers).doesNotHaveDuplicates().contains(0L, numbers.size() - 1L);
        assertThat(tile.layers()).allSatisfy(layer -> {
            assertThat(layer.version()).isEqualTo(2);
            assertThat(layer.extent()).isEqualTo(4096);
        });
    }

    @Test
    void bothOrdersOfLayersOccurAndImagesAreInNoOrder() throws InvalidProtocolBufferException {
        Set<List<String>> orders = new HashSet<>();
        for (TileCoord tile : tiles(Positions.ORIGINAL)) {
            orders.add(decoded(TileSet.ORIGINAL_COVERAGE, tile).layers().stream()
                    .map(DecodedTile.Layer::name)
                    .toList());
        }
        assertThat(orders).contains(List.of("image", "sequence"), List.of("sequence", "image"));
        List<String> sequences = decoded(TileSet.ORIGINAL_COVERAGE, densest()).features("image").stream()
                .map(feature -> feature.text("sequence_id"))
                .toList();
        long neighbours = IntStream.range(1, sequences.size())
                .filter(i -> sequences.get(i).equals(sequences.get(i - 1)))
                .count();
        assertThat(neighbours).isLessThan(sequences.size() / 5);
    }

    @Test
    void mapFeaturesAreInTheirTileOnce() throws InvalidProtocolBufferException {
        assertThat(mapFeatures(TileSet.POINTS, "point", WORLD.points())).isEqualTo(byId(WORLD.points()));
        assertThat(mapFeatures(TileSet.TRAFFIC_SIGNS, "traffic_sign", WORLD.trafficSigns()))
                .isEqualTo(byId(WORLD.trafficSigns()));
    }

    @Test
    void theOverviewShowsTheNewestImageOfEachCell() throws InvalidProtocolBufferException {
        Map<TileCoord, List<SandboxImage>> images = imagesByTile(5);
        assertThat(images).hasSizeGreaterThan(4);
        for (TileCoord tile : images.keySet()) {
            List<DecodedTile.Feature> points =
                    decoded(TileSet.ORIGINAL_COVERAGE, tile).features("overview");
            assertThat(points).extracting(DecodedTile.Feature::point).doesNotHaveDuplicates();
            for (DecodedTile.Feature feature : points) {
                Pixel point = feature.point();
                assertThat(point.x() % 16).isEqualTo(7);
                assertThat(point.y() % 16).isEqualTo(7);
                assertThat(feature.integer("captured_at"))
                        .isEqualTo(images.getOrDefault(tile, List.of()).stream()
                                .filter(image -> inCell(image, point))
                                .mapToLong(SandboxImage::capturedAt)
                                .max()
                                .orElseThrow());
            }
        }
    }

    @Test
    void tilesBetweenTheOverviewAndZoomFourteenHaveLinesOnly() throws InvalidProtocolBufferException {
        for (TileCoord tile : imagesByTile(12).keySet()) {
            assertThat(decoded(TileSet.ORIGINAL_COVERAGE, tile).layers())
                    .extracting(DecodedTile.Layer::name)
                    .containsExactly("sequence");
        }
    }

    @Test
    void aTileWithoutAnythingHasNoBytes() {
        assertThat(ENCODER.encode(TileSet.ORIGINAL_COVERAGE, new TileCoord(14, 1, 1)))
                .isEmpty();
        assertThat(ENCODER.encode(TileSet.TRAFFIC_SIGNS, new TileCoord(14, 1, 1)))
                .isEmpty();
    }

    @Test
    void theSameTileIsAlwaysEncodedAlike() {
        assertThat(ENCODER.encode(TileSet.ORIGINAL_COVERAGE, densest()))
                .isEqualTo(new TileEncoder(SandboxWorld.standard()).encode(TileSet.ORIGINAL_COVERAGE, densest()));
    }

    private DecodedTile decoded(TileSet set, TileCoord tile) throws InvalidProtocolBufferException {
        return DecodedTile.of(ENCODER.encode(set, tile), tile);
    }

    private Map<Long, List<Object>> mapFeatures(TileSet set, String layer, List<SandboxMapFeature> all)
            throws InvalidProtocolBufferException {
        Map<Long, List<Object>> found = new HashMap<>();
        Set<TileCoord> tiles =
                all.stream().map(feature -> feature.gridPosition().tile()).collect(Collectors.toSet());
        for (TileCoord tile : tiles) {
            for (DecodedTile.Feature feature : decoded(set, tile).features(layer)) {
                List<Object> values = List.of(
                        feature.point(),
                        feature.text("value"),
                        feature.integer("first_seen_at"),
                        feature.integer("last_seen_at"));
                assertThat(found.put(feature.integer("id"), values)).isNull();
            }
        }
        return found;
    }

    private static Map<Long, List<Object>> byId(List<SandboxMapFeature> features) {
        return features.stream()
                .collect(Collectors.toMap(
                        SandboxMapFeature::id,
                        feature -> List.of(
                                feature.gridPosition().pixel(),
                                feature.value(),
                                feature.firstSeenAt(),
                                feature.lastSeenAt())));
    }

    private static Map<String, Tile.Value> properties(SandboxImage image) {
        Map<String, Tile.Value> properties = new HashMap<>();
        properties.put("captured_at", integer(image.capturedAt()));
        properties.put("creator_id", integer(image.creatorId()));
        properties.put("id", integer(image.id()));
        properties.put("is_pano", value(builder -> builder.setBoolValue(image.pano())));
        properties.put("sequence_id", value(builder -> builder.setStringValue(image.sequenceId())));
        Double angle = image.compassAngle();
        if (angle != null) {
            properties.put("compass_angle", value(builder -> builder.setDoubleValue(angle)));
        }
        Long organization = image.organizationId();
        if (organization != null) {
            properties.put("organization_id", integer(organization));
        }
        Double quality = image.qualityScore();
        if (quality != null) {
            properties.put("quality_score", value(builder -> builder.setDoubleValue(quality)));
        }
        Boolean foot = image.foot();
        if (foot != null) {
            properties.put("foot", value(builder -> builder.setBoolValue(foot)));
        }
        return properties;
    }

    private static Tile.Value integer(long number) {
        return value(builder -> builder.setIntValue(number));
    }

    private static Tile.Value value(Function<Tile.Value.Builder, Tile.Value.Builder> set) {
        return set.apply(Tile.Value.newBuilder()).build();
    }

    private static TileSet coverage(Positions positions) {
        return positions == Positions.ORIGINAL ? TileSet.ORIGINAL_COVERAGE : TileSet.COMPUTED_COVERAGE;
    }

    private Set<TileCoord> tiles(Positions positions) {
        return WORLD.sequences().stream()
                .flatMap(sequence -> sequence.gridPositions(positions).stream())
                .map(GridPosition::tile)
                .collect(Collectors.toSet());
    }

    private Map<TileCoord, List<SandboxImage>> imagesByTile(int zoom) {
        return WORLD.images().stream()
                .collect(Collectors.groupingBy(
                        image -> GridPosition.of(image.position()).tile(zoom)));
    }

    private TileCoord densest() {
        return imagesByTile(14).entrySet().stream()
                .max(Map.Entry.comparingByValue((one, other) -> Integer.compare(one.size(), other.size())))
                .orElseThrow()
                .getKey();
    }

    private static boolean inCell(SandboxImage image, Pixel point) {
        Pixel pixel = GridPosition.of(image.position()).pixel().atZoom(5);
        return pixel.x() / 16 == point.x() / 16 && pixel.y() / 16 == point.y() / 16;
    }
}
