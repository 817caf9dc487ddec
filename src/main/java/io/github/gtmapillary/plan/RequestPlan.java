package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What will be asked of Mapillary to answer a query. It holds every feature of the answer, and perhaps more. */
public sealed interface RequestPlan {

    /** Most ids in one request; clients of the API use 40 to 100, Mapillary's own SDK says 50. */
    int BATCH = 50;

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

    /** What is tested before a feature is built, for people. */
    default String whileDecoding() {
        return "nothing";
    }

    /** Most tiles that are asked for. */
    default long mostTiles() {
        return tilePaths().size();
    }

    /**
     * Most requests to the Graph API.
     *
     * @param allowed how many a query may make; then it fails
     */
    default long mostGraphRequests(long allowed) {
        return graphRequests().size();
    }

    /** Fewest requests before there is a first feature, or none at all. */
    default long fewestRequests() {
        return Math.min(1, requestPaths().size());
    }

    /** How many requests are expected at the least, for the comparison of plans. */
    default long cost() {
        return requestPaths().size();
    }

    /** Whether it is sure to find every feature of the answer; a sample is not, nor is a search that thins. */
    default boolean isComplete() {
        return true;
    }

    /** Why this plan was chosen, and what follows the requests that can be named beforehand, for people. */
    String reason();

    /** No request: nothing can fulfil the filter. */
    record Nothing(TypeSchema schema, String reason) implements RequestPlan {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** Features straight from tiles. */
    sealed interface TilePlan extends RequestPlan {}

    /**
     * Tiles of one zoom, each once.
     *
     * @param tiles in natural order
     * @param condition what is tested while decoding
     * @param following which lines are followed over the edges of these tiles; empty when none are
     */
    record TileScan(
            TypeSchema schema,
            TileSet tileSet,
            int zoom,
            List<TileId> tiles,
            Condition condition,
            Optional<Following> following,
            String reason)
            implements TilePlan {
        public TileScan {
            tiles = List.copyOf(tiles);
        }

        /** A scan that follows no line. */
        public TileScan(
                TypeSchema schema, TileSet tileSet, int zoom, List<TileId> tiles, Condition condition, String reason) {
            this(schema, tileSet, zoom, tiles, condition, Optional.empty(), reason);
        }

        @Override
        public String kind() {
            return "tiles";
        }

        @Override
        public List<String> tilePaths() {
            return tiles.stream().map(this::path).toList();
        }

        @Override
        public long mostTiles() {
            return following.map(lines -> (long) lines.maxTiles()).orElse((long) tiles.size());
        }

        /** A line may go on in any tile. */
        @Override
        public long fewestRequests() {
            return schema.geometry() == GeometryKind.LINES ? tiles.size() : TilePlan.super.fewestRequests();
        }

        @Override
        public String whileDecoding() {
            return condition.toString();
        }

        /** The overview is a sample of images and sequences; as a type of its own it is all that is asked for. */
        @Override
        public boolean isComplete() {
            return schema.name().equals(MapillaryTypes.OVERVIEW.name())
                    || !schema.layer().equals(MapillaryTypes.OVERVIEW.layer());
        }

        /** The path of one of its tiles, or of another of the same set, below the base URL. */
        public String path(TileId tile) {
            return tileSet.path(tile.zoom(), tile.x(), tile.y());
        }
    }

    /**
     * Lines are followed into further tiles until they end inside of one.
     *
     * @param region the lines that touch it
     * @param maxTiles most tiles in all
     */
    record Following(Region region, int maxTiles) {}

    /**
     * Tiles of the finest zoom, one after the other, from where the overview shows images: for a few features from anywhere, or from
     * an area of more tiles than may be asked for. First comes the overview of the whole world, or of the parts of it that the area
     * touches, then tiles, until the reader has enough.
     *
     * @param shown the type as the overview shows it, where its images may be the answer, too: then they come first
     * @param area features are looked for in the tiles that touch it
     * @param parts the tiles of the finest overview to begin with; none when the overview of the world tells where to begin
     * @param condition what is tested while decoding
     * @param wholeLines whether lines are followed until they are whole, as a filter on their course needs them
     * @param maxTiles most tiles in all
     * @param shortfall what happens when the reader has not got enough by then
     */
    record CoveredScan(
            TypeSchema schema,
            TileSet overview,
            TileSet tileSet,
            Optional<TypeSchema> shown,
            Region area,
            List<TileId> parts,
            Condition condition,
            boolean wholeLines,
            int maxTiles,
            Shortfall shortfall,
            String reason)
            implements TilePlan {
        public CoveredScan {
            parts = List.copyOf(parts);
        }

        /** What comes after the last tile, should they not have held enough. */
        public enum Shortfall {
            /** The query fails: nobody knows what the other tiles hold. */
            FAIL,
            /** Another plan goes on. */
            GO_ON,
            /** The reader is content with less. */
            ACCEPT
        }

        @Override
        public String kind() {
            return "tiles where images are";
        }

        @Override
        public List<String> tilePaths() {
            return parts.isEmpty()
                    ? List.of(overview.path(0, 0, 0))
                    : parts.stream()
                            .map(part -> overview.path(part.zoom(), part.x(), part.y()))
                            .toList();
        }

        @Override
        public long mostTiles() {
            return maxTiles;
        }

        @Override
        public boolean isComplete() {
            return shortfall != Shortfall.ACCEPT;
        }

        /** Nobody knows how soon it finds what is wanted: it is for when nothing else does. */
        @Override
        public long cost() {
            return maxTiles;
        }

        @Override
        public String whileDecoding() {
            return condition.toString();
        }
    }

