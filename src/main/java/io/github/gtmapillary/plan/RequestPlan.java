package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.stream.Stream;

/** The requests that answer a query. Their answers hold every feature of the result, and perhaps more. */
public sealed interface RequestPlan
        permits TilePlan,
                EntityLookup,
                SequenceLookup,
                EntityScan,
                DetectionLookup,
                GraphSearch,
                CreatorSearch,
                Union,
                Nothing {

    /** The type of the rows. */
    TypeSchema schema();

    /** The plan in a few words. */
    String kind();

    /** The paths of the tiles that are known beforehand, below the API's base URL, in the order of the requests. */
    default List<String> tilePaths() {
        return List.of();
    }

    /** The requests to the Graph API that are known beforehand, in their order. */
    default List<GraphRequest> graphRequests() {
        return List.of();
    }

    /** Both, in the form for people. */
    default List<String> requestPaths() {
        return Stream.concat(tilePaths().stream(), graphRequests().stream().map(GraphRequest::toString))
                .toList();
    }

    /** The conditions tested before a feature is built, as text for people. */
    default String whileDecoding() {
        return "nothing";
    }

    /** The number of {@link #tilePaths()}, without making them. */
    long plannedTiles();

    /** The number of {@link #graphRequests()}, without making them. */
    long plannedGraphRequests();

    /** The number of {@link #requestPaths()}, without making them. */
    default long plannedRequests() {
        return plannedTiles() + plannedGraphRequests();
    }

    /** The most tiles that the plan requests. */
    default long mostTiles() {
        return plannedTiles();
    }

    /**
     * The most requests to the Graph API.
     *
     * @param limit the limit on a query's requests; beyond it the query fails
     */
    default long mostGraphRequests(RequestLimit limit) {
        return plannedGraphRequests();
    }

    /** The fewest requests before the first feature, or before it is known that there is none. */
    default long fewestRequests() {
        return Math.min(1, plannedRequests());
    }

    /**
     * The least expected number of requests, for the comparison of plans.
     *
     * @param limit the limit on a query's requests to the Graph API
     */
    default long cost(RequestLimit limit) {
        return plannedRequests();
    }

    /** Notes on this plan for the log. */
    default List<PlanNote> notes() {
        return List.of();
    }

    /** Whether the plan surely finds every feature of the answer; a sample does not, nor does a search that thins. */
    default boolean isComplete() {
        return true;
    }

    /** The reason for this plan, and the requests that follow those known beforehand, for people. */
    String reason();

    /** Whether each of its rows fulfils the condition that it tests while decoding. */
    default boolean testsRows() {
        return false;
    }

    /** Whether a feature may be in more than one of its rows. */
    default boolean mayRepeat() {
        return false;
    }

    /** Whether the plan makes no request at all, because nothing can fulfil the filter. */
    default boolean isNothing() {
        return false;
    }

    /** Calls the visitor's method for this kind of plan. */
    <R> R accept(Visitor<R> visitor);

    /** An operation on each kind of plan. No method has a default, so a new kind compiles only once every visitor handles it. */
    interface Visitor<R> {
        R tileScan(TileScan scan);

        R overviewGuidedScan(OverviewGuidedScan scan);

        R entityLookup(EntityLookup lookup);

        R sequenceLookup(SequenceLookup lookup);

        R entityScan(EntityScan scan);

        R detectionLookup(DetectionLookup lookup);

        R graphSearch(GraphSearch search);

        R creatorSearch(CreatorSearch search);

        R union(Union union);

        R nothing(Nothing nothing);
    }
}
