package io.github.gtmapillary.tile;

import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gtmapillary.geoserver.rendering.AllocationBound;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.NumberIn;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.TimeIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/** Whatever a tile's bytes are, they are rows of each type, the same each time, or the tile is named as corrupt. */
class TileDecoderFuzzTest {
    static final List<TypeSchema> TYPES = List.of(
            MapillaryTypes.IMAGES,
            MapillaryTypes.SEQUENCES,
            MapillaryTypes.SEQUENCES_OF_IMAGES,
            MapillaryTypes.POINTS,
            MapillaryTypes.TRAFFIC_SIGNS,
            MapillaryTypes.OVERVIEW);

    @MethodSource("tiles")
    @DictionaryEntries({
        "image",
        "sequence",
        "point",
        "traffic_sign",
        "overview",
        "id",
        "sequence_id",
        "image_id",
        "captured_at",
        "compass_angle",
        "is_pano",
        "organization_id",
        "creator_id",
        "quality_score",
        "foot",
        "value",
        "first_seen_at",
        "last_seen_at"
    })
    @FuzzTest
    void aTileIsRowsOrCorrupt(byte[] bytes) {
        for (TypeSchema schema : TYPES) {
            AllocationBound.hold(bytes.length, () -> decoded(schema, Condition.ALWAYS, bytes));
            Optional<List<Row>> rows = decoded(schema, Condition.ALWAYS, bytes);
            assertThat(decoded(schema, Condition.ALWAYS, bytes)).isEqualTo(rows);
            Optional<List<Row>> lenient = decoded(schema, Condition.ALWAYS, Decoding.everything(schema), bytes);
            rows.ifPresent(all -> {
                assertThat(lenient).contains(all);
                all.forEach(TileDecoderFuzzTest::checkGeometry);
                checkThatConditionsDivide(schema, all, bytes);
            });
        }
    }

    private static void checkThatConditionsDivide(TypeSchema schema, List<Row> all, byte[] bytes) {
        for (Condition condition : conditions(schema)) {
            List<Row> those = decoded(schema, condition, bytes).orElseThrow();
            List<Row> others = decoded(schema, Condition.not(condition), bytes).orElseThrow();
            assertThat(those).as("%s, %s", schema.name(), condition).isSubsetOf(all);
            assertThat(others).isSubsetOf(all);
            assertThat(those.size() + others.size()).isEqualTo(all.size());
        }
    }

    static List<Condition> conditions(TypeSchema schema) {
        List<Condition> conditions = new ArrayList<>();
        for (Attribute attribute : schema.attributes()) {
            if (!attribute.derived()) {
                conditions.add(new AttributePasses(attribute.name(), test(attribute)));
            }
        }
        if (schema.geometry() == GeometryKind.POINT) {
            Bbox tile = TileCover.bounds(Decoding.TILE);
            conditions.add(
                    new PositionIn(new Bbox(tile.west(), tile.south(), (tile.west() + tile.east()) / 2, tile.north())));
        }
        return List.of(Condition.anyOf(conditions), Condition.allOf(conditions));
    }

    private static ValueCondition test(Attribute attribute) {
        return switch (attribute.kind()) {
            case ID, TEXT -> new OneOf(Set.of("7", "s", "regulatory--stop--g1"));
            case NUMBER, INTEGER -> new NumberIn(0, true, 180, false);
            case FLAG -> new FlagIs(true);
            case TIME -> new TimeIn(TimeRange.after(5));
            case JSON, IDS, SEGMENTATION, POSITION -> new Missing();
        };
    }

    /** A line may leave its tile, but by at most a tile's side. */
    private static void checkGeometry(Row row) {
        Envelope around = TileCover.bounds(Decoding.TILE).toEnvelope();
        around.expandBy(1.001 * around.getWidth(), 1.001 * around.getHeight());
        for (Coordinate position : Decoding.geometry(row).getCoordinates()) {
            assertThat(around.contains(position))
                    .as("%s in %s", position, around)
                    .isTrue();
        }
    }

    /** Empty if the tile is corrupt. */
    private static Optional<List<Row>> decoded(TypeSchema schema, Condition condition, byte[] bytes) {
        Projection everything = Decoding.everything(schema);
        Projection strict = new Projection(everything.attributes(), true, everything.attributes(), Set.of());
        return decoded(schema, condition, strict, bytes);
    }

    private static Optional<List<Row>> decoded(
            TypeSchema schema, Condition condition, Projection projection, byte[] bytes) {
        try {
            return Optional.of(Decoding.all(schema, condition, projection, bytes));
        } catch (CorruptTileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AssertionError("only one exception is declared", e);
        }
    }

    static Stream<byte[]> tiles() {
        MadeLayer images = new MadeLayer("image")
                .point(1, 2, "id", 7L, "sequence_id", "s", "compass_angle", 12.5, "is_pano", true, "captured_at", 5L)
                .point(3, 4095, "id", 8L, "sequence_id", "s", "compass_angle", "90.25", "is_pano", "0", "foot", 1L)
                .point(4096, 7, "id", "9", "organization_id", 12.0, "creator_id", 5L, "quality_score", 0.5);
        MadeLayer lines = new MadeLayer("sequence")
                .lines(List.of(new int[] {0, 0, 9, 9, 20, 4096}, new int[] {5, 5, 6, 7}), "id", "s", "image_id", 7L)
                .lines(List.of(new int[] {50, 60, 70, 80}), "id", "t", "captured_at", 5L, "is_pano", false);
        MadeLayer signs = new MadeLayer("traffic_sign")
                .point(1, 2, "id", 9L, "value", "regulatory--stop--g1", "first_seen_at", 5L, "last_seen_at", "7");
        MadeLayer points = new MadeLayer("point").extent(512).point(1, 2, "id", 9L, "value", "object--bench");
        MadeLayer overview = new MadeLayer("overview").point(100, 200, "id", 7L, "sequence_id", "s", "captured_at", 9L);
        return Stream.of(
                new byte[0],
                tile(images),
                tile(lines),
                tile(signs, points),
                tile(overview),
                tile(overview, lines, images),
                tile(images, images));
    }
}
