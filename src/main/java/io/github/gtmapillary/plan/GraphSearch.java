package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Graph API's own search, cell by cell. It leaves entities out where there are many. A cell that answers {@value ApiLimits#FULL_ANSWER}
 * entities or more, or that holds too much, is requested again in four quarters.
 *
 * @param endpoint {@code images}, {@code map_features} or {@code detections}
 * @param parameters parameters that the filter implies, besides {@code bbox} and {@code fields}
 */
public record GraphSearch(
        TypeSchema schema,
        String endpoint,
        List<SearchCell> cells,
        SortedMap<String, String> parameters,
        String fields,
        Positions positions,
        String reason)
        implements RequestPlan {
    public GraphSearch {
        cells = List.copyOf(cells);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    @Override
    public String kind() {
        return "search";
    }

    /** The search thins large cells out by an unknown measure, even below {@value ApiLimits#FULL_ANSWER}. */
    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public List<GraphRequest> graphRequests() {
        return cells.stream().map(cell -> request(cell, fields)).toList();
    }

    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return limit.most();
    }

    /**
     * The request for one cell, or for a part of one.
     *
     * @param asked the fields of each entity
     */
    public GraphRequest request(SearchCell cell, String asked) {
        return GraphRequest.search(endpoint, cell.bbox(), asked, parameters);
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return cells.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.graphSearch(this);
    }
}
