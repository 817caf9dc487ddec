package io.github.gtmapillary.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of the made world. What is the same all along it (panorama, organization, creator, on foot) is read from its first image.
 *
 * @param id 22 characters, base 36 in lower case or the older mixed case with - and _
 * @param images at least one, in capture order
 * @param hasLine whether tiles show a line for it; some sequences of several images have none
 * @param noded whether the service broke its line where it comes back to a place
 */
public record SandboxSequence(String id, List<SandboxImage> images, boolean hasLine, boolean noded) {

    public SandboxSequence {
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a sequence needs an image: " + id);
        }
        for (SandboxImage image : images) {
            if (!image.sequenceId().equals(id)) {
                throw new IllegalArgumentException("image " + image.id() + " is not of sequence " + id);
            }
        }
    }

    public SandboxImage firstImage() {
        return images.get(0);
    }

    /** Time of the first image in milliseconds since 1970 UTC, 0 when unknown. */
    public long capturedAt() {
        return firstImage().capturedAt();
    }

    public boolean pano() {
        return firstImage().pano();
    }

    public @Nullable Long organizationId() {
        return firstImage().organizationId();
    }

    public long creatorId() {
        return firstImage().creatorId();
    }

    /** The mean score of its images, 0 to 1; null when its first image has no score. */
    public @Nullable Double qualityScore() {
        if (firstImage().qualityScore() == null) {
            return null;
        }
        return images.stream()
                .map(SandboxImage::qualityScore)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    /** Whether it was taken on foot, if the service says so. */
    public @Nullable Boolean foot() {
        return firstImage().foot();
    }

    /** The grid positions of its images in capture order, without those that have no such position. */
    public List<GridPosition> gridPositions(Positions positions) {
        List<GridPosition> vertices = new ArrayList<>(images.size());
        for (SandboxImage image : images) {
            GridPosition vertex = image.gridPosition(positions);
            if (vertex != null) {
                vertices.add(vertex);
            }
        }
        return vertices;
    }
}
