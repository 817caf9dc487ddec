package io.github.gtmapillary.http;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Keeps answers, however old they are. Safe for many threads; a store that fails holds nothing, and says so in the log. */
public interface AnswerStore {

    /** Where {@link #find} may be called: elsewhere than on the thread that sends, if it takes its time. */
    Executor searcher();

    /** The metadata of the answer to a request, without its body; null if there is no answer. */
    @Nullable CacheEntry glance(ApiRequest request);

    /** The answer to a request; null if there is none or if it is damaged. */
    CacheEntry.@Nullable Answer find(ApiRequest request);

    /** Takes in an answer that has come from further down, from the network or from another store. */
    void keep(ApiRequest request, ApiAnswer answer);

    /** Drops the answer to a request. */
    void forget(ApiRequest request);

    /** Lets go of everything; from then on it holds nothing. */
    void close();
}
