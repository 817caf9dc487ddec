package io.github.gtmapillary.http.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.CacheEntry;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Answers in memory, un-gzipped and ready to be decoded. The bytes of all of them together are bounded. */
final class MemoryAnswers implements AnswerStore {

    /** What an answer takes beside its body, and a character of its request, in bytes: rather too much than too little. */
    private static final int OVERHEAD = 400;

    private static final int BYTES_OF_CHARACTER = 2;

    private final Clock clock;
    private final Cache<ApiRequest, CacheEntry.Answer> answers;

    MemoryAnswers(long mostBytes, Clock clock) {
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(mostBytes)
                .weigher((ApiRequest request, CacheEntry.Answer kept) -> weight(request, kept.answer()))
                // at once and by whoever puts something in: no thread of anybody else's
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
        return OVERHEAD + BYTES_OF_CHARACTER * characters + answer.body().length;
    }
}
