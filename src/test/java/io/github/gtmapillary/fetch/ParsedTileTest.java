package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.fetch.Scans.ids;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The decoded layers of a tile stay with its answer in memory. */
class ParsedTileTest {
    private final Memory memory = new Memory();
    private final PlanRunner runner = new PlanRunner(
            memory, new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)), () -> 0, () -> Instant.EPOCH);

    /** Keeps what is made of answers, and records it. */
    private static final class Memory extends BareClient {
        private final FakeApi api = new FakeApi();
        private final Map<String, ApiAnswer> kept = new HashMap<>();
        private final List<ApiAnswer> made = new ArrayList<>();

        @Override
        public PendingAnswer send(ApiRequest request) {
            ApiAnswer answer = kept.get(request.path());
            if (answer != null) {
                api.answering(request.path(), same -> answer);
            }
            return api.send(request);
        }

        @Override
        public void keepParsed(ApiRequest request, ApiAnswer answer) {
            kept.put(request.path(), answer);
            made.add(answer);
        }
    }

    private List<String> read(TypeSchema type) throws IOException {
        TileScan scan = Scans.of(type, 1);
        memory.api.answering(
                scan.requestPaths().get(0),
                tile(
                        new MadeLayer("image").point(1, 2, "id", 7L, "sequence_id", "s"),
                        new MadeLayer("sequence").lines(List.of(new int[] {0, 0, 9, 9}), "id", "s")));
        return ids(runner.run(scan, everything(type)));
    }

    @Test
    void aSecondReadingFindsTheTileDecoded() throws IOException {
        assertThat(read(MapillaryTypes.IMAGES)).containsExactly("7");
        assertThat(read(MapillaryTypes.IMAGES)).containsExactly("7");
        assertThat(memory.made).hasSize(1);
    }

    @Test
    void aReadingOfAnotherLayerAddsToIt() throws IOException {
        assertThat(read(MapillaryTypes.IMAGES)).containsExactly("7");
        assertThat(read(MapillaryTypes.SEQUENCES)).containsExactly("s");
        assertThat(read(MapillaryTypes.SEQUENCES)).containsExactly("s");
        assertThat(memory.made).hasSize(2);
        assertThat(parsed(1).tile()).isSameAs(parsed(0).tile());
        assertThat(parsed(1).size()).isGreaterThan(parsed(0).size());
    }

    private ParsedTile parsed(int reading) {
        return (ParsedTile) requireNonNull(memory.made.get(reading).parsed());
    }
}
