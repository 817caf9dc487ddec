package io.github.gtmapillary.graph;

import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The fields of entities requested in batches, and the fields left after a batch failed for asking too much.
 *
 * @param all the value of the parameter {@code fields} for the query
 * @param safe the same without the fields that may make a batch fail; equal if there are none
 * @param left the wanted attributes that need the fields left out
 * @param named whether the query itself names one of these attributes
 * @param decisive whether the filter or the sort uses one of these attributes
 */
public record BatchFields(String all, String safe, List<String> left, boolean named, boolean decisive) {
    public BatchFields {
        left = List.copyOf(left);
    }

    /**
     * Separates the fields that may make a batch fail from the others.
     *
     * @param fields a value of the parameter {@code fields}, as made by {@link EntityFields}
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
