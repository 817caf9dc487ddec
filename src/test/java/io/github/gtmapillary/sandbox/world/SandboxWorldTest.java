package io.github.gtmapillary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxWorldTest {

    private final SandboxWorld world = SandboxWorld.standard();

    @Test
    void theSameSeedMakesTheSameWorld() {
        SandboxWorld one = SandboxWorld.generate(7, 40);
        SandboxWorld same = SandboxWorld.generate(7, 40);
        SandboxWorld other = SandboxWorld.generate(8, 40);
        assertThat(one.sequences()).isEqualTo(same.sequences()).isNotEqualTo(other.sequences());
        assertThat(one.points()).isEqualTo(same.points()).isNotEqualTo(other.points());
        assertThat(one.trafficSigns()).isEqualTo(same.trafficSigns());
        assertThat(one.organizations()).isEqualTo(same.organizations());
        assertThat(one.creators()).isEqualTo(same.creators());
    }

    @Test
    void theStandardWorldIsLargeEnoughToMeetEveryCase() {
        assertThat(world.images()).hasSizeGreaterThan(20_000);
        assertThat(world.sequences()).hasSizeGreaterThan(400);
        assertThat(world.points()).hasSizeGreaterThan(5_000);
        assertThat(world.trafficSigns()).hasSizeGreaterThan(3_000);
        assertThat(world.organizations()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(world.creators()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(distinct(world.points(), SandboxMapFeature::value)).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void centralMalmoFillsSeveralTiles() {
        Set<TileCoord> tiles = world.images().stream()
                .filter(image -> image.position().lon() >= 12.98
                        && image.position().lon() <= 13.01
                        && image.position().lat() >= 55.59
                        && image.position().lat() <= 55.61)
                .map(image -> GridPosition.of(image.position()).tile())
                .collect(Collectors.toSet());
        assertThat(tiles).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void allFourTilesThatMeetAtZeroZeroHaveImages() {
        assertThat(distinct(
                        world.images(),
                        image -> GridPosition.of(image.position()).tile()))
                .contains(
                        new TileCoord(14, 8191, 8191),
                        new TileCoord(14, 8192, 8191),
                        new TileCoord(14, 8191, 8192),
                        new TileCoord(14, 8192, 8192));
    }

    @Test
    void noIdIsGivenTwice() {
        List<Long> ids = Stream.of(
                        world.images().stream().map(SandboxImage::id),
                        world.points().stream().map(SandboxMapFeature::id),
                        world.trafficSigns().stream().map(SandboxMapFeature::id),
                        world.organizations().stream().map(SandboxOrganization::id),
                        world.creators().stream().map(SandboxCreator::id))
                .flatMap(Function.identity())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(world.sequences()).extracting(SandboxSequence::id).doesNotHaveDuplicates();
    }

    @Test
    void aboutOneIdInAHundredIsLostInADouble() {
        assertThat(share(world.images(), image -> (long) (double) image.id() != image.id()))
                .isBetween(0.005, 0.02);
        assertThat(share(world.trafficSigns(), sign -> sign.id() > 1L << 53)).isBetween(0.002, 0.02);
    }

    @Test
    void sequenceIdsHaveBothForms() {
        assertThat(world.sequences())
                .allSatisfy(sequence -> assertThat(sequence.id()).matches("[0-9A-Za-z_-]{22}"));
        assertThat(share(world.sequences(), sequence -> sequence.id().matches("[0-9a-z]{22}")))
                .isBetween(0.7, 0.95);
    }

    @Test
    void knownTimesIncreaseAlongASequence() {
        assertThat(world.sequences())
                .allSatisfy(sequence -> assertThat(sequence.images().stream()
                                .mapToLong(SandboxImage::capturedAt)
                                .filter(time -> time > 0)
                                .toArray())
                        .isSorted()
                        .doesNotHaveDuplicates());
    }

    @Test
    void timesSpreadOverAllYears() {
        assertThat(distinct(
                        dated(world.sequences()),
                        sequence -> Instant.ofEpochMilli(sequence.capturedAt())
                                .atOffset(ZoneOffset.UTC)
                                .getYear()))
                .containsExactlyInAnyOrder(
                        2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026);
    }

    @Test
    void someTimesAreUnknownOnSingleImagesAndOnWholeSequences() {
        assertThat(dated(world.sequences()).stream()
                        .flatMap(sequence -> sequence.images().stream())
                        .filter(image -> image.capturedAt() == 0))
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(world.sequences().stream().filter(sequence -> sequence.capturedAt() == 0))
                .hasSizeBetween(3, 30)
                .allSatisfy(sequence -> assertThat(sequence.images()).allMatch(image -> image.capturedAt() == 0));
    }

    @Test
    void attributesOfASequenceNeverChangeAlongIt() {
        assertThat(world.sequences())
                .allSatisfy(sequence -> assertThat(sequence.images()).allSatisfy(image -> {
                    assertThat(image.pano()).isEqualTo(sequence.pano());
                    assertThat(image.organizationId()).isEqualTo(sequence.organizationId());
                    assertThat(image.creatorId()).isEqualTo(sequence.creatorId());
                    assertThat(image.foot()).isEqualTo(sequence.foot());
                }));
    }

    @Test
    void sharesOfAttributesResembleRealOnes() {
        assertThat(share(world.sequences(), SandboxSequence::pano)).isBetween(0.18, 0.32);
        assertThat(share(world.sequences(), sequence -> sequence.organizationId() == null))
                .isBetween(0.6, 0.8);
        assertThat(share(world.images(), image -> image.compassAngle() == null)).isBetween(0.02, 0.04);
        assertThat(world.images()).anyMatch(image -> Double.valueOf(0).equals(image.compassAngle()));
        assertThat(share(world.images(), image -> image.computedPosition() == null))
                .isBetween(0.02, 0.06);
        assertThat(share(world.images(), image -> image.qualityScore() == null)).isBetween(0.08, 0.12);
        assertThat(distinct(world.images(), image -> String.valueOf(image.foot())))
                .containsExactlyInAnyOrder("true", "false", "null");
    }

    @Test
    void imagesFollowEachOtherAtAFewMetres() {
        double[] metres = world.sequences().stream()
                .flatMap(SandboxWorldTest::steps)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        assertThat(metres[metres.length / 2]).isBetween(4.0, 9.0);
        assertThat(metres[metres.length - 1]).isLessThan(15);
        assertThat(Arrays.stream(metres).filter(step -> step >= 4 && step <= 9).count())
                .isGreaterThan(metres.length * 9L / 10);
    }

    @Test
    void computedPositionsLieAFewMetresOff() {
        assertThat(world.images()).allSatisfy(image -> {
            Position computed = image.computedPosition();
            if (computed != null) {
                assertThat(metres(image.position(), computed)).isLessThan(12);
            }
        });
    }

    @Test
    void aStandingCameraStacksImagesOnOnePixel() {
        assertThat(world.images().stream()
                        .collect(Collectors.groupingBy(
                                image -> GridPosition.of(image.position()), Collectors.counting()))
                        .values())
                .contains(39L);
    }

    @Test
    void sequencesWithoutALineLieInOneTile() {
        List<SandboxSequence> several = world.sequences().stream()
                .filter(sequence -> !sequence.hasLine() && sequence.images().size() > 1)
                .toList();
        assertThat(several)
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(sequence -> assertThat(sequence.images()).hasSizeBetween(2, 34))
                .allSatisfy(sequence -> assertThat(Stream.of(Positions.values())
                                .flatMap(positions -> sequence.gridPositions(positions).stream())
                                .map(GridPosition::tile)
                                .distinct())
                        .hasSize(1));
        assertThat(world.sequences().stream()
                        .filter(sequence -> sequence.images().size() == 1))
                .hasSizeGreaterThanOrEqualTo(20)
                .noneMatch(SandboxSequence::hasLine);
    }

    @Test
    void mapFeaturesAreSeenOnImagesNearThem() {
        assertThat(mapFeatures())
                .allSatisfy(feature -> assertThat(feature.imageIds())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allSatisfy(id -> assertThat(metres(
                                        feature.position(),
                                        world.image(id).orElseThrow().position()))
                                .isLessThan(200)));
    }

    @Test
    void mostMapFeaturesAreSeenOnOneDayAndSomeOnAnUnknownOne() {
        assertThat(share(mapFeatures(), feature -> feature.lastSeenAt() - feature.firstSeenAt() < 86_400_000))
                .isBetween(0.7, 0.95);
        assertThat(mapFeatures()).anyMatch(feature -> feature.firstSeenAt() == 0 && feature.lastSeenAt() > 0);
    }

    @Test
    void oneSignInSixOrSevenIsOfAValueThatNoListHas() {
        assertThat(share(world.trafficSigns(), sign -> sign.value().equals("information--general-directions--g1")))
                .isBetween(0.12, 0.18);
    }

    @Test
    void everythingIsFoundByItsId() {
        SandboxImage image = world.images().get(1234);
        SandboxMapFeature sign = world.trafficSigns().get(12);
        assertThat(world.image(image.id())).contains(image);
        assertThat(world.sequence(image.sequenceId()).orElseThrow().images()).contains(image);
        assertThat(world.mapFeature(sign.id())).contains(sign);
        assertThat(world.creator(image.creatorId())).isPresent();
        assertThat(world.organization(world.organizations().get(0).id()))
                .contains(world.organizations().get(0));
        assertThat(world.image(sign.id())).isEmpty();
    }

    @Test
    void gridPositionsAreTruncatedToTheNorthWestCornerOfTheirPixel() {
        double pixel = 360.0 / (1L << 26);
        assertThat(world.images()).allSatisfy(image -> {
            GridPosition grid = GridPosition.of(image.position());
            assertThat(image.position().lon() - grid.lon()).isBetween(-1e-12, pixel + 1e-12);
            assertThat(grid.lat() - image.position().lat()).isBetween(-1e-11, pixel + 1e-11);
        });
    }

    @Test
    void placesBeyondTheTilesDoNotExist() {
        assertThatThrownBy(() -> new Position(0, 85.06)).hasMessageContaining("beyond the tiles");
        assertThatThrownBy(() -> new Position(180, 0)).hasMessageContaining("longitude");
        assertThatThrownBy(() -> new TileCoord(14, 16384, 0)).hasMessageContaining("14/16384/0");
    }

    private List<SandboxMapFeature> mapFeatures() {
        return Stream.concat(world.points().stream(), world.trafficSigns().stream())
                .toList();
    }

    private static List<SandboxSequence> dated(List<SandboxSequence> sequences) {
        return sequences.stream().filter(sequence -> sequence.capturedAt() > 0).toList();
    }

    /** Returns the metres between consecutive images at different places. */
    private static Stream<Double> steps(SandboxSequence sequence) {
        List<Position> positions =
                sequence.images().stream().map(SandboxImage::position).toList();
        return Stream.iterate(1, i -> i < positions.size(), i -> i + 1)
                .map(i -> metres(positions.get(i - 1), positions.get(i)))
                .filter(metres -> metres > 0);
    }

    private static double metres(Position one, Position other) {
        double lon = Math.IEEEremainder(one.lon() - other.lon(), 360);
        double east = Math.toRadians(lon) * Math.cos(Math.toRadians(one.lat()));
        return 6_371_000 * Math.hypot(east, Math.toRadians(one.lat() - other.lat()));
    }

    private static <T> double share(List<T> values, Predicate<T> condition) {
        return (double) values.stream().filter(condition).count() / values.size();
    }

    private static <T, R> Set<R> distinct(List<T> values, Function<T, R> property) {
        Set<R> result = new HashSet<>();
        values.forEach(value -> result.add(property.apply(value)));
        return result;
    }
}
