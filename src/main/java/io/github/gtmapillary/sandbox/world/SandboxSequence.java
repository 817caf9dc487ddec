package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of the generated world. Its first image provides the values that all its images share: panorama, organization,
 * creator and on foot.
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

    /** Returns the first image in capture order. */
    public SandboxImage firstImage() {
        return images.get(0);
    }

    /** Returns the time of the first image in milliseconds since 1970 UTC, 0 when unknown. */
    public long capturedAt() {
        return firstImage().capturedAt();
    }

    /** Returns whether its images are panoramas. */
    public boolean pano() {
        return firstImage().pano();
    }

    /** Returns the organization of its images, or null. */
    public @Nullable Long organizationId() {
        return firstImage().organizationId();
    }

    /** Returns the creator of its images. */
    public long creatorId() {
        return firstImage().creatorId();
    }

    /** Returns the mean score of its images, 0 to 1, or null if the first image has none. */
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

    /** Returns whether it was taken on foot, or null if the service does not say. */
    public @Nullable Boolean foot() {
        return firstImage().foot();
    }

    /** Returns the grid positions of its images in capture order, without images that lack such a position. */
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
