package io.github.gtmapillary.http.cache;

import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.CacheEntry;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the entities of batches ({@code /?ids=…}) one by one in memory. The next batch asks only for entities that are not fresh in memory,
 * however earlier batches were composed. An entity serves if it was requested with at least the fields wanted now.
 *
 * <p>An id that a batch did not answer is kept as absent, like every absence for ten minutes at most. If data is expected, a batch of
 * absent ids alone is requested anew.
 */
final class EntityCachingClient extends ForwardingClient {
    private static final String IDS = "ids";
    private static final String FIELDS = "fields";

    /** Far more field lists than queries use; later ones serve only requests for the same fields. */
    private static final int MOST_FIELD_LISTS = 100;

    private final ApiClient batches;
    private final AnswerStore entities;
    private final AgeRule rule;
    private final Health health;
    private final Set<String> fieldLists = ConcurrentHashMap.newKeySet();

    /**
     * @param others for all requests other than batches; closed together with this client, and closes the client of the batches
     * @param batches for batches
     * @param entities the entities in memory
     */
    EntityCachingClient(ApiClient others, ApiClient batches, AnswerStore entities, AgeRule rule, Health health) {
        super(others);
        this.batches = batches;
        this.entities = entities;
        this.rule = rule;
        this.health = health;
    }

    private static boolean isBatch(ApiRequest request) {
        return request.host() == ApiHost.GRAPH
                && request.path().isEmpty()
                && request.parameters().keySet().equals(Set.of(IDS, FIELDS));
    }

    private static List<String> ids(ApiRequest batch) {
        return List.of(parameter(batch, IDS).split(",", -1));
    }

    private static String parameter(ApiRequest batch, String name) {
        return String.valueOf(batch.parameters().get(name));
    }

    private static Set<String> fields(String list) {
        return Set.of(list.split(",", -1));
    }

    private static ApiRequest entity(String id, String fieldList) {
        return ApiRequest.graph("", Map.of(IDS, id, FIELDS, fieldList));
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        if (!isBatch(request)) {
            return inner().send(request);
        }
        PromisedAnswer promised = new PromisedAnswer(request);
        promised.guarded(() -> answer(promised));
        return promised;
    }

    private void answer(PromisedAnswer promised) {
        ApiRequest batch = promised.request();
        Map<String, CacheEntry.Answer> known = known(batch);
        if (isWhole(batch, known)) {
            health.hit();
            promised.complete(whole(known));
            return;
        }
        List<String> missing =
                ids(batch).stream().filter(id -> !known.containsKey(id)).toList();
        // an earlier run may have left exactly this batch on the disk
        boolean all = missing.isEmpty() || known.isEmpty() || batches.isCached(batch);
        ApiRequest asked = all ? batch : batch.with(IDS, String.join(",", missing));
        PendingAnswer pending = batches.send(asked);
        promised.follow(pending);
        pending.whenDone(() -> arrived(promised, asked, pending, all ? Map.of() : known));
    }

    /** The fresh entities among the kept ones, and the ids known to be absent. */
    private Map<String, CacheEntry.Answer> known(ApiRequest batch) {
        List<String> sufficient = sufficient(parameter(batch, FIELDS));
        Map<String, CacheEntry.Answer> known = new LinkedHashMap<>();
        for (String id : ids(batch)) {
            sufficient.stream()
                    .flatMap(list -> Stream.ofNullable(young(id, list)))
                    .findFirst()
                    .ifPresent(kept -> known.put(id, kept));
        }
        return known;
    }

    /** All known field lists that include these fields, this list itself first. */
    private List<String> sufficient(String fieldList) {
        Set<String> wanted = fields(fieldList);
        List<String> lists = new ArrayList<>(List.of(fieldList));
        fieldLists.stream()
                .filter(list -> !list.equals(fieldList) && fields(list).containsAll(wanted))
                .forEach(lists::add);
        return lists;
    }

    private CacheEntry.@Nullable Answer young(String id, String fieldList) {
        CacheEntry.Answer kept = entities.find(entity(id, fieldList));
        return kept != null && rule.isFresh(kept.exists(), kept.since()) ? kept : null;
    }

    private static boolean isWhole(ApiRequest batch, Map<String, CacheEntry.Answer> known) {
        return known.keySet().containsAll(ids(batch))
                && !(batch.expectsData() && known.values().stream().noneMatch(CacheEntry::exists));
    }

    private ApiAnswer whole(Map<String, CacheEntry.Answer> known) {
        Duration oldest = known.values().stream()
                .map(kept -> rule.age(kept.since()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        ApiAnswer answer = ApiAnswer.of(EntitiesById.body(bodies(known)), 0);
        return (isMade(known) ? answer.asMadeData() : answer).kept(AnswerSource.MEMORY, oldest);
    }

    private static boolean isMade(Map<String, CacheEntry.Answer> known) {
        return known.values().stream().anyMatch(kept -> kept.answer().madeData());
    }

    private static Map<String, byte[]> bodies(Map<String, CacheEntry.Answer> known) {
        return known.entrySet().stream()
                .filter(entity -> entity.getValue().exists())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entity -> entity.getValue().answer().body(),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private void arrived(
            PromisedAnswer promised, ApiRequest asked, PendingAnswer pending, Map<String, CacheEntry.Answer> known) {
        try {
            ApiAnswer answer = pending.await();
            Optional<Map<String, byte[]>> found = answer.exists() ? EntitiesById.in(answer.body()) : Optional.empty();
            if (found.isPresent()) {
                keep(asked, answer, found.get());
                promised.complete(known.isEmpty() ? answer : completed(answer, found.get(), known));
            } else if (known.isEmpty()) {
                promised.complete(answer);
            } else {
                // it can't be merged with the kept entities
                batches.forget(asked);
                PendingAnswer all = batches.send(promised.request());
                promised.follow(all);
                all.whenDone(() -> promised.settleAs(all));
            }
        } catch (IOException | RuntimeException | Error e) {
            promised.fail(e);
        }
    }

    private void keep(ApiRequest asked, ApiAnswer answer, Map<String, byte[]> found) {
        String fieldList = parameter(asked, FIELDS);
        if (fieldLists.size() < MOST_FIELD_LISTS) {
            fieldLists.add(fieldList);
        }
        for (String id : ids(asked)) {
            byte[] body = found.get(id);
            entities.keep(
                    entity(id, fieldList),
                    new ApiAnswer(
                            body != null,
                            body == null ? new byte[0] : body,
                            0,
                            answer.source(),
                            answer.age(),
                            answer.madeData()));
        }
    }

    private static ApiAnswer completed(
            ApiAnswer answer, Map<String, byte[]> found, Map<String, CacheEntry.Answer> known) {
        Map<String, byte[]> all = bodies(known);
        all.putAll(found);
        return new ApiAnswer(
                true,
                EntitiesById.body(all),
                answer.bytesReceived(),
                answer.source(),
                answer.age(),
                answer.madeData() || isMade(known));
    }

    @Override
    public boolean isCached(ApiRequest request) {
        return isBatch(request)
                ? isWhole(request, known(request)) || batches.isCached(request)
                : inner().isCached(request);
    }

    @Override
    public void forget(ApiRequest request) {
        if (!isBatch(request)) {
            inner().forget(request);
            return;
        }
        List<String> sufficient = sufficient(parameter(request, FIELDS));
        for (String id : ids(request)) {
            sufficient.forEach(list -> entities.forget(entity(id, list)));
        }
        batches.forget(request);
    }
}
