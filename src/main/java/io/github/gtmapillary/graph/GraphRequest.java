package io.github.gtmapillary.graph;

import io.github.gtmapillary.schema.ApiLimits;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A request to the Graph API.
 *
 * @param path path below the base URL; empty for the root
 * @param parameters parameters of the query, without the token
 */
public record GraphRequest(String path, SortedMap<String, String> parameters) {
    /** The parameter that names the fields of each entity, separated by commas. */
    public static final String FIELDS = "fields";

    public GraphRequest {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** Requests entities of one kind by their ids (API documentation, section "Multiple Entities"). */
    public static GraphRequest entities(Collection<String> ids, String fields) {
        return new GraphRequest("", sorted("ids", String.join(",", ids), FIELDS, fields));
    }

    /** Requests one entity by its id. */
    public static GraphRequest entity(String id, String fields) {
        return new GraphRequest(id, sorted(FIELDS, fields));
    }

    /** Requests the ids of a sequence's images in capture order (section "Sequence"). */
    public static GraphRequest imageIds(String sequenceId) {
        return new GraphRequest("image_ids", sorted("sequence_id", sequenceId));
    }

    /** Requests the list at an edge of an entity, such as the detections in an image (section "Detection"). */
    public static GraphRequest listed(String ownerId, String edge, String fields) {
        return new GraphRequest(ownerId + "/" + edge, sorted(FIELDS, fields));
    }

    /**
     * Requests the entities in a box from a search (sections "Image search", "Map feature search" and "Detection search").
     *
     * @param bbox west, south, east and north in degrees, separated by commas
     * @param parameters further parameters
     */
    public static GraphRequest search(String endpoint, String bbox, String fields, Map<String, String> parameters) {
        SortedMap<String, String> all = sorted("bbox", bbox, FIELDS, fields);
        all.putAll(parameters);
        return new GraphRequest(endpoint, all);
    }

    /** Requests the first page of a user's images. No document describes this search, and no other one has pages. */
    public static GraphRequest imagesOf(String username, String fields, Map<String, String> parameters) {
        SortedMap<String, String> all =
                sorted("creator_username", username, FIELDS, fields, "limit", String.valueOf(ApiLimits.PAGE));
        all.putAll(parameters);
        return new GraphRequest("images", all);
    }

    private static SortedMap<String, String> sorted(String... keysAndValues) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            parameters.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return parameters;
    }

    /** Path and query for people, not encoded. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(path);
        char separator = '?';
        for (var parameter : parameters.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
            separator = '&';
        }
        return text.toString();
    }
}
