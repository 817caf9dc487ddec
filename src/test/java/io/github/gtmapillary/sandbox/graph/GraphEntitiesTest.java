package io.github.gtmapillary.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxImageDetails;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxOrganization;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphEntitiesTest {

    private static final SandboxWorld WORLD = SandboxWorld.standard();

    private static final String IMAGE_FIELDS = "altitude,atomic_scale,camera_parameters,camera_type,captured_at,"
            + "compass_angle,computed_altitude,computed_compass_angle,computed_geometry,computed_rotation,"
            + "exif_orientation,geometry,height,thumb_256_url,thumb_1024_url,thumb_2048_url,thumb_original_url,merge_cc,"
            + "mesh,sequence,sfm_cluster,width,detections,creator,organization,is_pano,make,model,quality_score,id";

    private static final String MAP_FEATURE_FIELDS =
            "aligned_direction,first_seen_at,last_seen_at,object_value,object_type,geometry,images,detections,id";

    @AutoClose
    private static final GraphClient graph = GraphClient.of(WORLD);

    @Test
    void aReconstructedImageSaysEverything() {
        SandboxImage image = image(candidate -> candidate.id() > 1L << 53
                && candidate.capturedAt() > 0
                && candidate.computedPosition() != null
                && candidate.compassAngle() != null
                && candidate.organizationId() != null
                && !candidate.pano()
                && WORLD.details(candidate).meshId() != null);
        SandboxImageDetails details = WORLD.details(image);
        Json json = graph.get("/" + image.id() + "?fields=" + IMAGE_FIELDS);
        assertThat(json.text("id")).isEqualTo(Long.toString(image.id()));
        assertThat(json.at("captured_at").value()).isEqualTo(image.capturedAt());
        assertThat(json.number("compass_angle")).isCloseTo(image.compassAngle(), within(1e-10));
        assertThat(json.number("computed_compass_angle")).isCloseTo(image.computedCompassAngle(), within(1e-10));
        assertPoint(json.at("geometry"), image.position());
        assertPoint(json.at("computed_geometry"), image.computedPosition());
        assertThat(json.text("sequence")).isEqualTo(image.sequenceId());
        assertThat(json.at("is_pano").value()).isEqualTo(false);
        assertThat(json.number("computed_altitude")).isCloseTo(details.computedAltitude(), within(1e-9));
        assertThat(json.at("computed_rotation").elements()).hasSize(3);
        assertThat(json.at("width").value()).isEqualTo((long) details.camera().width());
        assertThat(json.text("make")).isEqualTo(details.camera().make());
        assertThat(json.text("mesh", "id")).isEqualTo(Long.toString(details.meshId()));
        assertThat(json.text("sfm_cluster", "url")).startsWith(graph.sandbox().url());
        assertThat(json.text("creator", "username"))
                .isEqualTo(WORLD.creator(image.creatorId()).orElseThrow().username());
        assertThat(json.at("organization").value()).isEqualTo(Map.of("id", Long.toString(image.organizationId())));
    }

    @Test
    void whatAnImageLacksIsLeftOut() {
        SandboxImage image = image(candidate -> candidate.computedPosition() == null
                && candidate.organizationId() == null
                && candidate.compassAngle() == null
                && WORLD.detectionsOfImage(candidate.id()).isEmpty());
        assertThat(graph.get("/" + image.id() + "?fields=" + IMAGE_FIELDS).keys())
                .doesNotContain(
                        "computed_geometry",
                        "computed_altitude",
                        "computed_compass_angle",
                        "computed_rotation",
                        "atomic_scale",
                        "merge_cc",
                        "mesh",
                        "sfm_cluster",
                        "organization",
                        "compass_angle",
                        "detections")
                .contains("geometry", "sequence", "creator", "make");
    }

    @Test
    void anUnknownCaptureTimeIsLeftOut() {
        SandboxImage image = image(candidate -> candidate.capturedAt() == 0);
        assertThat(graph.get("/" + image.id() + "?fields=captured_at").keys()).containsExactly("id");
    }

    @Test
    void aPanoramaHasNoCameraParameters() {
        SandboxImage image = image(candidate -> candidate.pano()
                && "spherical".equals(WORLD.details(candidate).camera().type()));
        Json json = graph.get("/" + image.id() + "?fields=camera_type,camera_parameters");
        assertThat(json.text("camera_type")).isEqualTo("spherical");
        assertThat(json.at("camera_parameters").elements()).isEmpty();
    }

    @Test
    void everyOptionalDetailIsThereForSomeImagesAndNotForOthers() {
        List<SandboxImageDetails> details =
                WORLD.images().stream().map(WORLD::details).toList();
        assertThat(details).anyMatch(d -> d.altitude() == null).anyMatch(d -> d.altitude() != null);
        assertThat(details).anyMatch(d -> d.mergeCc() == null && d.sfmClusterId() != null);
        assertThat(details).anyMatch(d -> d.meshId() == null && d.sfmClusterId() != null);
        assertThat(details).anyMatch(d -> !d.hasOriginal()).anyMatch(SandboxImageDetails::hasOriginal);
        assertThat(details).extracting(d -> d.camera().make()).contains("", "none", "GoPro");
        assertThat(details)
                .extracting(d -> d.camera().type())
                .contains(null, "perspective", "fisheye", "brown", "spherical", "equirectangular");
        assertThat(details).anyMatch(d -> d.mergeCc() != null && d.mergeCc() > 1e17);
    }

    @Test
    void imagesOfASequenceShareTheirCamera() {
        assertThat(WORLD.sequences())
                .allSatisfy(sequence -> assertThat(sequence.images().stream()
                                .map(image -> WORLD.details(image).camera())
                                .distinct())
                        .hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMapFeatureSaysEverything(boolean trafficSign) {
        SandboxMapFeature feature = (trafficSign ? WORLD.trafficSigns() : WORLD.points())
                .stream()
                        .filter(candidate -> candidate.firstSeenAt() > 0
                                && candidate.imageIds().size() > 1
                                && WORLD.details(candidate).alignedDirection() != null
                                && WORLD.details(candidate).hasGeometry())
                        .findFirst()
                        .orElseThrow();
        Json json = graph.get("/" + feature.id() + "?fields=" + MAP_FEATURE_FIELDS);
        assertThat(String.join(",", json.keys())).isEqualTo(MAP_FEATURE_FIELDS);
        assertThat(json.text("first_seen_at")).isEqualTo(wholeSeconds(feature.firstSeenAt()));
        assertThat(json.text("last_seen_at")).isEqualTo(wholeSeconds(feature.lastSeenAt()));
        assertThat(json.text("object_value")).isEqualTo(feature.value());
        assertThat(json.text("object_type")).isEqualTo(trafficSign ? "trafficsign" : "mvd_fast");
        assertPoint(json.at("geometry"), feature.position());
        assertThat(json.at("images").ids()).isEqualTo(feature.imageIds());
        assertPoint(
                json.at("images", "data", "0", "geometry"),
                WORLD.image(feature.imageIds().get(0)).orElseThrow().position());
        assertThat(json.at("detections").ids()).hasSameSizeAs(feature.imageIds());
    }

    @Test
    void someMapFeaturesHaveNoGeometryNoDirectionOrNoTime() {
        assertThat(mapFeatureKeys(feature -> !WORLD.details(feature).hasGeometry()))
                .doesNotContain("geometry");
        assertThat(mapFeatureKeys(feature -> WORLD.details(feature).alignedDirection() == null))
                .doesNotContain("aligned_direction");
        assertThat(mapFeatureKeys(feature -> feature.firstSeenAt() == 0))
                .doesNotContain("first_seen_at")
                .contains("object_value");
    }

    @Test
    void anOrganizationSaysItsNames() {
        SandboxOrganization organization = WORLD.organizations().get(1);
        Json json = graph.get("/" + organization.id() + "?fields=slug,name,description");
        assertThat(json.value())
                .isEqualTo(Map.of(
                        "slug", organization.slug(),
                        "name", organization.name(),
                        "description", organization.description(),
                        "id", Long.toString(organization.id())));
    }

    @Test
    void aDetectionIsAnEntityToo() {
        SandboxDetection detection = WORLD.detections().stream()
                .filter(candidate -> candidate.id() > 1L << 53)
                .findFirst()
                .orElseThrow();
        Json json = graph.get("/" + detection.id() + "?fields=created_at,geometry,image,value");
        assertThat(json.text("id")).isEqualTo(Long.toString(detection.id()));
        assertThat(json.text("created_at")).isEqualTo(wholeSeconds(detection.createdAt()));
        assertThat(json.text("value")).isEqualTo(detection.value());
        assertThat(json.text("image", "id")).isEqualTo(Long.toString(detection.imageId()));
        assertPoint(
                json.at("image", "geometry"),
                WORLD.image(detection.imageId()).orElseThrow().position());
    }

    @Test
    void fieldsOfRelatedEntitiesAreAskedForByADot() {
        SandboxImage image = image(candidate -> candidate.organizationId() != null
                && WORLD.detectionsOfImage(candidate.id()).size() > 1);
        Json json = graph.get(
                "/" + image.id()
                        + "?fields=creator.username,organization.slug,organization.name,detections.value,detections.image.sequence");
        assertThat(json.keys()).containsExactly("creator", "organization", "detections", "id");
        assertThat(json.at("organization").keys()).containsExactly("slug", "name", "id");
        assertThat(json.at("creator").keys()).containsExactly("username", "id");
        for (Json detection : json.at("detections", "data").elements()) {
            assertThat(detection.keys()).containsExactly("value", "image", "id");
            assertThat(detection.text("image", "sequence")).isEqualTo(image.sequenceId());
        }
    }

    @Test
    void withoutFieldsOnlyTheIdComes() {
        assertThat(graph.get("/" + anyImage().id()).keys()).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "captured_at.x",
                "geometry.coordinates",
                "Geometry",
                "creator.slug",
                "detections.x",
                "detections..value",
                ".",
                "detections%7Bvalue%7D"
            })
    void aFieldThatAnImageDoesNotHaveFailsTheCall(String field) {
        GraphClient.Answer answer = graph.ask("/" + anyImage().id() + "?fields=id," + field);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(100);
        assertThat(answer.message()).matches("Tried accessing nonexisting field \\(.*\\) on node type \\(.+\\)");
    }

    @Test
    void fieldsOfAnImageFailOnAMapFeature() {
        GraphClient.Answer answer = graph.ask("/" + WORLD.points().get(0).id() + "?fields=altitude");
        assertThat(answer.message())
                .isEqualTo("Tried accessing nonexisting field (altitude) on node type (ChunkObject)");
    }

    @ParameterizedTest
    @CsvSource({"sfm_cluster,500", "mesh,500", "'sfm_cluster,geometry',200", "'geometry,mesh',200"})
    void reconstructionsFailWithoutTheGeometry(String fields, int status) {
        GraphClient.Answer answer = graph.ask("/" + anyImage().id() + "?fields=" + fields);
        assertThat(answer.status()).isEqualTo(status);
        if (status == 500) {
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.message()).isEqualTo("An unknown error occurred");
            assertThat(answer.body().at("error").has("error_subcode")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "999999999999999", "image", "12a", "9999999999999999999999"})
    void whatDoesNotExistIsABadRequest(String id) {
        for (String path : List.of("/" + id, "/" + id + "/detections", "/" + id + "?fields=nonsense")) {
            GraphClient.Answer answer = graph.ask(path);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo(100);
            assertThat(answer.hasSubcode(33)).isTrue();
            assertThat(answer.message()).contains("Object with ID '" + id + "' does not exist");
        }
    }

    @Test
    void aBatchIsAnObjectByIdWithoutWhatDoesNotExist() {
        List<String> ids = WORLD.images().stream()
                .skip(500)
                .limit(49)
                .map(image -> Long.toString(image.id()))
                .toList();
        Json json = graph.get("/?ids=" + String.join(",", ids) + ",12345&fields=sequence");
        assertThat(json.keys()).isEqualTo(ids);
        for (String id : ids) {
            assertThat(json.text(id, "id")).isEqualTo(id);
            assertThat(json.text(id, "sequence"))
                    .isEqualTo(WORLD.image(Long.parseLong(id)).orElseThrow().sequenceId());
        }
        assertThat(graph.get("/?ids=12345").keys()).isEmpty();
    }

    @Test
    void aBatchTakesFiftyIdsAtMost() {
        String fifty = LongStream.range(1, 51).mapToObj(Long::toString).collect(Collectors.joining(","));
        assertThat(graph.ask("/?ids=" + fifty).status()).isEqualTo(200);
        assertRefused(graph.ask("/?ids=" + fifty + ",51"));
    }

    @Test
    void aBatchIsOfOneType() {
        assertRefused(graph.ask(
                "/?ids=" + anyImage().id() + "," + WORLD.points().get(0).id()));
        assertRefused(graph.ask("/?fields=id"));
    }

    @Test
    void oneIdThatIsNoneSpoilsTheBatch() {
        GraphClient.Answer answer = graph.ask("/?ids=" + anyImage().id() + ",abc");
        assertRefused(answer);
        assertThat(answer.hasSubcode(33)).isTrue();
        assertRefused(graph.ask("/?ids=" + anyImage().id() + ",,1"));
    }

    @Test
    void imageIdsOfASequenceComeInCaptureOrder() {
        for (SandboxSequence sequence : WORLD.sequences().subList(0, 20)) {
            Json json = graph.get("/image_ids?sequence_id=" + sequence.id());
            assertThat(json.ids())
                    .isEqualTo(sequence.images().stream().map(SandboxImage::id).toList());
            assertThat(json.at("data", "0").keys()).containsExactly("id");
        }
        assertThat(graph.get("/image_ids?sequence_id=unknown").ids()).isEmpty();
        assertRefused(graph.ask("/image_ids"));
    }

    @Test
    void detectionsComeByImageAndByMapFeature() {
        SandboxDetection detection = WORLD.detections().get(0);
        Json ofImage = graph.get("/" + detection.imageId() + "/detections?fields=created_at,geometry,image,value");
        assertThat(ofImage.ids()).isEqualTo(ids(WORLD.detectionsOfImage(detection.imageId())));
        assertThat(ofImage.at("data", "0").keys()).containsExactly("created_at", "geometry", "image", "value", "id");
        Json ofFeature = graph.get("/" + detection.mapFeatureId() + "/detections?fields=image.id");
        assertThat(ofFeature.ids()).isEqualTo(ids(WORLD.detectionsOfMapFeature(detection.mapFeatureId())));
        assertThat(ofFeature.at("data", "0", "image").keys()).containsExactly("id");
    }

    @Test
    void anImageWithoutDetectionsHasAnEmptyListOfThem() {
        SandboxImage image =
                image(candidate -> WORLD.detectionsOfImage(candidate.id()).isEmpty());
        assertThat(graph.get("/" + image.id() + "/detections").ids()).isEmpty();
        assertThat(graph.ask("/" + image.id() + "/sequence").message()).contains("(sequence)");
        assertThat(graph.ask("/" + WORLD.organizations().get(0).id() + "/detections")
                        .message())
                .contains("(detections)");
    }

    @Test
    void answersAreCompressedForThoseWhoAccept() throws IOException {
        String path = "/" + anyImage().id() + "?fields=" + IMAGE_FIELDS + "&access_token="
                + GraphClient.encoded(Sandbox.ACCESS_TOKEN);
        HttpResponse<byte[]> packed =
                graph.send(graph.request(path).header("Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());
        assertThat(packed.headers().firstValue("Content-Type")).contains("application/json; charset=UTF-8");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(Json.of(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                            .text("sequence"))
                    .isEqualTo(anyImage().sequenceId());
        }
    }

    private static void assertRefused(GraphClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(100);
    }

    private static void assertPoint(Json point, Position position) {
        assertThat(point.keys()).containsExactly("type", "coordinates");
        assertThat(point.text("type")).isEqualTo("Point");
        assertThat(point.number("coordinates", "0")).isCloseTo(position.lon(), within(1e-11));
        assertThat(point.number("coordinates", "1")).isCloseTo(position.lat(), within(1e-11));
    }

    private static List<String> mapFeatureKeys(Predicate<SandboxMapFeature> wanted) {
        SandboxMapFeature feature = Stream.concat(WORLD.points().stream(), WORLD.trafficSigns().stream())
                .filter(wanted)
                .findFirst()
                .orElseThrow();
        return graph.get("/" + feature.id() + "?fields=" + MAP_FEATURE_FIELDS).keys();
    }

    private static String wholeSeconds(long millis) {
        return Instant.ofEpochSecond(millis / 1000).toString().replace("Z", "+0000");
    }

    private static List<Long> ids(List<SandboxDetection> detections) {
        return detections.stream().map(SandboxDetection::id).toList();
    }

    private static SandboxImage anyImage() {
        return WORLD.images().get(1234);
    }

    private static SandboxImage image(Predicate<SandboxImage> wanted) {
        return WORLD.images().stream().filter(wanted).findFirst().orElseThrow();
    }
}
