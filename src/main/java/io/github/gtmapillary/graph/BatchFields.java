package io.github.gtmapillary.graph;

import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of entities that are asked for in batches, and what is left of them when a batch fails for asking too much.
 *
 * @param all the value of the parameter {@code fields} as the query needs it
 * @param safe the same without the fields that may make a batch fail; equal if there are none
 * @param left the wanted attributes that come from the fields left out
 * @param named whether the query itself names one of those
 * @param decisive whether the filter or the sort uses one of those
 */
public record BatchFields(String all, String safe, List<String> left, boolean named, boolean decisive) {
    public BatchFields {
        left = List.copyOf(left);
    }

    /**
     * Tells the fields of a batch that may make it fail from the others.
     *
     * @param fields the value of the parameter {@code fields}, as {@link EntityFields} makes it
     */
    public static BatchFields of(TypeSchema schema, Projection wanted, String fields) {
        List<Attribute> failing = schema.attributes().stream()
                .filter(Attribute::failsInBatches)
                .filter(attribute -> wanted.attributes().contains(attribute.name()))
                .toList();
        List<String> names = failing.stream().map(Attribute::name).toList();
        Set<String> omitted = failing.stream()
                .map(attribute -> EntityFields.topLevel(String.valueOf(attribute.graphField())))
                .collect(Collectors.toSet());
        String safe = Arrays.stream(fields.split(",", -1))
                .filter(field -> !omitted.contains(field))
                .collect(Collectors.joining(","));
        return new BatchFields(
                fields,
                safe,
                names,
                names.stream().anyMatch(wanted.named()::contains),
                names.stream().anyMatch(wanted.decisive()::contains));
    }
}
