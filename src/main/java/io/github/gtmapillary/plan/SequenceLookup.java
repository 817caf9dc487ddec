package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The images of sequences, or the sequences made of them. After the requests that are known beforehand comes one for each {@value
 * ApiLimits#BATCH} images.
 *
 * @param sequenceIds each once
 * @param fields the fields of each image
 */
public record SequenceLookup(
        TypeSchema schema, List<String> sequenceIds, String fields, Positions positions, String reason)
        implements RequestPlan {
    public SequenceLookup {
        sequenceIds = List.copyOf(sequenceIds);
    }

    /** The image attributes needed to build sequences with the wanted attributes, in capture order. */
    public static Projection ofImages(Projection wanted) {
        Set<String> attributes = new HashSet<>(wanted.attributes());
        attributes.addAll(Set.of(Attribute.ID, MapillaryTypes.IMAGE_ID, MapillaryTypes.CAPTURED_AT));
        return wanted.withGeometryAnd(attributes);
    }

    /** Whether the query wants the sequences as lines, not their images. */
    public boolean makesLines() {
        return schema.images().isPresent();
    }

    /** The type of the images. */
    public TypeSchema imageType() {
        return schema.images().orElse(schema);
    }

    /** The attribute of {@link #imageType()} that names an image's sequence. */
    public String sequenceAttribute() {
        return makesLines()
                ? Attribute.ID
                : schema.entity().flatMap(EntitySource::sequence).orElseThrow();
    }

    @Override
    public String kind() {
        return "sequences";
    }

    @Override
    public long cost(RequestLimit limit) {
        return (long) sequenceIds.size() * (1 + ApiLimits.BATCHES_OF_A_SEQUENCE);
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
    public long mostGraphRequests(RequestLimit limit) {
        return limit.most();
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return sequenceIds.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.sequenceLookup(this);
    }
}
