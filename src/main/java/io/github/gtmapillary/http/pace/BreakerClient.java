package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.DayBudgetSpentException;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnreachableHostException;
import io.github.gtmapillary.http.WaitTooLongException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a host that blocks this address, since each further request may prolong the block. Requests on their way to the host end,
 * and new ones fail at once, until the host may be tested. Then one request tests, and others wait for its outcome.
 */
final class BreakerClient extends ForwardingClient {

    private final PerHost<Breaker> breakers;

    /** Wraps a client. */
    BreakerClient(ApiClient inner, PerHost<Breaker> breakers) {
        super(inner);
        this.breakers = breakers;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Guarded guarded = new Guarded(request, breakers.of(request.host()));
        guarded.enter();
        return guarded;
    }

    @Override
    public void close() {
        breakers.forEach(Breaker::close);
        inner().close();
    }

    private final class Guarded extends PromisedAnswer implements Breaker.Admission {

        private final Breaker breaker;
        private volatile @Nullable PendingAnswer sent;
        private volatile boolean refused;

        Guarded(ApiRequest request, Breaker breaker) {
            super(request);
            this.breaker = breaker;
        }

        /** Call it once, from the code that makes the client. */
        void enter() {
            whenCancelled(() -> breaker.givenUp(this));
            breaker.enter(this);
        }

        @Override
        public void pass() {
            if (isDone()) {
                breaker.givenUp(this);
                return;
            }
            guarded(() -> {
                PendingAnswer answer = inner().send(request());
                sent = answer;
                if (refused) {
                    answer.cancel();
                }
                follow(answer);
                answer.whenDone(() -> ended(answer));
            });
        }

        @Override
        protected void failBy(Throwable mistake) {
            breaker.givenUp(this);
            super.failBy(mistake);
        }

        private void ended(PendingAnswer answer) {
            try {
                ApiAnswer come = answer.await();
                breaker.answered(this);
                complete(come);
            } catch (AddressBlockedException e) {
                breaker.blocked(this, e);
            } catch (TransientApiException
                    | UnreachableHostException
                    | DayBudgetSpentException
                    | WaitTooLongException e) {
                breaker.failed(this);
                fail(e);
            } catch (ApiException e) {
                breaker.answered(this);
                fail(e);
            } catch (IOException | RuntimeException | Error e) {
                breaker.givenUp(this);
                fail(e);
            }
        }

        @Override
        public ApiRequest asked() {
            return request();
        }

        @Override
        public void refuse(IOException why) {
            fail(why);
            refused = true;
            PendingAnswer unwanted = sent;
            if (unwanted != null) {
                unwanted.cancel();
            }
        }
    }
}
