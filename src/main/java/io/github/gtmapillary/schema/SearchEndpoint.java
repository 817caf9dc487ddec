package io.github.gtmapillary.schema;

import java.util.List;

/**
 * A search of the Graph API for entities by place (API documentation, sections "Image search", "Map feature search" and "Detection
 * search").
 *
 * @param name the path below the base URL
 * @param parameters parameters that filters can fill in, besides the box
 */
public record SearchEndpoint(String name, List<SearchParameter> parameters) {
    public SearchEndpoint {
        parameters = List.copyOf(parameters);
    }
}
