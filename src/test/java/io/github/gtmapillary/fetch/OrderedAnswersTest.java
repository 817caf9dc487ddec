package io.github.gtmapillary.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrderedAnswersTest {
    private static final String LINK = "https://graph.mapillary.com/image_ids?after=";

    private final List<String> asked = new ArrayList<>();

    /** Answers by the sequence and the cursor asked for. */
    private OrderedAnswers<String> answers(Map<String, String> bodies, int maxRequests, String... sequences) {
        FakeApi api = new FakeApi().answering("image_ids", request -> answer(bodies, request));
        FetchSettings settings = new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(maxRequests));
        FetchTally tally = new FetchTally(
                () -> 0,
                Scans.of(MapillaryTypes.IMAGES, Condition.ALWAYS, 1),
                settings.graphLimit(),
                new FetchWarnings(InstantSource.system()));
        return new FetchSession(api, settings, tally)
                .answers(Keys.of(List.of(sequences)), GraphRequest::imageIds, ReadAhead.of(4));
    }

    private ApiAnswer answer(Map<String, String> bodies, ApiRequest request) {
        String key =
                request.parameters().get("sequence_id") + request.parameters().getOrDefault("after", "");
        asked.add(key);
        byte[] body = bodies.get(key).getBytes(UTF_8);
        return ApiAnswer.of(body, body.length);
    }

    private static String page(String id, String paging) {
        return "{\"data\":[{\"id\":\"" + id + "\"}],\"paging\":" + paging + "}";
    }

    private static String linked(String cursor) {
        return "{\"cursors\":{\"after\":\"" + cursor + "\"},\"next\":\"" + LINK + cursor + "\"}";
    }

    private static List<List<String>> read(OrderedAnswers<String> answers) throws IOException {
        List<List<String>> lists = new ArrayList<>();
        while (answers.nextKey() != null) {
            lists.add(answers.nextOfPages(EntityDecoder::ids));
        }
        return lists;
    }

    @Test
    void aListThatComesInPagesIsReadToItsEnd() throws IOException {
        Map<String, String> bodies = Map.of(
                "a", page("1", linked("-2")),
                "a-2", page("2", linked("-3")),
                "a-3", page("3", "{\"cursors\":{\"after\":\"-4\"}}"),
                "b", page("9", "{}"));
        assertThat(read(answers(bodies, 10, "a", "b"))).containsExactly(List.of("1", "2", "3"), List.of("9"));
        assertThat(asked).containsExactly("a", "a-2", "a-3", "b");
    }

    @Test
    void pagesCountAsRequests() {
        Map<String, String> bodies = Map.of("a", page("1", linked("-2")), "a-2", page("2", linked("-3")));
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> read(answers(bodies, 2, "a")));
    }

    @Test
    void aPageThatLeadsToItselfIsNoEnd() {
        Map<String, String> bodies = Map.of("a", page("1", linked("-2")), "a-2", page("2", linked("-2")));
        assertThatIOException()
                .isThrownBy(() -> read(answers(bodies, 10, "a")))
                .withMessageContaining("with a page that leads back to one before");
        assertThat(asked).containsExactly("a", "a-2");
    }

    @Test
    void pagesThatGoInACircleAreNoEnd() {
        Map<String, String> bodies =
                Map.of("a", page("1", linked("-2")), "a-2", page("2", linked("-3")), "a-3", page("3", linked("-2")));
        assertThatIOException()
                .isThrownBy(() -> read(answers(bodies, 10, "a")))
                .withMessageContaining("with a page that leads back to one before");
        assertThat(asked).containsExactly("a", "a-2", "a-3");
    }

    @Test
    void aNextPageWithoutACursorIsNoEnd() {
        Map<String, String> bodies = Map.of("a", page("1", "{\"next\":\"" + LINK + "\"}"));
        assertThatIOException()
                .isThrownBy(() -> read(answers(bodies, 10, "a")))
                .withMessage("Mapillary's Graph API has another page, but gives no cursor for it");
    }
}
