package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.tile.MadeLayer.command;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.MadeLayer;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Flaws of the data are counted in the report and logged once. */
class FlawsTest {
    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(FlawsTest.class);

    private final FakeApi api = new FakeApi();
    private final PlanRunner runner = new PlanRunner(
            api, new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)), () -> 0, InstantSource.system());

    private TileScan images(MadeLayer... tiles) {
        TileScan scan = Scans.of(MapillaryTypes.IMAGES, tiles.length);
        for (int i = 0; i < tiles.length; i++) {
            api.answering(scan.requestPaths().get(i), tile(tiles[i]));
        }
        return scan;
    }

    @Test
    void valuesThatCanNotBeReadAreCountedByAttributeAndWarnedOfOnce() throws IOException {
        TileScan scan = images(
                new MadeLayer("image")
                        .point(1, 1, "id", 7L, "foot", "perhaps", "quality_score", "good")
                        .point(2, 2, "id", 8L, "foot", "perhaps"),
                new MadeLayer("image").point(1, 1, "id", 9L, "foot", 3L));

        for (int i = 0; i < 2; i++) {
            RowStream stream = runner.run(scan, everything(MapillaryTypes.IMAGES));
            assertThat(Scans.rows(stream)).extracting(Row::id).containsExactly("7", "8", "9");
            assertThat(stream.report().flaws())
                    .isEqualTo(new Flaws(Map.of("on_foot", 3L, "quality_score", 1L), Map.of(), 0, 0));
            assertThat(stream.report().possiblyIncomplete()).isFalse();
        }
        assertThat(log.warnings())
                .containsExactlyInAnyOrder(
                        "The on_foot of images.7 can't be read, so it is null: 'perhaps' is no flag. The report of the query"
                                + " counts others like it.",
                        "The quality_score of images.7 can't be read, so it is null: 'good' is no number. The report of the"
                                + " query counts others like it.");
    }

    @Test
    void featuresOfAnotherGeometryTypeAreCountedAndMakeTheAnswerPossiblyIncomplete() throws IOException {
        TileScan scan = images(new MadeLayer("image")
                .feature(GeomType.UNKNOWN, List.of(command(1, 1), 2, 2), "id", 6L)
                .feature(GeomType.POINT, List.of(command(1, 2), 2, 2, 2, 2), "id", 7L)
                .point(1, 1, "id", 8L));

        RowStream stream = runner.run(scan, everything(MapillaryTypes.IMAGES));

        assertThat(Scans.ids(stream)).containsExactly("8");
        assertThat(stream.report().flaws()).isEqualTo(new Flaws(Map.of(), Map.of(), 2, 0));
        assertThat(stream.report().possiblyIncomplete()).isTrue();
        assertThat(log.warnings())
                .containsExactly("Left out a feature: a feature of images is of the geometry type UNKNOWN. The report"
                        + " of the query counts others like it.");
    }

    @Test
    void anAttributeOfSequencesThatIsNotWantedDisturbsNobody() throws IOException {
        TileScan scan = Scans.of(MapillaryTypes.SEQUENCES, 1);
        api.answering(
                scan.requestPaths().get(0),
                tile(
                        new MadeLayer("sequence").lines(List.of(new int[] {0, 0, 9, 9}), "id", "s", "foot", "perhaps"),
                        new MadeLayer("image")
                                .point(1, 1, "id", 1L, "sequence_id", "t", "foot", "perhaps")
                                .point(2, 2, "id", 2L, "sequence_id", "t", "foot", "perhaps")));

        RowStream stream = runner.run(
                scan,
                new ReadOptions(new Projection(Set.of("is_pano"), true, Set.of("on_foot"), Set.of()), false, false));

        assertThat(Scans.ids(stream)).containsExactly("s", "t");
        assertThat(stream.report().flaws().unreadable()).isEmpty();
    }
}
