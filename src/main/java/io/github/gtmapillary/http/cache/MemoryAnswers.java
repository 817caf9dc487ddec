package io.github.gtmapillary.http.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.CacheEntry;
import io.github.gtmapillary.http.ParsedBody;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers in memory, un-gzipped, with what readers made of them. The bytes of all of them together are bounded. */
final class MemoryAnswers implements AnswerStore {

    /** Estimated bytes for an answer beside its body, and for a character of its request; both on the high side. */
    private static final int OVERHEAD = 400;

    private static final int BYTES_OF_CHARACTER = 2;

    private final long mostBytes;
    private final Clock clock;
    private final Cache<ApiRequest, CacheEntry.Answer> answers;

    MemoryAnswers(long mostBytes, Clock clock) {
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((ApiRequest request, CacheEntry.Answer kept) -> weight(request, kept.answer()))
                // at once and on the thread that adds an entry: no thread of a common pool
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Executor searcher() {
        return Runnable::run;
    }

    @Override
    public @Nullable CacheEntry glance(ApiRequest request) {
        return find(request);
    }

    @Override
    public CacheEntry.@Nullable Answer find(ApiRequest request) {
        return answers.getIfPresent(request);
    }

    @Override
    public void keep(ApiRequest request, ApiAnswer answer) {
        answers.put(request, new CacheEntry.Answer(answer, clock.instant().minus(answer.age())));
    }

    @Override
    public void keepParsed(ApiRequest request, ApiAnswer answer) {
        answers.asMap()
                .computeIfPresent(
                        request,
                        (same, kept) -> kept.answer().body() == answer.body()
                                        && parsedSize(answer) > parsedSize(kept.answer())
                                ? new CacheEntry.Answer(withParsedBody(request, kept.answer(), answer), kept.since())
                                : kept);
    }

    /** An answer that would be too large stays without a parsed body, also without an earlier one: that may have grown since. */
    private ApiAnswer withParsedBody(ApiRequest request, ApiAnswer kept, ApiAnswer read) {
        return kept.parsedAs(weight(request, read) <= mostBytes ? read.parsed() : null);
    }

    private static long parsedSize(ApiAnswer answer) {
        ParsedBody parsed = answer.parsed();
        return parsed == null ? 0 : parsed.size();
    }

    @Override
    public void forget(ApiRequest request) {
        answers.invalidate(request);
    }

    @Override
    public void close() {
        answers.invalidateAll();
    }

    private static int weight(ApiRequest request, ApiAnswer answer) {
        int characters = request.path().length()
                + request.parameters().entrySet().stream()
                        .mapToInt(
                                each -> each.getKey().length() + each.getValue().length())
                        .sum();
        long bytes = OVERHEAD + BYTES_OF_CHARACTER * characters + answer.body().length + parsedSize(answer);
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
