package io.github.gtmapillary.http;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Keeps answers of any age. Safe for many threads. A store that fails is empty, and logs the failure. */
public interface AnswerStore {

    /** Runs calls of {@link #find}: on a thread other than the sending one, if finding takes time. */
    Executor searcher();

    /** The metadata of the answer to a request, without its body; null if there is no answer. */
    @Nullable CacheEntry glance(ApiRequest request);

    /** The answer to a request; null if there is none or if it is damaged. */
    CacheEntry.@Nullable Answer find(ApiRequest request);

    /** Keeps an answer that came from the network or from another store. */
    void keep(ApiRequest request, ApiAnswer answer);

    /** Drops the answer to a request. */
    void forget(ApiRequest request);

    /** Keeps what a reader made of an answer, if the store is in memory and holds the very body of this answer. */
    void keepParsed(ApiRequest request, ApiAnswer answer);

    /** Drops everything; afterwards the store stays empty. */
    void close();
}
