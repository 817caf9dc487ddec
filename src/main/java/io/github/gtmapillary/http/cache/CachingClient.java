package io.github.gtmapillary.http.cache;

import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.CacheEntry;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers from a store if it has a fresh answer, and asks the client inside for everything else. It never keeps a failure. If Mapillary
 * can't be asked, an expired tile serves, with a warning and marked {@link AnswerSource#STALE}.
 */
final class CachingClient extends ForwardingClient {

    private final AnswerStore store;
    private final AnswerSource source;
    private final AgeRule rule;
    private final RareWarning warning;
    private final Health health;
    private final Set<PromisedAnswer> lookedUp = ConcurrentHashMap.newKeySet();

    /**
     * Wraps a client.
     *
     * @param store closed together with this client
     * @param source the source that answers from the store are marked with
     * @param health counts each answer from the store
     */
    CachingClient(
            ApiClient inner, AnswerStore store, AnswerSource source, AgeRule rule, RareWarning warning, Health health) {
        super(inner);
        this.store = store;
        this.source = source;
        this.rule = rule;
        this.warning = warning;
        this.health = health;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        PromisedAnswer promised = new PromisedAnswer(request);
        lookedUp.add(promised);
        promised.whenDone(() -> lookedUp.remove(promised));
        try {
            store.searcher().execute(() -> lookUp(promised));
        } catch (RejectedExecutionException e) {
            // closed: the client inside has the best message for that
            PendingAnswer refused = inner().send(request);
            promised.follow(refused);
            refused.whenDone(() -> promised.settleAs(refused));
        }
        return promised;
    }

    private void lookUp(PromisedAnswer promised) {
        if (promised.isDone()) {
            return; // cancelled while it waited for its turn
        }
        promised.guarded(() -> {
            CacheEntry.Answer kept = store.find(promised.request());
            if (kept != null && serves(promised.request(), kept)) {
                health.hit();
                promised.complete(kept.answer().kept(source, rule.age(kept.since())));
                return;
            }
            PendingAnswer asked = inner().send(promised.request());
            promised.follow(asked);
            asked.whenDone(() -> arrived(promised, asked, kept));
        });
    }

    /** A cached empty answer must not go to a caller that expects data. */
    private boolean serves(ApiRequest request, CacheEntry.Answer kept) {
        return rule.isFresh(kept.exists(), kept.since())
                && !(request.expectsData() && kept.answer().holdsNothing());
    }

    private void arrived(PromisedAnswer promised, PendingAnswer asked, CacheEntry.@Nullable Answer kept) {
        try {
            ApiAnswer answer = asked.await();
            if (answer.source() != AnswerSource.STALE) {
                store.keep(promised.request(), answer);
            }
            promised.complete(answer);
        } catch (ApiException e) {
            settleAfter(e, promised, kept);
        } catch (IOException | RuntimeException | Error e) {
            promised.fail(e);
        }
    }

    private void settleAfter(ApiException failure, PromisedAnswer promised, CacheEntry.@Nullable Answer kept) {
        if (kept == null || !kept.exists() || !mayServeStale(failure)) {
            promised.fail(failure);
            return;
        }
        warning.tell(
                failure.kind().name(),
                "Tiles past their age serve from the cache for a while, because Mapillary can't be asked: "
                        + failure.getMessage());
        health.hit();
        promised.complete(kept.answer().kept(AnswerSource.STALE, rule.age(kept.since())));
    }

    /** Tiles alone; and not after Mapillary was asked and refused, because then another token or request is needed. */
    private static boolean mayServeStale(ApiException failure) {
        return failure.request().host() == ApiHost.TILES
                && !(failure instanceof TokenRejectedException
                        || failure instanceof UnexpectedAnswerException
                        || failure instanceof UnknownEntityException
                        || failure instanceof TooMuchDataException);
    }

    @Override
    public boolean isCached(ApiRequest request) {
        CacheEntry kept = store.glance(request);
        return (kept != null && rule.isFresh(kept.exists(), kept.since())) || inner().isCached(request);
    }

    @Override
    public void forget(ApiRequest request) {
        store.forget(request);
        inner().forget(request);
    }

    @Override
    public void keepParsed(ApiRequest request, ApiAnswer answer) {
        store.keepParsed(request, answer);
        inner().keepParsed(request, answer);
    }

    /** Fails the answers still missing; the client inside ends its own requests. */
    @Override
    public void close() {
        inner().close();
        for (PromisedAnswer promised : lookedUp) {
            promised.fail(RequestCancelledException.byClosing(promised.request()));
        }
        store.close();
    }
}
