package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.fetch.Scans.ids;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of {@code failed_tiles=skip}. */
class SkippedTilesTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final TypeSchema SEQUENCES = MapillaryTypes.SEQUENCES;

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(SkippedTilesTest.class);

    private Instant now = Instant.EPOCH;
    private final FakeApi api = new FakeApi();
    private final PlanRunner runner =
            new PlanRunner(api, new FetchSettings(2, FailedTiles.SKIP, new RequestLimit(2000)), () -> 0, () -> now);

    private TileScan images() {
        TileScan scan = Scans.of(IMAGES, 3);
        for (int i = 0; i < 3; i++) {
            api.answering(scan.requestPaths().get(i), tile(new MadeLayer("image").point(i, i, "id", i)));
        }
        return scan;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTileThatBreaksInTheMiddleIsLeftOutAsAWhole(boolean naturalOrder) throws IOException {
        TileScan scan = images();
        String broken = scan.requestPaths().get(1);
        api.answering(broken, tile(new MadeLayer("image").point(1, 1, "id", 10L).point(1, 1)));

        ReadOptions options = new ReadOptions(everything(IMAGES).projection(), naturalOrder, false);
        RowStream stream = runner.run(scan, options);

        assertThat(ids(stream)).containsExactly("0", "2");
        assertThat(stream.report().skippedTiles()).containsExactly(broken);
        assertThat(api.forgotten).containsOnly(broken);
        assertThat(log.at(Level.WARNING))
                .singleElement()
                .asString()
                .contains("14/8575/5735 can't be decoded", "failed_tiles=skip");
    }

    @Test
    void tilesThatCannotBeHadAreLeftOut() throws IOException {
        TileScan scan = images();
        List<String> paths = scan.requestPaths();
        api.answering(paths.get(0), request -> {
                    throw new TransientApiException(request, "a fault {0} on the line", null, null);
                })
                .answering(paths.get(2), request -> {
                    throw new UnexpectedAnswerException(request, "JSON in place of a tile", 200, null);
                });
        RowStream stream = runner.run(scan, everything(IMAGES));
        assertThat(ids(stream)).containsExactly("1");
        assertThat(stream.report().skippedTiles()).containsExactly(paths.get(0), paths.get(2));
        assertThat(stream.report().requests()).isEqualTo(3);
        assertThat(log.at(Level.WARNING))
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).endsWith(": a fault {0} on the line"))
                .anySatisfy(warning -> assertThat(warning).endsWith(": JSON in place of a tile"));
    }

    @Test
    void ofEachCauseThereIsOneWarningAnHourOverAllQueries() throws IOException {
        TileScan scan = Scans.of(IMAGES, 30);
        List<String> paths = scan.requestPaths();
        paths.forEach(path -> api.answering(path, request -> {
            throw new UnexpectedAnswerException(request, "HTTP 400 to " + path, 400, null);
        }));
        api.answering(paths.get(7), request -> {
            throw new TransientApiException(request, "a fault on the line", null, null);
        });
        for (int query = 0; query < 2; query++) {
            RowStream stream = runner.run(scan, everything(IMAGES));
            assertThat(ids(stream)).isEmpty();
            assertThat(stream.report().skippedTiles()).isEqualTo(paths);
        }
        assertThat(log.at(Level.WARNING))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("HTTP 400 to " + paths.get(0)),
                        second -> assertThat(second).endsWith("a fault on the line"));
        assertThat(log.at(Level.FINE))
                .filteredOn(line -> line.startsWith("Left out a tile"))
                .hasSize(2 * 30 - 2);

        now = now.plus(Duration.ofHours(1));
        assertThat(ids(runner.run(scan, everything(IMAGES)))).isEmpty();
        assertThat(log.at(Level.WARNING)).hasSize(4);
    }

    @Test
    void aRefusedTokenIsNeverSkipped() {
        neverSkipped(TokenRejectedException.class, request -> {
            throw new TokenRejectedException(request, "no such token");
        });
    }

    @Test
    void aBlockedAddressIsNeverSkipped() {
        neverSkipped(AddressBlockedException.class, request -> {
            throw new AddressBlockedException(request, "blocked");
        });
    }

    private void neverSkipped(Class<? extends ApiException> type, FakeApi.Answer answer) {
        for (TypeSchema schema : List.of(IMAGES, SEQUENCES)) {
            TileScan scan = Scans.of(schema, 3);
            api.answering(scan.requestPaths().get(1), answer);
            RowStream stream = runner.run(scan, everything(schema));
            assertThatExceptionOfType(type).isThrownBy(() -> ids(stream));
            assertThat(stream.report().skippedTiles()).isEmpty();
            assertThat(log.at(Level.WARNING)).isEmpty();
        }
    }

    @Test
    void sequencesLoseAllThatABrokenTileSaysOfThem() throws IOException {
        TileScan scan = Scans.of(SEQUENCES, 2);
        MadeLayer lines = new MadeLayer("sequence").lines(List.of(new int[] {0, 0, 9, 9}), "id", "s");
        api.answering(scan.requestPaths().get(0), tile(lines))
                .answering(
                        scan.requestPaths().get(1),
                        tile(
                                new MadeLayer("sequence").lines(List.of(new int[] {0, 0, 9, 9}), "id", "t"),
                                new MadeLayer("image")
                                        .point(1, 1, "sequence_id", "u", "id", 1L)
                                        .point(1, 1, "sequence_id", "u", "id", 2.5)));
        RowStream stream = runner.run(scan, everything(SEQUENCES));
        assertThat(ids(stream)).containsExactly("s");
        assertThat(stream.report().skippedTiles())
                .containsExactly(scan.requestPaths().get(1));
        assertThat(log.at(Level.WARNING)).hasSize(1);
    }
}
