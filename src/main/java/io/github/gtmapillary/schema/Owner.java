package io.github.gtmapillary.schema;

import java.util.Optional;

/**
 * A kind of entity that other entities belong to, and by which the Graph API lists them.
 *
 * @param attribute the attribute of the entities that names the owner
 * @param text the kind of owner, for messages
 * @param edge the part of the request's path that follows the owner's id
 * @param images the attribute that names images, if the API lists the entities by the owner's images only, image by image
 */
public record Owner(String attribute, String text, String edge, Optional<String> images) {

    /** An owner that the API lists entities of in one request. */
    Owner(String attribute, String text, String edge) {
        this(attribute, text, edge, Optional.empty());
    }

    /** Whether the API lists the entities image by image. */
    public boolean hasImages() {
        return images.isPresent();
    }
}
