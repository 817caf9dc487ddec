package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images of users, page by page.
 *
 * @param usernames each once
 * @param parameters further parameters that the filter implies
 */
public record CreatorSearch(
        TypeSchema schema,
        List<String> usernames,
        SortedMap<String, String> parameters,
        String fields,
        Positions positions,
        String reason)
        implements RequestPlan {
    public CreatorSearch {
        usernames = List.copyOf(usernames);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /** The attribute of the images that names their user. */
    public String attribute() {
        return schema.entity().flatMap(EntitySource::user).orElseThrow();
    }

    @Override
    public String kind() {
        return "creators";
    }

    @Override
    public List<GraphRequest> graphRequests() {
        return usernames.stream()
                .map(name -> GraphRequest.imagesOf(name, fields, parameters))
                .toList();
    }

    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return limit.most();
    }

    /** A user may have any number of images, so every plan that starts from a place is preferred. */
    @Override
    public long cost(RequestLimit limit) {
        return 2L * limit.most() + usernames.size();
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return usernames.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.creatorSearch(this);
    }
}
