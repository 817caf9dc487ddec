package io.github.gtmapillary.http.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.FakeClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.TransientApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of entities over a cache that holds some of them. */
class EntityCachingClientTest {
    private static final Duration TTL = Duration.ofHours(24);
    private static final String ALL = "geometry,id,width";

    private final TestClock clock = new TestClock();
    private final Host host = new Host();
    private final Health health = new Health();
    private final ApiClient client = caching(1 << 20);

    private ApiClient caching(long bytes) {
        MemoryAnswers memory = new MemoryAnswers(bytes, clock);
        AgeRule rule = new AgeRule(TTL, clock);
        CachingClient others =
                new CachingClient(host, memory, AnswerSource.MEMORY, rule, new RareWarning(clock), health);
        return new EntityCachingClient(others, host, memory, rule, health);
    }

    /** Answers with all entities but those unknown, each with the fields asked for. */
    private static final class Host extends BareClient {
        private final FakeClient inside = new FakeClient();
        private final Set<String> unknown = new HashSet<>();
        private final Set<ApiRequest> cached = new HashSet<>();

        @Override
        public PendingAnswer send(ApiRequest request) {
            inside.answers(answer(
                    List.of(request.parameters().get("ids").split(",", -1)),
                    request.parameters().get("fields")));
            return inside.send(request);
        }

        ApiAnswer answer(List<String> ids, String fields) {
            byte[] body = ids.stream()
                    .filter(id -> !unknown.contains(id))
                    .map(id ->
                            "\"" + id + "\": {\"id\":\"" + id + "\",\"fields\":\"" + fields + "\",\"x\":{\"é}\":[1]}}")
                    .collect(Collectors.joining(",\n ", "{", "}"))
                    .getBytes(UTF_8);
            return ApiAnswer.of(body, body.length);
        }

        @Override
        public boolean isCached(ApiRequest request) {
            return cached.contains(request);
        }

        @Override
        public void forget(ApiRequest request) {
            inside.forget(request);
        }

        @Override
        public void close() {
            inside.close();
        }

        /** The ids and fields of all batches so far. */
        List<String> asked() {
            return inside.sent.stream()
                    .map(request -> request.parameters().get("ids") + " "
                            + request.parameters().get("fields"))
                    .toList();
        }
    }

    private static ApiRequest batch(String ids, String fields) {
        return ApiRequest.graph("", Map.of("ids", ids, "fields", fields));
    }

    private Set<String> ids(ApiRequest request) throws IOException {
        return EntitiesById.in(client.send(request).await().body())
                .orElseThrow()
                .keySet();
    }

    @Test
    void onlyTheEntitiesThatAreNotThereAreAskedFor() throws IOException {
        client.send(batch("1,2,3", ALL)).await();
        ApiAnswer partly = client.send(batch("5,3,4,1", ALL)).await();
        ApiAnswer known = client.send(batch("4,2", ALL)).await();

        assertThat(host.asked()).containsExactly("1,2,3 " + ALL, "5,4 " + ALL);
        assertThat(EntitiesById.in(partly.body()).orElseThrow()).containsOnlyKeys("1", "3", "4", "5");
        assertThat(partly.source()).isEqualTo(AnswerSource.NETWORK);
        assertThat(new String(known.body(), UTF_8))
                .isEqualTo("{\"4\":{\"id\":\"4\",\"fields\":\"" + ALL
                        + "\",\"x\":{\"é}\":[1]}},\"2\":{\"id\":\"2\",\"fields\":\"" + ALL + "\",\"x\":{\"é}\":[1]}}}");
        assertThat(known.source()).isEqualTo(AnswerSource.MEMORY);
        assertThat(known.bytesReceived()).isZero();
    }

    @Test
    void anEntityThatWasAskedForWithMoreFieldsServes() throws IOException {
        client.send(batch("1", "id")).await();
        client.send(batch("1,2", ALL)).await();
        client.send(batch("2,1", "id,width")).await();

        assertThat(host.asked()).containsExactly("1 id", "1,2 " + ALL);
    }

