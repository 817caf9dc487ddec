package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.RecordedTiles;
import io.github.gtmapillary.tile.TileDecoder;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** The sequences of a real tile. */
class RecordedSequencesTest {
    private static final int SEQUENCE_ID = MapillaryTypes.IMAGES.indexOf("sequence_id");
    private static final int CAPTURED_AT = MapillaryTypes.IMAGES.indexOf("captured_at");

    @Test
    void theSequencesOfTheTileOf2024AreItsLinesAndThoseOfItsLonelyImages() throws IOException {
        byte[] bytes = RecordedTiles.bytes("coverage/z14-swiss-2024.mvt");
        TileScan scan = Scans.of(MapillaryTypes.SEQUENCES, 1);
        FakeApi api = new FakeApi().answering(scan.requestPaths().get(0), bytes);
        List<Row> rows = Scans.rows(new PlanRunner(
                        api,
                        new FetchSettings(1, FailedTiles.FAIL, new RequestLimit(2000)),
                        () -> 0,
                        InstantSource.system())
                .run(scan, everything(MapillaryTypes.SEQUENCES)));
        Map<String, Row> tileLines = new HashMap<>();
        decoded(MapillaryTypes.SEQUENCES, bytes).forEach(row -> tileLines.put(row.id(), row));

        List<Row> ofLines =
                rows.stream().filter(row -> tileLines.containsKey(row.id())).toList();
        List<Row> ofImages =
                rows.stream().filter(row -> !tileLines.containsKey(row.id())).toList();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates();
        assertThat(ofLines).hasSize(222);
        for (Row row : ofLines) {
            Geometry parts =
                    requireNonNull(requireNonNull(tileLines.get(row.id())).geometry());
            assertThat(steps(requireNonNull(row.geometry()))).isEqualTo(steps(parts));
            assertThat(row.values())
                    .isEqualTo(requireNonNull(tileLines.get(row.id())).values());
        }
        checkImageBuilt(ofImages, tileLines.keySet(), decoded(MapillaryTypes.IMAGES, bytes));
        // 504 parts in the tile; what is still apart left the tile and came back
        assertThat(parts(tileLines.values())).isEqualTo(504);
        assertThat(parts(ofLines)).isEqualTo(241);
        assertThat(ofImages).hasSize(5);
    }

    private static void checkImageBuilt(List<Row> ofImages, Set<String> idsOfLines, List<Row> images) {
        Map<String, List<Row>> expected = images.stream()
                .filter(image -> !idsOfLines.contains(image.values().get(SEQUENCE_ID)))
                .collect(Collectors.groupingBy(
                        image -> (String) requireNonNull(image.values().get(SEQUENCE_ID))));
        expected.values().removeIf(group -> group.size() < 2);
        assertThat(ofImages).extracting(Row::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (Row row : ofImages) {
            List<Row> group = requireNonNull(expected.get(row.id()));
            Map<Coordinate, Long> timeAt = new TreeMap<>();
            group.forEach(image -> timeAt.merge(
                    requireNonNull(image.geometry()).getCoordinate(),
                    (Long) requireNonNull(image.values().get(CAPTURED_AT)),
                    Math::min));
            Coordinate[] line = requireNonNull(row.geometry()).getCoordinates();
            assertThat(line).hasSize(group.size());
            assertThat(new HashSet<>(List.of(line))).isEqualTo(timeAt.keySet());
            assertThat(row.values().get(1)).isEqualTo(timeAt.get(line[0]));
        }
    }

    private static int parts(Iterable<Row> rows) {
        int parts = 0;
        for (Row row : rows) {
            parts += requireNonNull(row.geometry()).getNumGeometries();
        }
        return parts;
    }

    private static List<Row> decoded(TypeSchema schema, byte[] bytes) throws IOException {
        return Scans.rows(
                new TileDecoder(schema, Condition.ALWAYS, everything(schema).projection(), new DecodeCounts())
                        .decode(Scans.tile(0), bytes));
    }

    private static Map<String, Integer> steps(Geometry lines) {
        Map<String, Integer> steps = new HashMap<>();
        for (int n = 0; n < lines.getNumGeometries(); n++) {
            Coordinate[] line = lines.getGeometryN(n).getCoordinates();
            for (int i = 1; i < line.length; i++) {
                steps.merge(line[i - 1] + " to " + line[i], 1, Integer::sum);
            }
        }
        return steps;
    }
}
