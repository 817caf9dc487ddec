package io.github.gtmapillary.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares what the columns give with what the generated classes of the tile library give, feature by feature. */
final class ProtobufComparison {
    private ProtobufComparison() {}

    /** Compares all readings that differ in what they need, and returns one of them. */
    static String compare(TypeSchema schema, byte[] bytes) {
        DecodedTile shared = new DecodedTile(Decoding.TILE, bytes);
        List<Condition> conditions = new ArrayList<>(List.of(Condition.ALWAYS));
        for (Condition condition : TileDecoderFuzzTest.conditions(schema)) {
            conditions.addAll(List.of(condition, Condition.not(condition)));
        }
        String first = "";
        for (Condition condition : conditions) {
            for (Projection projection : projections(schema)) {
                List<String> expected = Transcript.of(
                        counts -> ProtobufCursor.open(schema, condition, projection, counts, Decoding.TILE, bytes));
                List<String> found =
                        Transcript.of(counts -> new TileDecoder(schema, condition, projection, counts).decode(shared));
                assertThat(found)
                        .as("%s, %s, %s", schema.name(), condition, projection)
                        .isEqualTo(expected);
                first = first.isEmpty() ? String.join("\n", found) : first;
            }
        }
        return first;
    }

    private static List<Projection> projections(TypeSchema schema) {
        Projection all = Decoding.everything(schema);
        Projection strict = new Projection(all.attributes(), true, all.attributes(), Set.of());
        return schema.geometry() == GeometryKind.POINT
                ? List.of(all, strict, Projection.ID_ONLY)
                : List.of(all, strict);
    }
}
