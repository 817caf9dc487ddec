package io.github.gtmapillary.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a host that blocks this address, since each further request may prolong that: whatever is on its way there ends, and
 * requests fail at once until the host may be tried again.
 */
final class BreakerClient implements ApiClient {

    private final ApiClient inner;
    private final Breaker tiles;
    private final Breaker graph;

    /** Wraps a client. */
    BreakerClient(ApiClient inner, Breaker tiles, Breaker graph) {
        this.inner = inner;
        this.tiles = tiles;
        this.graph = graph;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Guarded guarded = new Guarded(request, request.host() == ApiHost.TILES ? tiles : graph);
        guarded.send();
        return guarded;
    }

    @Override
    public void close() {
        inner.close();
    }

    private final class Guarded extends PromisedAnswer implements Breaker.Passage {

        private final Breaker breaker;
        private volatile @Nullable PendingAnswer sent;
        private volatile boolean refused;

        Guarded(ApiRequest request, Breaker breaker) {
            super(request);
            this.breaker = breaker;
        }

        void send() {
            AddressBlockedException refusal = breaker.enter(this).orElse(null);
            if (refusal != null) {
                fail(refusal);
                return;
            }
            try {
                PendingAnswer answer = inner.send(request());
                sent = answer;
                if (refused) {
                    answer.cancel();
                }
                whenCancelled(answer::cancel);
                answer.whenDone(() -> ended(answer));
            } catch (RuntimeException | Error e) {
                // a mistake in here must reach whoever waits, who would else wait for ever
                breaker.ended(this);
                fail(e);
            }
        }

        private void ended(PendingAnswer answer) {
            try {
                ApiAnswer come = answer.await();
                breaker.answered(this);
                complete(come);
            } catch (AddressBlockedException e) {
                breaker.blocked(this, e);
            } catch (TransientApiException | DayBudgetSpentException e) {
                breaker.ended(this);
                fail(e);
            } catch (ApiException e) {
                breaker.answered(this);
                fail(e);
            } catch (IOException | RuntimeException | Error e) {
                breaker.ended(this);
                fail(e);
            }
        }

        @Override
        public ApiRequest asked() {
            return request();
        }

        @Override
        public void refuse(AddressBlockedException why) {
            fail(why);
            refused = true;
            PendingAnswer unwanted = sent;
            if (unwanted != null) {
                unwanted.cancel();
            }
        }
    }
}
