package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.SandboxCamera;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxImageDetails;
import java.util.List;

/** The fields of an image in the Graph API, except those that link to other entities. */
final class ImageFields {

    private static final List<String> THUMBNAIL_WIDTHS = List.of("256", "1024", "2048");

    private ImageFields() {}

    static NodeType<SandboxImage> type(ImageUrls urls) {
        NodeType<SandboxImage> type = new NodeType<>("MapillaryImage", SandboxImage::id);
        addRecorded(type);
        addCamera(type);
        addReconstructed(type, urls);
        for (String width : THUMBNAIL_WIDTHS) {
            type.value("thumb_" + width + "_url", image -> urls.thumbnail(image.id(), width));
        }
        return type.value(
                "thumb_original_url",
                image -> details(image).hasOriginal() ? urls.thumbnail(image.id(), "original") : null);
    }

    private static void addRecorded(NodeType<SandboxImage> type) {
        type.value("altitude", image -> details(image).altitude())
                .value("captured_at", image -> image.capturedAt() == 0 ? null : image.capturedAt())
                .value("compass_angle", SandboxImage::compassAngle)
                .value("geometry", SandboxImage::position)
                .value("is_pano", SandboxImage::pano)
                .value("quality_score", SandboxImage::qualityScore)
                .value("sequence", SandboxImage::sequenceId);
    }

    private static void addCamera(NodeType<SandboxImage> type) {
        type.value("camera_parameters", image -> camera(image).parameters())
                .value("camera_type", image -> camera(image).type())
                .value("exif_orientation", image -> camera(image).exifOrientation())
                .value("height", image -> camera(image).height())
                .value("make", image -> camera(image).make())
                .value("model", image -> camera(image).model())
                .value("width", image -> camera(image).width());
    }

    private static void addReconstructed(NodeType<SandboxImage> type, ImageUrls urls) {
        type.value("atomic_scale", image -> details(image).atomicScale())
                .value("computed_altitude", image -> details(image).computedAltitude())
                .value("computed_compass_angle", SandboxImage::computedCompassAngle)
                .value("computed_geometry", SandboxImage::computedPosition)
                .value("computed_rotation", image -> details(image).computedRotation())
                .value("merge_cc", image -> details(image).mergeCc())
                .valueNeedingGeometry("mesh", image -> urls.mesh(details(image).meshId()))
                .valueNeedingGeometry(
                        "sfm_cluster", image -> urls.cluster(details(image).sfmClusterId()));
    }

    private static SandboxImageDetails details(SandboxImage image) {
        return SandboxImageDetails.of(image);
    }

    private static SandboxCamera camera(SandboxImage image) {
        return SandboxCamera.of(image.sequenceId(), image.pano());
    }
}