    /**
     * Entities by their ids.
     *
     * @param ids each once
     * @param fields of each entity, as the parameter {@code fields} has them
     * @param positions which position is the geometry of an image
     */
    record EntityLookup(TypeSchema schema, List<String> ids, String fields, Positions positions, String reason)
            implements RequestPlan {
        public EntityLookup {
            ids = List.copyOf(ids);
        }

        @Override
        public String kind() {
            return "ids";
        }

        /** The ids in the portions in which they are asked for. */
        public List<List<String>> batches() {
            return batches(ids);
        }

        @Override
        public List<GraphRequest> graphRequests() {
            return batches().stream()
                    .map(batch -> GraphRequest.entities(batch, fields))
                    .toList();
        }

        /** An id that is none makes Mapillary refuse all of its batch, which is asked for in parts, down to single ids. */
        @Override
        public long mostGraphRequests(long allowed) {
            return Math.min(allowed, 2L * ids.size());
        }

        /** Ids in portions of the size that the API takes. */
        public static List<List<String>> batches(List<String> ids) {
            return IntStream.iterate(0, from -> from < ids.size(), from -> from + BATCH)
                    .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + BATCH)))
                    .toList();
        }
    }

    /**
     * The images of sequences, or the sequences made of them. After the requests that can be named beforehand follows one for each
     * {@value #BATCH} images.
     *
     * @param sequenceIds each once
     * @param fields of each image
     * @param maxRequests most requests that it may come to
     */
    record SequenceLookup(
            TypeSchema schema,
            List<String> sequenceIds,
            String fields,
            Positions positions,
            int maxRequests,
            String reason)
            implements RequestPlan {
        public SequenceLookup {
            sequenceIds = List.copyOf(sequenceIds);
        }

        /** What has to be known of images so that they make sequences that hold what is wanted, in capture order. */
        public static Projection ofImages(Projection wanted) {
            Set<String> attributes = new HashSet<>(wanted.attributes());
            attributes.addAll(Set.of(Attribute.ID, MapillaryTypes.IMAGE_ID, MapillaryTypes.CAPTURED_AT));
            return wanted.withGeometryAnd(attributes);
        }

        /** The longest recorded sequence has 968 images, which 20 requests bring. */
        private static final int MOST_BATCHES = 20;

        @Override
        public String kind() {
            return "sequences";
        }

        @Override
        public long cost() {
            return (long) sequenceIds.size() * (1 + MOST_BATCHES);
        }

        @Override
        public List<GraphRequest> graphRequests() {
            return sequenceIds.stream().map(GraphRequest::imageIds).toList();
        }

        @Override
        public long fewestRequests() {
            return sequenceIds.size();
        }

        @Override
        public long mostGraphRequests(long allowed) {
            return allowed;
        }
    }

    /**
     * Entities by place: their ids from tiles, then the entities. After the tiles follows a request for each {@value #BATCH} ids.
     *
     * @param scans the tiles that hold the ids
     * @param fields of each entity
     */
    record EntityScan(TypeSchema schema, List<TilePlan> scans, String fields, Positions positions, String reason)
            implements RequestPlan {
        public EntityScan {
            scans = List.copyOf(scans);
        }

        @Override
        public String kind() {
            return "ids from tiles";
        }

        @Override
        public boolean isComplete() {
            return scans.stream().allMatch(RequestPlan::isComplete);
        }

        @Override
        public String whileDecoding() {
            return scans.get(0).whileDecoding();
        }

        @Override
        public List<String> tilePaths() {
            return scans.stream().flatMap(scan -> scan.tilePaths().stream()).toList();
        }

        @Override
        public long mostTiles() {
            return scans.stream().mapToLong(RequestPlan::mostTiles).sum();
        }

        @Override
        public long mostGraphRequests(long allowed) {
            return allowed;
        }

        @Override
        public long cost() {
            return scans.stream().mapToLong(RequestPlan::cost).sum() + 1;
        }
    }

    /**
     * Detections of images or map features, or of all images of sequences.
     *
     * @param owner what they are asked by
     * @param ownerIds each once
     * @param fields of each detection
     */
    record DetectionLookup(TypeSchema schema, Owner owner, List<String> ownerIds, String fields, String reason)
            implements RequestPlan {

        /** What detections can be asked by. */
        public enum Owner {
            /** What was found in one image. */
            IMAGE,
            /** What a point or a traffic sign was found by. */
            MAP_FEATURE,
            /** What was found in all images of a sequence. */
            SEQUENCE
        }

        public DetectionLookup {
            ownerIds = List.copyOf(ownerIds);
        }

        @Override
        public String kind() {
            return "detections";
        }

        @Override
        public List<GraphRequest> graphRequests() {
            return ownerIds.stream()
                    .map(id ->
                            owner == Owner.SEQUENCE ? GraphRequest.imageIds(id) : GraphRequest.detections(id, fields))
                    .toList();
        }

        @Override
        public long mostGraphRequests(long allowed) {
            return owner == Owner.SEQUENCE ? allowed : ownerIds.size();
        }
    }

    /**
     * The Graph API's own search, cell by cell. It leaves some out where there are many: a cell that answers
     * {@link #FULL} entities or more, or that there is too much in it, is asked for again in four.
     *
     * @param endpoint {@code images}, {@code map_features} or {@code detections}
     * @param parameters what the filter implies, besides {@code bbox} and {@code fields}
     */
    record GraphSearch(
            TypeSchema schema,
            String endpoint,
            List<SearchCell> cells,
            SortedMap<String, String> parameters,
            String fields,
            Positions positions,
            String reason)
            implements RequestPlan {
        /** An answer of so many, of the 2000 that it may hold, is taken for one that lacks some. */
        public static final int FULL = 1000;

        public GraphSearch {
            cells = List.copyOf(cells);
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }

        @Override
        public String kind() {
            return "search";
        }

        /** It thins out what lies in large cells, by how much nobody says, below {@link #FULL} too. */
        @Override
        public boolean isComplete() {
            return false;
        }

        @Override
        public List<GraphRequest> graphRequests() {
            return cells.stream().map(cell -> request(cell, fields)).toList();
        }

        @Override
        public long mostGraphRequests(long allowed) {
            return allowed;
        }

        /**
         * What is asked for one cell, or for a part of one.
         *
         * @param asked the fields of each entity
         */
        public GraphRequest request(SearchCell cell, String asked) {
            return GraphRequest.search(endpoint, cell.bbox(), asked, parameters);
        }
    }

    /**
     * The images of users, page by page.
     *
     * @param usernames each once
     * @param parameters what the filter implies besides
     * @param maxRequests most requests that it may come to
     */
    record CreatorSearch(
            TypeSchema schema,
            List<String> usernames,
            SortedMap<String, String> parameters,
            String fields,
            Positions positions,
            int maxRequests,
            String reason)
            implements RequestPlan {
        public CreatorSearch {
            usernames = List.copyOf(usernames);
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
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
        public long mostGraphRequests(long allowed) {
            return allowed;
        }

        /** A user may have any number of images: anything that says where they are comes first. */
        @Override
        public long cost() {
            return 2L * maxRequests + usernames.size();
        }
    }

    /**
     * Several plans, one after the other, each feature once.
     *
     * @param parts which together hold every feature of the answer; a branch that nothing can fulfil has none
     */
    record Union(TypeSchema schema, List<RequestPlan> parts, String reason) implements RequestPlan {
        public Union {
            parts = List.copyOf(parts);
        }

        @Override
        public String kind() {
            return parts.stream().map(RequestPlan::kind).collect(Collectors.joining(" + "));
        }

        @Override
        public boolean isComplete() {
            return parts.stream().allMatch(RequestPlan::isComplete);
        }

        @Override
        public List<String> tilePaths() {
            return parts.stream().flatMap(part -> part.tilePaths().stream()).toList();
        }

        @Override
        public List<GraphRequest> graphRequests() {
            return parts.stream().flatMap(part -> part.graphRequests().stream()).toList();
        }

        @Override
        public long mostTiles() {
            return parts.stream().mapToLong(RequestPlan::mostTiles).sum();
        }

        @Override
        public long mostGraphRequests(long allowed) {
            return Math.min(
                    allowed,
                    parts.stream()
                            .mapToLong(part -> part.mostGraphRequests(allowed))
                            .sum());
        }

        /** In the order of the parts. */
        @Override
        public List<String> requestPaths() {
            return parts.stream().flatMap(part -> part.requestPaths().stream()).toList();
        }

        @Override
        public long cost() {
            return parts.stream().mapToLong(RequestPlan::cost).sum();
        }

        @Override
        public String whileDecoding() {
            return parts.stream()
                    .map(part -> part.kind() + ": " + part.whileDecoding())
                    .collect(Collectors.joining("; "));
        }
    }
}
