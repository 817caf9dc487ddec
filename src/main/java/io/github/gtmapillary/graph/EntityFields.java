package io.github.gtmapillary.graph;

import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.ClassRule;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields to request of an entity: only those that the query needs. */
public final class EntityFields {
    private EntityFields() {}

    /**
     * The value of the parameter {@code fields}.
     *
     * @param wanted the parts of an entity that rows hold
     * @param positions the position that is the geometry of an image
     * @return names separated by commas, in alphabetical order, at least {@code id}
     */
    public static String of(TypeSchema schema, Projection wanted, Positions positions) {
        Set<String> fields = new TreeSet<>(Set.of("id"));
        List<Attribute> asked = schema.attributes().stream()
                .filter(attribute -> wanted.attributes().contains(attribute.name()))
                .toList();
        for (Attribute attribute : asked) {
            if (attribute.graphField() != null) {
                fields.add(topLevel(attribute.graphField()));
            }
        }
        if (wanted.geometry() || asked.stream().anyMatch(Attribute::failsAlone)) {
            schema.placeFields(positions).forEach(place -> fields.add(topLevel(place)));
        }
        schema.entity().flatMap(EntitySource::classes).map(ClassRule::field).ifPresent(fields::add);
        return String.join(",", fields);
    }

    /** The field at the beginning of a path with dots. */
    static String topLevel(String field) {
        return field.replaceFirst("\\..*", "");
    }
}
