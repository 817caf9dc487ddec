package io.github.gtmapillary.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.plan.RequestPlan.GraphSearch;
import io.github.gtmapillary.plan.SearchCell;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose cells fail, as they come out of the repetitions. */
class GraphSearchRowsTest {
    private static final SearchCell BOX = new SearchCell(13, 55, 13.008, 55.008);
    private static final double QUARTER = 0.0041;
    private static final double SIXTEENTH = 0.0021;

    private final List<String> asked = new ArrayList<>();
    private final FakeApi api = new FakeApi();
    private final PlanRunner runner = new PlanRunner(api, 3, false, 2000, () -> 0, InstantSource.system());

    /** The host, which finds one image in a box whose height it bears, and else fails like this. */
    private void bearing(DoublePredicate height, Failure failure) {
        api.answering("images", request -> {
            String bbox = request.parameters().get("bbox");
            asked.add(bbox);
            double[] sides = Arrays.stream(bbox.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (!height.test(sides[3] - sides[1])) {
                throw failure.of(request);
            }
            byte[] body = ("{\"data\":[{\"id\":\"" + asked.size() + "\"}]}").getBytes(UTF_8);
            return ApiAnswer.of(body, body.length);
        });
    }

    private interface Failure {
        IOException of(ApiRequest request);
    }

    private static Failure status(int status) {
        return request -> new TransientApiException(request, "HTTP " + status + " five times", null, null, status);
    }

    private RowStream images(SearchCell... cells) {
        return runner.run(
                new GraphSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        "images",
                        List.of(cells),
                        new TreeMap<>(),
                        "id",
                        Positions.ORIGINAL,
                        "a test"),
                Scans.everything(MapillaryTypes.IMAGE_ENTITIES));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aBoxThatKeepsFailingIsAskedForInQuarters(int status) throws IOException {
        bearing(height -> height < QUARTER, status(status));

        assertThat(Scans.ids(images(BOX))).containsExactlyInAnyOrder("2", "3", "4", "5");
        assertThat(asked).hasSize(5).startsWith("13.0000000,55.0000000,13.0080000,55.0080000");
    }

    @Test
    void quartersAreQuarteredOnceTheHostHasAnswered() throws IOException {
        SearchCell small = new SearchCell(14, 55, 14.001, 55.001);
        bearing(height -> height < SIXTEENTH, status(500));

        assertThat(Scans.ids(images(small, BOX))).hasSize(1 + 16);
        assertThat(asked).hasSize(1 + 1 + 4 + 16);
    }

    @Test
    void aHostThatNeverAnswersIsNotAskedForEverSmallerBoxes() {
        bearing(height -> false, status(500));

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(images(BOX)))
                .withMessage("HTTP 500 five times");
        assertThat(asked).hasSize(1 + 4);
    }

    @Test
    void anOutageInTheMiddleEndsTheSearch() {
        bearing(height -> asked.size() == 1, status(503));
        SearchCell[] cells = new SearchCell[100];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new SearchCell(13 + i / 100.0, 55, 13.008 + i / 100.0, 55.008);
        }

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> Scans.ids(images(cells)))
                .withMessageContaining("HTTP 503");
        assertThat(asked).hasSize(1 + 21);
    }

    @Test
    void tenMetresThatKeepFailingAreNamedWithTheFailureAsTheCause() {
        // what lies at the south-western corner can't be searched in any box
        api.answering("images", request -> {
            String bbox = request.parameters().get("bbox");
            asked.add(bbox);
            if (bbox.startsWith("13.0000000,55.0000000")) {
                throw status(500).of(request);
            }
            byte[] body = "{\"data\":[]}".getBytes(UTF_8);
            return ApiAnswer.of(body, body.length);
        });

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(images(BOX)))
                .withMessageContaining("fails in the ten metres of bbox 13.0000000,55.0000000,13.0001")
                .withMessageContaining("search=tiles")
                .withMessageContaining("HTTP 500 five times")
                .withCauseInstanceOf(TransientApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 408, 425, 429})
    void otherFailuresDoNotSplitTheBox(int status) {
        bearing(height -> height < QUARTER, status(status));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(images(BOX)));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aFailureOfTheNetworkDoesNotSplitTheBox() {
        bearing(height -> height < QUARTER, request -> new TransientApiException(request, "no connection", null, null));

        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> Scans.ids(images(BOX)));
        assertThat(asked).hasSize(1);
    }
}