    @Test
    void anEntityIsOnlyAsYoungAsItsOwnAnswer() throws IOException {
        client.send(batch("1", ALL)).await();
        clock.pass(Duration.ofHours(20));
        client.send(batch("1,2", ALL)).await();
        clock.pass(Duration.ofHours(5));

        assertThat(ids(batch("1,2", ALL))).containsExactlyInAnyOrder("1", "2");
        assertThat(host.asked()).containsExactly("1 " + ALL, "2 " + ALL, "1 " + ALL);
        clock.pass(Duration.ofHours(1));
        assertThat(client.send(batch("1,2", ALL)).await().age()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void anUnknownIdIsAbsentForTenMinutes() throws IOException {
        host.unknown.add("2");
        assertThat(ids(batch("1,2", ALL))).containsExactly("1");
        assertThat(ids(batch("2,1", ALL))).containsExactly("1");
        assertThat(host.asked()).hasSize(1);

        clock.pass(Duration.ofMinutes(10));
        host.unknown.clear();

        assertThat(ids(batch("2,1", ALL))).containsExactlyInAnyOrder("1", "2");
        assertThat(host.asked()).containsExactly("1,2 " + ALL, "2 " + ALL);
    }

    @Test
    void nothingAtAllIsNotBelievedWhereThereShouldBeSomething() throws IOException {
        host.unknown.addAll(Set.of("1", "2"));
        client.send(batch("1,2", ALL)).await();
        host.unknown.clear();

        assertThat(ids(batch("2,1", ALL))).isEmpty();
        assertThat(ids(batch("2,1", ALL).expectingData())).hasSize(2);
    }

    @Test
    void aForgottenBatchIsAskedForAnewWithAllItsEntities() throws IOException {
        client.send(batch("1,2,3", ALL)).await();
        client.forget(batch("3,2", "id"));
        client.send(batch("1,2,3", "id")).await();

        assertThat(host.asked()).containsExactly("1,2,3 " + ALL, "2,3 id");
        assertThat(host.inside.forgotten).containsExactly(batch("3,2", "id"));
    }

    @Test
    void explainedIsWhatHappens() throws IOException {
        assertThat(client.isCached(batch("1", ALL))).isFalse();
        client.send(batch("1,2", ALL)).await();

        assertThat(client.isCached(batch("2", "id"))).isTrue();
        assertThat(client.isCached(batch("2,3", "id"))).isFalse();
    }

    @Test
    void aBatchThatIsOnTheDiskIsTakenFromThere() throws IOException {
        client.send(batch("1,2", ALL)).await();
        host.cached.add(batch("1,2,3", ALL));

        assertThat(ids(batch("1,2,3", ALL))).hasSize(3);
        assertThat(host.asked()).containsExactly("1,2 " + ALL, "1,2,3 " + ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"2\":{\"id\"", "[]", "{\"2\":null}", "{\"2\":{}}{}", ""})
    void anAnswerOfAnotherFormIsNotMixedWithWhatIsKnown(String body) throws IOException {
        client.send(batch("1", ALL)).await();
        FakeClient odd = new FakeClient();
        odd.answers(ApiAnswer.of(body.getBytes(UTF_8), 1));
        MemoryAnswers memory = new MemoryAnswers(1 << 20, clock);
        memory.keep(batch("1", ALL), ApiAnswer.of("{}".getBytes(UTF_8), 2));
        try (ApiClient over = new EntityCachingClient(odd, odd, memory, new AgeRule(TTL, clock), health)) {
            assertThat(over.send(batch("1,2", ALL)).await().body()).isEqualTo(body.getBytes(UTF_8));
        }
        assertThat(odd.sent).containsExactly(batch("2", ALL), batch("1,2", ALL));
        assertThat(odd.forgotten).containsExactly(batch("2", ALL));
    }

    @Test
    void aFailureIsThatOfTheWholeBatchAndNothingIsKept() throws IOException {
        FakeClient failing = new FakeClient();
        failing.fails(new TransientApiException(batch("1,2", ALL), "HTTP 500", null, null, 500));
        MemoryAnswers memory = new MemoryAnswers(1 << 20, clock);
        try (ApiClient over = new EntityCachingClient(failing, failing, memory, new AgeRule(TTL, clock), health)) {
            assertThatIOException()
                    .isThrownBy(() -> over.send(batch("1,2", ALL)).await())
                    .withMessage("HTTP 500");
            assertThat(over.isCached(batch("1", ALL))).isFalse();
        }
        assertThat(failing.closed).isTrue();
    }

    @Test
    void givingUpCancelsTheRequest() {
        FakeClient slow = new FakeClient();
        try (ApiClient over = new EntityCachingClient(
                slow, slow, new MemoryAnswers(1 << 20, clock), new AgeRule(TTL, clock), health)) {
            over.send(batch("1,2", ALL)).cancel();
        }
        assertThat(slow.cancelled).containsExactly(batch("1,2", ALL));
    }

    @Test
    void theBytesOfAllEntitiesAreBounded() throws IOException {
        ApiClient small = caching(20_000);
        for (int i = 0; i < 1000; i++) {
            small.send(batch(i + "," + (i + 10_000), ALL)).await();
        }
        long kept = IntStream.range(0, 1000)
                .filter(i -> small.isCached(batch(String.valueOf(i), ALL)))
                .count();

        assertThat(kept).isBetween(1L, 50L);
    }

    /** Against a host without a cache, with a fixed seed. */
    @Test
    void anyBatchesAnswerAsWithoutACacheAndAskForNothingTwice() throws IOException {
        Random random = new Random(20261128);
        List<String> fieldLists = List.of("id", "id,width", "geometry,id", ALL);
        host.unknown.addAll(Set.of("3", "14", "15"));
        Set<String> had = new HashSet<>();
        for (int run = 0; run < 500; run++) {
            List<String> ids = new ArrayList<>(random.ints(1 + random.nextInt(8), 0, 40)
                    .distinct()
                    .mapToObj(Integer::toString)
                    .toList());
            String fields = fieldLists.get(random.nextInt(fieldLists.size()));
            int before = host.inside.sent.size();

            Set<String> found = ids(batch(String.join(",", ids), fields));

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(ids.stream()
                            .filter(id -> !host.unknown.contains(id))
                            .toList());
            Set<String> expected = new TreeSet<>(ids);
            expected.removeIf(id -> fieldLists.stream()
                    .filter(list -> Set.of(list.split(",")).containsAll(Set.of(fields.split(","))))
                    .anyMatch(list -> had.contains(id + " " + list)));
            List<ApiRequest> sent = host.inside.sent.subList(before, host.inside.sent.size());
            assertThat(sent.stream()
                            .flatMap(request ->
                                    List.of(request.parameters().get("ids").split(",", -1)).stream())
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
            expected.forEach(id -> had.add(id + " " + fields));
        }
        assertThat(host.inside.sent.size()).isLessThan(200);
    }
}
