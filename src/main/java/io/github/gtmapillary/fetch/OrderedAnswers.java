package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.FetchSession.SentRequest;
import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.UnknownFormException;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
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
 * The answers to a list of requests, in the order of the requests. It sends a few requests ahead of the answer that is read next.
 *
 * <p>It looks further ahead the more answers it had to wait for: a reader that is answered from a cache and stops early sends no request
 * for the rest. See {@link ReadAhead}.
 *
 * @param <K> what a request asks for
 */
final class OrderedAnswers<K> {
    private static final Logger LOGGER = Logging.getLogger(OrderedAnswers.class);

    /** Names what to ask for next; it may have to wait for answers of its own. */
    @FunctionalInterface
    interface Keys<K> {
        /** Null after the last. */
        @Nullable K next() throws IOException;

        static <K> Keys<K> of(Iterator<K> iterator) {
            return () -> iterator.hasNext() ? iterator.next() : null;
        }

        static <K> Keys<K> of(List<K> keys) {
            return of(keys.iterator());
        }
    }

    /** Reads the body of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T read(byte[] body) throws IOException;
    }

    /** Reads an answer, unless an earlier reader's result is kept with it. */
    @FunctionalInterface
    interface AnswerReading<T> {
        T read(ApiRequest request, ApiAnswer answer) throws IOException;
    }

    private record Asked<K>(K key, SentRequest sent) {}

    private final FetchSession session;
    private final Keys<K> keys;
    private final Function<K, ApiRequest> requests;
    private final int mostAhead;
    private final Deque<Asked<K>> underWay = new ArrayDeque<>();

    /** Whether there is nothing more to ask for. */
    private boolean allAsked;

    private int ahead;

    OrderedAnswers(FetchSession session, Keys<K> keys, Function<K, ApiRequest> requests, ReadAhead readAhead) {
        this.session = session;
        this.keys = keys;
        this.requests = requests;
        this.ahead = readAhead.first();
        this.mostAhead = readAhead.most();
    }

    /**
     * Returns what the next answer is for, null after the last.
     *
     * @throws ReaderClosedException if the reader was closed before the last answer was read
     */
    @Nullable K nextKey() throws IOException {
        Asked<K> head = head();
        return head == null ? null : head.key;
    }

    /**
     * Waits for the next answer and reads it; the answer after it is then the next one, also if this one fails. An answer that cannot be
     * read is dropped from the caches and asked for once more. It may have been damaged in a cache, or cut short on its way without a
     * sign of it in HTTP.
     *
     * @throws IllegalStateException after the last
     */
    <T> T next(Reading<T> reading) throws IOException {
        return nextAnswer((request, answer) -> reading.read(answer.body()));
    }

    /** The same for a reader that can use what an earlier one made of the answer. */
    <T> T nextAnswer(AnswerReading<T> reading) throws IOException {
        return read(takeNext(), reading);
    }

    /**
     * The same for a list, whose pages are put together. Mapillary documents pages only for the search by user, but an answer that links
     * to a next page is not the whole list.
     */
    <T> List<T> nextOfPages(Reading<EntityPage<T>> reading) throws IOException {
        SentRequest first = takeNext();
        AnswerReading<EntityPage<T>> ofBody = (request, answer) -> reading.read(answer.body());
        EntityPage<T> page = read(first, ofBody);
        List<T> all = new ArrayList<>(page.rows());
        PageTrail pages = new PageTrail(first.request());
        while (page.next().isPresent()) {
            pages.goOn(page.next().get());
            page = read(session.send(pages.current()), ofBody);
            all.addAll(page.rows());
        }
        return all;
    }

    private SentRequest takeNext() throws IOException {
        Asked<K> asked = head();
        if (asked == null) {
            throw new IllegalStateException("all answers have been read");
        }
        underWay.removeFirst();
        return asked.sent;
    }

    private <T> T read(SentRequest sent, AnswerReading<T> reading) throws IOException {
        ApiAnswer answer = arrived(sent);
        try {
            return read(sent.request(), answer, reading);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Sends a request once more whose answer cannot be read: {0}", e.getMessage());
        }
        return read(sent.request(), arrived(session.send(sent.request())), reading);
    }

    /** Reads an answer; drops one that cannot be read from the caches. */
    private <T> T read(ApiRequest request, ApiAnswer answer, AnswerReading<T> reading) throws IOException {
        try {
            return reading.read(request, answer);
        } catch (UnknownFormException e) {
            session.forget(request);
            throw e.inAnswerTo(request.label());
        } catch (IOException e) {
            session.forget(request);
            throw e;
        }
    }

    /** Drops an answer that was of no use from the caches. */
    void forget(K key) {
        session.forget(requests.apply(key));
    }

    private ApiAnswer arrived(SentRequest sent) throws IOException {
        ApiAnswer answer = session.await(sent);
        if (answer.source() == AnswerSource.NETWORK) {
            ahead = Math.min(mostAhead, 2 * ahead);
        }
        return answer;
    }

    private @Nullable Asked<K> head() throws IOException {
        while (underWay.size() < ahead && !allAsked) {
            session.requireOpen();
            K key = keys.next();
            if (key == null) {
                allAsked = true;
            } else {
                underWay.add(new Asked<>(key, session.send(requests.apply(key))));
            }
        }
        if (!underWay.isEmpty()) {
            session.requireOpen();
        }
        return underWay.peekFirst();
    }
}
