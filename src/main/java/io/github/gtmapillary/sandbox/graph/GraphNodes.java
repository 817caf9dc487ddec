package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.sandbox.exchange.GraphJson;
import io.github.gtmapillary.sandbox.world.SandboxCreator;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxOrganization;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entity types of the Graph API, and the entities by id. */
final class GraphNodes {

    private static final String ID_AND_PLACE = "geometry,id";

    private final SandboxWorld world;
    private final ImageUrls urls;
    private final NodeType<SandboxImage> image;
    private final NodeType<SandboxMapFeature> mapFeature;
    private final NodeType<SandboxDetection> detection;
    private final NodeType<SandboxOrganization> organization;
    private final NodeType<SandboxCreator> creator;

    GraphNodes(SandboxWorld world, ImageUrls urls) {
        this.world = world;
        this.urls = urls;
        this.organization = new NodeType<>("MapillaryOrganization", SandboxOrganization::id)
                .value("slug", SandboxOrganization::slug)
                .value("name", SandboxOrganization::name)
                .value("description", SandboxOrganization::description);
        this.creator = new NodeType<>("MapillaryUser", SandboxCreator::id).value("username", SandboxCreator::username);
        this.image = imageType();
        this.mapFeature = mapFeatureType();
        this.detection = new NodeType<>("MapillaryDetection", SandboxDetection::id)
                .value("created_at", detected -> GraphJson.time(detected.createdAt()))
                .value("geometry", DetectionGeometry::base64)
                .node("image", image(), ID_AND_PLACE, detected -> imageOf(detected.imageId()))
                .value("value", SandboxDetection::value);
    }

    NodeType<SandboxImage> images() {
        return image;
    }

    NodeType<SandboxMapFeature> mapFeatures() {
        return mapFeature;
    }

    NodeType<SandboxDetection> detections() {
        return detection;
    }

    /** Returns the entity with that id, which is unique over all types. Detections come last: one lookup generates them all. */
    Optional<Node<?>> find(long id) {
        return world.image(id)
                .<Node<?>>map(found -> new Node<>(image, found))
                .or(() -> world.mapFeature(id).map(found -> new Node<>(mapFeature, found)))
                .or(() -> world.organization(id).map(found -> new Node<>(organization, found)))
                .or(() -> world.creator(id).map(found -> new Node<>(creator, found)))
                .or(() -> world.detection(id).map(found -> new Node<>(detection, found)));
    }

    private NodeType<SandboxImage> imageType() {
        return ImageFields.type(urls)
                .node(
                        "creator",
                        () -> creator,
                        "username,id",
                        image -> world.creator(image.creatorId()).orElse(null))
                .node("organization", () -> organization, "id", this::organizationOf)
                .nodes("detections", this::detections, "id", image -> world.detectionsOfImage(image.id()));
    }

    private NodeType<SandboxMapFeature> mapFeatureType() {
        return new NodeType<>("ChunkObject", SandboxMapFeature::id)
                .value("aligned_direction", feature -> world.details(feature).alignedDirection())
                .value("first_seen_at", feature -> GraphJson.time(feature.firstSeenAt()))
                .value("last_seen_at", feature -> GraphJson.time(feature.lastSeenAt()))
                .value("object_value", SandboxMapFeature::value)
                .value("object_type", feature -> world.details(feature).objectType())
                .value("geometry", feature -> world.details(feature).hasGeometry() ? feature.position() : null)
                .nodes("images", image(), ID_AND_PLACE, this::imagesOf)
                .nodes("detections", this::detections, "id", feature -> world.detectionsOfMapFeature(feature.id()));
    }

    private Supplier<NodeType<SandboxImage>> image() {
        return this::images;
    }

    private List<SandboxImage> imagesOf(SandboxMapFeature feature) {
        return feature.imageIds().stream()
                .flatMap(id -> world.image(id).stream())
                .toList();
    }

    private @Nullable SandboxImage imageOf(long id) {
        return world.image(id).orElse(null);
    }

    private @Nullable SandboxOrganization organizationOf(SandboxImage image) {
        Long id = image.organizationId();
        return id == null ? null : world.organization(id).orElse(null);
    }

    /** An entity and its type. */
    record Node<E>(NodeType<E> type, E entity) {

        void write(JsonGenerator json, FieldSelection selection) throws IOException {
            type.write(json, entity, selection);
        }

        void writeEdge(JsonGenerator json, String edge, FieldSelection selection) throws IOException {
            type.writeEdge(json, entity, edge, selection);
        }
    }
}
