package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.stream.IntStream;

/** What will be asked of Mapillary to answer a query. It holds every feature of the answer, and perhaps more. */
public sealed interface RequestPlan {

    /** Most ids in one request; clients of the API use 40 to 100, Mapillary's own SDK says 50. */
    int BATCH = 50;

    TypeSchema schema();

    /** One word for what is done. */
    String kind();

    /** The paths below the API's base URL, in the order in which they are asked for. */
    List<String> requestPaths();

    /** What is tested before a feature is built, for people. */
    default String whileDecoding() {
        return "nothing";
    }

    /** Why this plan was chosen, and what follows the requests that can be named beforehand, for people. */
    String reason();

    /** No request: nothing can fulfil the filter. */
    record Nothing(TypeSchema schema, String reason) implements RequestPlan {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public List<String> requestPaths() {
            return List.of();
        }
    }

    /**
     * Tiles of one zoom, each once.
     *
     * @param tiles in natural order
     * @param condition what is tested while decoding
     */
    record TileScan(
            TypeSchema schema, TileSet tileSet, int zoom, List<TileId> tiles, Condition condition, String reason)
            implements RequestPlan {
        public TileScan {
            tiles = List.copyOf(tiles);
        }

        @Override
        public String kind() {
            return "tiles";
        }

        @Override
        public List<String> requestPaths() {
            return tiles.stream().map(this::path).toList();
        }

        @Override
        public String whileDecoding() {
            return condition.toString();
        }

        public String path(TileId tile) {
            return tileSet.path(tile.zoom(), tile.x(), tile.y());
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
        public List<String> requestPaths() {
            return batches().stream()
                    .map(batch -> GraphRequest.entities(batch, fields).toString())
                    .toList();
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

        @Override
        public String kind() {
            return "sequences";
        }

        @Override
        public List<String> requestPaths() {
            return sequenceIds.stream()
                    .map(id -> GraphRequest.imageIds(id).toString())
                    .toList();
        }
    }

    /**
     * Entities by place: their ids from tiles, then the entities. After the tiles follows a request for each {@value #BATCH} ids.
     *
     * @param scans the tiles that hold the ids
     * @param fields of each entity
     * @param maxRequests most requests for entities that it may come to
     */
    record EntityScan(
            TypeSchema schema, List<TileScan> scans, String fields, Positions positions, int maxRequests, String reason)
            implements RequestPlan {
        public EntityScan {
            scans = List.copyOf(scans);
        }

        @Override
        public String kind() {
            return "ids from tiles";
        }

        @Override
        public String whileDecoding() {
            return scans.get(0).whileDecoding();
        }

        @Override
        public List<String> requestPaths() {
            return scans.stream().flatMap(scan -> scan.requestPaths().stream()).toList();
        }
    }

    /**
     * Detections of images or map features, or of all images of sequences.
     *
     * @param owner what they are asked by
     * @param ownerIds each once
     * @param fields of each detection
     * @param maxRequests most requests that it may come to
     */
    record DetectionLookup(
            TypeSchema schema, Owner owner, List<String> ownerIds, String fields, int maxRequests, String reason)
            implements RequestPlan {

        /** What detections can be asked by. */
        public enum Owner {
            IMAGE,
            MAP_FEATURE,
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
        public List<String> requestPaths() {
            return ownerIds.stream()
                    .map(id ->
                            owner == Owner.SEQUENCE ? GraphRequest.imageIds(id) : GraphRequest.detections(id, fields))
                    .map(GraphRequest::toString)
                    .toList();
        }
    }
}
