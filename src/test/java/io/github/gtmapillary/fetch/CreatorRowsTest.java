package io.github.gtmapillary.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.plan.RequestPlan.CreatorSearch;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CreatorRowsTest {
    private final Map<String, String> bodies = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final FakeApi api = new FakeApi().answering("images", this::answer);
    private final PlanRunner runner = new PlanRunner(api, 3, false, 20, () -> 0, InstantSource.system());

    /** Answers by the user and the cursor asked for. */
    private ApiAnswer answer(ApiRequest request) {
        String key = request.parameters().get("creator_username")
                + request.parameters().getOrDefault("after", "");
        asked.add(key);
        byte[] body = bodies.get(key).getBytes(UTF_8);
        return ApiAnswer.of(body, body.length);
    }

    private void give(String key, String id, String cursor) {
        bodies.put(
                key,
                "{\"data\":[{\"id\":\"" + id + "\"}],\"paging\":{\"cursors\":{\"after\":\"" + cursor
                        + "\"},\"next\":\"https://graph.mapillary.com/images?after=" + cursor + "\"}}");
    }

    private RowStream imagesOf(String... usernames) {
        return runner.run(
                new CreatorSearch(
                        MapillaryTypes.IMAGE_ENTITIES,
                        List.of(usernames),
                        new TreeMap<>(),
                        "id",
                        Positions.ORIGINAL,
                        20,
                        "a test"),
                Scans.everything(MapillaryTypes.IMAGE_ENTITIES));
    }

    @Test
    void theImagesOfEachUserComePageByPage() throws IOException {
        give("anna", "1", "-2");
        bodies.put("anna-2", "{\"data\":[{\"id\":\"2\"}]}");
        bodies.put("bert", "{\"data\":[{\"id\":\"3\"},{\"id\":\"1\"}]}");

        RowStream rows = imagesOf("anna", "bert");

        assertThat(Scans.ids(rows)).containsExactly("1", "2", "3");
        assertThat(asked).containsExactly("anna", "anna-2", "bert");
        assertThat(rows.report().requests()).isEqualTo(3);
    }

    @Test
    void aPageThatLeadsToItselfIsNoEnd() {
        give("anna", "1", "-2");
        give("anna-2", "2", "-2");

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(imagesOf("anna")))
                .withMessageContaining("after=-2&creator_username=anna")
                .withMessageContaining("a page that leads back to one before");
        assertThat(asked).containsExactly("anna", "anna-2");
    }

    @Test
    void pagesThatGoInACircleAreNoEnd() {
        give("anna", "1", "-2");
        give("anna-2", "2", "-3");
        give("anna-3", "3", "-2");

        assertThatIOException()
                .isThrownBy(() -> Scans.ids(imagesOf("anna")))
                .withMessageContaining("a page that leads back to one before");
        assertThat(asked).containsExactly("anna", "anna-2", "anna-3");
    }

    @Test
    void aPageThatCannotBeReadIsAskedForOnceMore() throws IOException {
        bodies.put("bert", "{\"data\":[{\"id\":\"3\"}]}");
        api.answering("images", request -> {
            byte[] damaged = "{\"data\":[{\"id\"".getBytes(UTF_8);
            ApiAnswer whole = answer(request);
            return asked.size() == 1 ? ApiAnswer.of(damaged, damaged.length) : whole;
        });

        assertThat(Scans.ids(imagesOf("bert"))).containsExactly("3");
        assertThat(asked).containsExactly("bert", "bert");
        assertThat(api.forgotten).containsExactly("images");
    }

    @Test
    void aClosedReaderHasNoNextPage() throws IOException {
        give("anna", "1", "-2");
        RowStream rows = imagesOf("anna");
        assertThat(rows.next()).isNotNull();

        rows.close();

        assertThatIOException().isThrownBy(rows::next).withMessageContaining("closed");
        assertThat(asked).containsExactly("anna");
    }
}
