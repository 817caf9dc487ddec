package io.github.gtmapillary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxDetectionsTest {

    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @Test
    void theSameSeedMakesTheSameDetections() {
        List<SandboxDetection> one = SandboxWorld.generate(7, 20).detections();
        assertThat(one).isEqualTo(SandboxWorld.generate(7, 20).detections());
        assertThat(one).isNotEqualTo(SandboxWorld.generate(8, 20).detections());
    }

    @Test
    void eachMapFeatureIsDetectedOnceInEachOfItsImages() {
        Stream.concat(WORLD.points().stream(), WORLD.trafficSigns().stream()).forEach(feature -> {
            List<SandboxDetection> detections = WORLD.detectionsOfMapFeature(feature.id());
            assertThat(detections).extracting(SandboxDetection::imageId).isEqualTo(feature.imageIds());
            assertThat(detections)
                    .allMatch(detection -> detection.value().equals(feature.value())
                            && WORLD.detectionsOfImage(detection.imageId()).contains(detection));
        });
    }

    @Test
    void thereAreManyAndSomeBelongToNoMapFeature() {
        assertThat(WORLD.detections()).hasSizeGreaterThan(10_000);
        assertThat(WORLD.detections().stream().filter(detection -> detection.mapFeatureId() == null))
                .hasSizeGreaterThan(5_000);
        assertThat(WORLD.detections()).anyMatch(detection -> (long) (double) detection.id() != detection.id());
    }

    @Test
    void theirIdsAreTheirOwn() {
        assertThat(WORLD.detections()).extracting(SandboxDetection::id).doesNotHaveDuplicates();
        assertThat(WORLD.detections()).noneMatch(detection -> WORLD.isTaken(detection.id()));
        assertThat(WORLD.detections())
                .allSatisfy(
                        detection -> assertThat(WORLD.detection(detection.id())).contains(detection));
    }

    @Test
    void theyAreNotOlderThanTheirImages() {
        assertThat(WORLD.detections())
                .allMatch(detection -> detection.createdAt() / 1000
                        >= WORLD.image(detection.imageId()).orElseThrow().capturedAt() / 1000);
    }

    @Test
    void whatDoesNotExistHasNone() {
        assertThat(WORLD.detectionsOfImage(1)).isEmpty();
        assertThat(WORLD.detectionsOfMapFeature(1)).isEmpty();
    }
}
