package io.github.gtmapillary.graph;

import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntityKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of an entity have to be asked for: only those that the query needs. */
public final class EntityFields {
    private static final String GEOMETRY = "geometry";

    private EntityFields() {}

    /**
     * The value of the parameter {@code fields}.
     *
     * @param wanted what rows hold
     * @param positions which position is the geometry of an image
     * @return names separated by commas, in alphabetical order, at least {@code id}
     */
    public static String of(TypeSchema schema, Projection wanted, Positions positions) {
        Set<String> fields = new TreeSet<>(Set.of("id"));
        for (Attribute attribute : schema.attributes()) {
            String field = attribute.graphField();
            if (field != null && wanted.attributes().contains(attribute.name())) {
                fields.add(topLevel(field));
            }
        }
        boolean image = schema.entity().filter(EntityKind.IMAGE::equals).isPresent();
        boolean detection = schema.equals(MapillaryTypes.DETECTIONS);
        if (wanted.geometry() && detection) {
            // a detection's own geometry is its outline, its place is that of its image
            fields.add("image");
        } else if (wanted.geometry()) {
            fields.add(GEOMETRY);
            if (image && positions == Positions.COMPUTED) {
                fields.add(MapillaryTypes.COMPUTED_GEOMETRY);
            }
        }
        if (fields.contains("mesh") || fields.contains("sfm_cluster")) {
            // the host answers 500 to these two alone
            fields.add(GEOMETRY);
        }
        if (schema.equals(MapillaryTypes.POINTS) || schema.equals(MapillaryTypes.TRAFFIC_SIGNS)) {
            // ids do not tell signs from other map features
            fields.add("object_value");
        }
        return String.join(",", fields);
    }

    /** The field that a path with dots begins with. */
    static String topLevel(String field) {
        return field.replaceFirst("\\..*", "");
    }
}
