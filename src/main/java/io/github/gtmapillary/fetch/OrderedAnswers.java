package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.UnknownFormException;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PendingAnswer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * The answers to a row of requests in their order, asked for a few ahead.
 *
 * <p>When the reader may stop early, it begins with one request and looks further ahead the more answers it had to wait for: who is
 * answered from a cache shall not ask for what lies behind.
 *
 * @param <K> what a request is for
 */
final class OrderedAnswers<K> {
    private static final Logger LOGGER = Logging.getLogger(OrderedAnswers.class);

    /** Says what to ask for next; may have to wait for it itself. */
    @FunctionalInterface
    interface Keys<K> {
        /** Null after the last. */
        @Nullable K next() throws IOException;

        static <K> Keys<K> of(Iterator<K> iterator) {
            return () -> iterator.hasNext() ? iterator.next() : null;
        }
    }

    /** Reads the body of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] body) throws IOException;
    }

    private record Asked<K>(K key, ApiRequest request, PendingAnswer answer) {}

    private final ApiClient client;
    private final Keys<K> keys;
    private final Function<K, ApiRequest> requests;
    private final FetchTally tally;
    private final int mostAhead;
    /** Guarded by itself: closing may come from another thread. */
    private final Deque<Asked<K>> underWay = new ArrayDeque<>();

    /** Whether there is nothing more to ask for. */
    private boolean allAsked;

    /** Whether it was closed while there were answers to come. */
    private boolean cutShort;

    private int ahead;

    OrderedAnswers(
            ApiClient client,
            Keys<K> keys,
            Function<K, ApiRequest> requests,
            int mostAhead,
            boolean mayStopEarly,
            FetchTally tally) {
        this.client = client;
        this.keys = keys;
        this.requests = requests;
        this.tally = tally;
        this.mostAhead = mostAhead;
        this.ahead = mayStopEarly ? 1 : mostAhead;
    }

    /** What the next answer to come is for, null after the last. */
    @Nullable K nextKey() throws IOException {
        Asked<K> head = head();
        return head == null ? null : head.key;
    }

    /**
     * Waits for the next answer, reads it and goes on, whether it comes or fails. An answer that can't be read is dropped from the
     * caches and asked for once more: it may have been damaged in them, or cut short on its way where HTTP does not show it.
     *
     * @throws IllegalStateException after the last
     */
    <T> T next(Reading<T> reading) throws IOException {
        return read(waitedFor(), reading);
    }

    /**
     * The same for a list: all of it, should it come in pages. In no document do those lists that are not searched by user, but an
     * answer that links to a next page is not the whole.
     */
    <T> List<T> nextOfPages(Reading<EntityPage<T>> reading) throws IOException {
        Asked<K> asked = waitedFor();
        EntityPage<T> page = read(asked, reading);
        List<T> all = new ArrayList<>(page.rows());
        PageTrail pages = new PageTrail(asked.request);
        while (page.next().isPresent()) {
            pages.goOn(page.next().get());
            asked = first(asked.key, pages.current());
            page = read(asked, reading);
            all.addAll(page.rows());
        }
        return all;
    }

    private Asked<K> waitedFor() throws IOException {
        Asked<K> asked = head();
        if (asked == null) {
            throw new IllegalStateException("all answers have been read");
        }
        return asked;
    }

    private <T> T read(Asked<K> asked, Reading<T> reading) throws IOException {
        ApiAnswer answer = arrived(asked);
        try {
            return read(asked.request, answer, reading);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Asks once more for what can''t be read: {0}", e.getMessage());
        }
        return read(asked.request, arrived(first(asked.key, asked.request)), reading);
    }

    /** Asks for something before all that is under way. */
    private Asked<K> first(K key, ApiRequest request) throws IOException {
        synchronized (underWay) {
            if (cutShort) {
                throw new ReaderClosedException();
            }
            tally.requested(request);
            Asked<K> asked = new Asked<>(key, request, tally.patience.send(client, request));
            underWay.addFirst(asked);
            return asked;
        }
    }

    /** Reads an answer; one that can't be read is dropped from the caches. */
    private <T> T read(ApiRequest request, ApiAnswer answer, Reading<T> reading) throws IOException {
        try {
            return reading.read(answer.body());
        } catch (UnknownFormException e) {
            client.forget(request);
            throw e.inAnswerTo(request.label());
        } catch (IOException e) {
            client.forget(request);
            throw e;
        }
    }

    /** Drops an answer that was of no use from the caches. */
    void forget(K key) {
        client.forget(requests.apply(key));
    }

    private ApiAnswer arrived(Asked<K> asked) throws IOException {
        try {
            ApiAnswer answer = tally.patience.await(asked.request, asked.answer);
            tally.received(asked.request, answer);
            if (answer.source() == AnswerSource.NETWORK) {
                ahead = Math.min(mostAhead, 2 * ahead);
            }
            return answer;
        } finally {
            synchronized (underWay) {
                underWay.pollFirst();
            }
        }
    }

    private @Nullable Asked<K> head() throws IOException {
        while (isWanting()) {
            K key = keys.next();
            synchronized (underWay) {
                allAsked = key == null;
                if (key != null && !cutShort) {
                    ApiRequest request = requests.apply(key);
                    tally.requested(request);
                    underWay.add(new Asked<>(key, request, tally.patience.send(client, request)));
                }
            }
        }
        synchronized (underWay) {
            return underWay.peekFirst();
        }
    }

    private boolean isWanting() throws ReaderClosedException {
        synchronized (underWay) {
            if (cutShort) {
                throw new ReaderClosedException();
            }
            return underWay.size() < ahead && !allAsked;
        }
    }

    void close() {
        synchronized (underWay) {
            cutShort |= !underWay.isEmpty() || !allAsked;
            underWay.forEach(asked -> asked.answer.cancel());
            underWay.clear();
        }
    }
}
