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

    /** The type that the rows are of. */
    TypeSchema schema();

    /** A few words for what is done. */
    String kind();

    /** The paths of the tiles that can be named beforehand, below the API's base URL, in the order in which they are asked for. */
    default List<String> tilePaths() {
        return List.of();
    }

    /** The requests to the Graph API that can be named beforehand, in the order in which they are made. */
    default List<GraphRequest> graphRequests() {
        return List.of();
    }

    /** Both, as people read them. */
    default List<String> requestPaths() {
        return Stream.concat(tilePaths().stream(), graphRequests().stream().map(GraphRequest::toString))
                .toList();
    }

    /** The conditions tested before a feature is built, as text for a person. */
    default String whileDecoding() {
        return "nothing";
    }

    /** The number of {@link #tilePaths()}. Makes none of them. */
    long plannedTiles();

    /** The number of {@link #graphRequests()}. Makes none of them. */
    long plannedGraphRequests();

    /** The number of {@link #requestPaths()}. Makes none of them. */
    default long plannedRequests() {
        return plannedTiles() + plannedGraphRequests();
    }

    /** Most tiles that are asked for. */
    default long mostTiles() {
        return plannedTiles();
    }

    /**
     * Most requests to the Graph API.
     *
     * @param limit how many a query may make; then it fails
     */
    default long mostGraphRequests(RequestLimit limit) {
        return plannedGraphRequests();
    }

    /** Fewest requests before there is a first feature, or none at all. */
    default long fewestRequests() {
        return Math.min(1, plannedRequests());
    }

    /**
     * How many requests are expected at the least, for the comparison of plans.
     *
     * @param limit how many requests to the Graph API a query may make
     */
    default long cost(RequestLimit limit) {
        return plannedRequests();
    }

    /** Notes on this plan for the log. */
    default List<PlanNote> notes() {
        return List.of();
    }

    /** Whether it is sure to find every feature of the answer; a sample is not, nor is a search that thins. */
    default boolean isComplete() {
        return true;
    }

    /** Why this plan was chosen, and what follows the requests that can be named beforehand, for people. */
    String reason();

    /** Whether each of its rows fulfils the condition that it tests while decoding. */
    default boolean testsRows() {
        return false;
    }

    /** Whether a feature may be in more than one of its rows. */
    default boolean mayRepeat() {
        return false;
    }

    /** Whether it makes no request at all, as nothing can fulfil the filter. */
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
