package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.expression.Expression;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

/** Detections of images, map features and sequences, against those of the sandbox's world. */
class DetectionsTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static SandboxImage imageWithDetections() {
        return WORLD.images().stream()
                .filter(image -> WORLD.detectionsOfImage(image.id()).size() > 2)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void detectionsOfAnImageAreThoseOfTheWorld() throws Exception {
        SandboxImage image = imageWithDetections();
        Map<String, SandboxDetection> expected = WORLD.detectionsOfImage(image.id()).stream()
                .collect(Collectors.toMap(detection -> "detections." + detection.id(), detection -> detection));

        List<SimpleFeature> features = sandbox.read(byOwner("image_id", image.id()));

        assertThat(features.stream().map(SimpleFeature::getID)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(sandbox.takeRequests()).hasSize(1);
        for (SimpleFeature feature : features) {
            SandboxDetection detection = expected.get(feature.getID());
            assertThat(feature.getAttribute("image_id")).isEqualTo(Long.toString(image.id()));
            assertThat(feature.getAttribute("value")).isEqualTo(detection.value());
            assertThat(((Timestamp) feature.getAttribute("created_at")).getTime() / 1000)
                    .isEqualTo(detection.createdAt() / 1000);
            assertThat(feature.getAttribute("map_feature_id")).isNull();
            assertThat(((Geometry) feature.getDefaultGeometry()).getCoordinate().x)
                    .isEqualTo(image.position().lon(), org.assertj.core.data.Offset.offset(1e-9));
            Geometry outline = new WKTReader().read((String) feature.getAttribute("segmentation"));
            assertThat(outline.getNumGeometries())
                    .isEqualTo(detection.polygons().size());
            assertThat(new Envelope(0, 1, 0, 1).contains(outline.getEnvelopeInternal()))
                    .isTrue();
        }
    }

    @Test
    void detectionsOfAMapFeatureKnowIt() throws IOException {
        SandboxMapFeature sign = WORLD.trafficSigns().get(3);

        List<SimpleFeature> features = sandbox.read(byOwner("map_feature_id", sign.id()));

        assertThat(features)
                .hasSameSizeAs(WORLD.detectionsOfMapFeature(sign.id()))
                .isNotEmpty()
                .allSatisfy(feature -> {
                    assertThat(feature.getAttribute("map_feature_id")).isEqualTo(Long.toString(sign.id()));
                    assertThat(feature.getAttribute("image_id")).isNotNull();
                });
    }

    @Test
    void detectionsOfASequenceAreThoseOfAllItsImages() throws IOException {
        SandboxSequence sequence = WORLD.sequences().stream()
                .filter(candidate ->
                        candidate.images().size() > 10 && candidate.images().size() < 40)
                .findFirst()
                .orElseThrow();
        List<String> expected = sequence.images().stream()
                .flatMap(image -> WORLD.detectionsOfImage(image.id()).stream())
                .map(detection -> Long.toString(detection.id()))
                .toList();
        Query query = SandboxStore.query("detections", "sequence_id = '" + sequence.id() + "'");

        List<SimpleFeature> features = sandbox.read(query);

        assertThat(features.stream().map(feature -> (String) feature.getAttribute("id")))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(features)
                .allSatisfy(feature ->
                        assertThat(feature.getAttribute("sequence_id")).isEqualTo(sequence.id()));
        assertThat(sandbox.takeRequests()).hasSize(1 + sequence.images().size()).doesNotHaveDuplicates();
    }

    @Test
    void theRestOfTheFilterAndTheLimitHold() throws IOException {
        SandboxImage image = imageWithDetections();
        String value = WORLD.detectionsOfImage(image.id()).get(0).value();
        String cql = "image_id = '" + image.id() + "' AND value = '" + value + "'";

        assertThat(sandbox.count(SandboxStore.query("detections", cql)))
                .isEqualTo((int) WORLD.detectionsOfImage(image.id()).stream()
                        .filter(detection -> detection.value().equals(value))
                        .count());
        Query one = byOwner("image_id", image.id());
        one.setMaxFeatures(1);
        assertThat(sandbox.read(one)).hasSize(1);
    }

    @Test
    void detectionsByTheirIdAndUnknownOwners() throws IOException {
        SandboxDetection detection =
                WORLD.detectionsOfImage(imageWithDetections().id()).get(0);

        assertThat(sandbox.read(SandboxStore.query("detections", "\"id\" = '" + detection.id() + "'")))
                .singleElement()
                .satisfies(feature -> assertThat(feature.getAttribute("value")).isEqualTo(detection.value()));
        assertThat(sandbox.read(SandboxStore.query("detections", "image_id = '123'")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 'D' AND map_feature_id = 'M'",
                "id = 'D' AND sequence_id = 'S'",
                "image_id = 'I' AND value = 'V' AND (map_feature_id = 'M' OR sequence_id = 'none')",
                "map_feature_id = 'M' AND image_id = 'I' AND value = 'V' OR id = 'D' AND sequence_id = 'S'",
                "BBOX(geometry, -180, -85, 180, 85) AND map_feature_id = 'M' AND id = 'D'"
            })
    void whatAFilterSaysOfMapFeatureOrSequenceIsAskedByThese(String cql) throws IOException {
        SandboxDetection detection = WORLD.detections().stream()
                .filter(candidate -> candidate.mapFeatureId() != null)
                .findFirst()
                .orElseThrow();
        String sequence = WORLD.image(detection.imageId()).orElseThrow().sequenceId();

        assertThat(sandbox.ids(SandboxStore.query(
                        "detections",
                        cql.replaceAll("\\bid = 'D'", "\"id\" = '" + detection.id() + "'")
                                .replace("'M'", "'" + detection.mapFeatureId() + "'")
                                .replace("'S'", "'" + sequence + "'")
                                .replace("'I'", "'" + detection.imageId() + "'")
                                .replace("'V'", "'" + detection.value() + "'"))))
                .containsExactly(String.valueOf(detection.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "../images", "1/detections"})
    void whatIsNoIdOwnsNothingAndIsNotAskedFor(String owner) throws IOException {
        for (String attribute : List.of("image_id", "map_feature_id", "sequence_id")) {
            assertThat(sandbox.read(SandboxStore.query("detections", attribute + " = '" + owner + "'")))
                    .isEmpty();
        }
        assertThat(sandbox.takeRequests()).isEmpty();
    }

    @Test
    void onlyTheOutlineThatIsWantedIsAskedFor() throws IOException {
        Query query = byOwner("image_id", imageWithDetections().id());
        query.setPropertyNames("value");

        sandbox.read(query);

        assertThat(sandbox.takeRequests()).singleElement().asString().endsWith("fields=id%2Cimage%2Cvalue");
    }

    @Test
    void pixelPolygonDrawsTheOutlineInTheImage() throws Exception {
        SimpleFeature feature =
                sandbox.read(byOwner("image_id", imageWithDetections().id())).get(0);
        Expression pixels = ECQL.toExpression("pixelPolygon(segmentation, 4096, 4096)");

        Envelope box = pixels.evaluate(feature, Geometry.class).getEnvelopeInternal();

        assertThat(box.getWidth()).isGreaterThanOrEqualTo(1);
        assertThat(new Envelope(0, 4096, 0, 4096).contains(box)).isTrue();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(SandboxStore.query("detections", "value = 'x'")))
                .withMessageContaining("image_id")
                .withMessageContaining("or a place, as in");
        assertThatIOException()
                .isThrownBy(() ->
                        sandbox.read(SandboxStore.query("detections", "map_feature_id = '1' AND sequence_id = 'a'")))
                .withMessageContaining("not by both");
        assertThat(sandbox.sent()).isZero();
    }

    private static Query byOwner(String attribute, long id) {
        return SandboxStore.query("detections", attribute + " = '" + id + "'");
    }
}
