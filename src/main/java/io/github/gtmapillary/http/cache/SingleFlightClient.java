package io.github.gtmapillary.http.cache;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.Standstill;
import io.github.gtmapillary.http.WaitTooLongException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends equal simultaneous requests once. A caller that cancels does not affect the others; the request is cancelled when its last caller
 * cancels. A failure reaches all callers that wait for it, and no later one.
 */
final class SingleFlightClient extends ForwardingClient {

    /** The requests under way; the map is the lock for itself and its values. */
    private final Map<ApiRequest, InFlight> inFlight = new HashMap<>();

    SingleFlightClient(ApiClient inner) {
        super(inner);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        InFlight shared;
        boolean isNew;
        Waiter waiter;
        Standstill standstill;
        synchronized (inFlight) {
            isNew = !inFlight.containsKey(request);
            shared = inFlight.computeIfAbsent(request, InFlight::new);
            waiter = new Waiter(shared);
            shared.waiters.add(waiter);
            standstill = shared.standstill;
        }
        waiter.whenCancelled(() -> waiter.shared.leave(waiter));
        if (standstill != null) {
            waiter.stands(standstill);
        }
        if (isNew) {
            shared.start();
        }
        return waiter;
    }

    /** The answer to one of several equal requests that share a request under way. */
    private static final class Waiter extends PromisedAnswer {

        private final InFlight shared;

        Waiter(InFlight shared) {
            super(shared.request);
            this.shared = shared;
        }

        /** Ends the request only if no other caller may want to wait longer. */
        @Override
        public void giveUp(WaitTooLongException why) {
            PendingAnswer sent = shared.forGivingUp(why);
            if (sent == null) {
                super.giveUp(why);
            } else {
                sent.giveUp(why);
            }
        }
    }

    /** One request under way, and its callers. */
    private final class InFlight {

        private final ApiRequest request;
        private final List<Waiter> waiters = new ArrayList<>();
        private @Nullable PendingAnswer sent;
        private @Nullable Standstill standstill;

        InFlight(ApiRequest request) {
            this.request = request;
        }

        /** Outside the lock, because the answer may be there at once. */
        void start() {
            try {
                PendingAnswer answer = inner().send(request);
                boolean isWanted;
                synchronized (inFlight) {
                    sent = answer;
                    isWanted = !waiters.isEmpty();
                }
                if (!isWanted) {
                    answer.cancel();
                }
                answer.watch(this::stands);
                answer.whenDone(() -> finish().forEach(waiter -> waiter.settleAs(answer)));
            } catch (RuntimeException | Error e) {
                // else all later callers of the same request would wait without end
                finish().forEach(waiter -> waiter.fail(e));
            }
        }

        private void stands(@Nullable Standstill now) {
            List<Waiter> waiting;
            synchronized (inFlight) {
                standstill = now;
                waiting = List.copyOf(waiters);
            }
            waiting.forEach(waiter -> waiter.stands(now));
        }

        /** The request to cancel for all callers; null while other callers still wait for it. */
        @Nullable PendingAnswer forGivingUp(WaitTooLongException why) {
            synchronized (inFlight) {
                return why.isForAll() || waiters.size() == 1 ? sent : null;
            }
        }

        void leave(PromisedAnswer waiter) {
            PendingAnswer unwanted = null;
            synchronized (inFlight) {
                if (waiters.remove(waiter) && waiters.isEmpty()) {
                    inFlight.remove(request, this);
                    unwanted = sent;
                }
            }
            if (unwanted != null) {
                unwanted.cancel();
            }
        }

        /** Ends the sharing, and returns all callers. */
        List<Waiter> finish() {
            synchronized (inFlight) {
                inFlight.remove(request, this);
                List<Waiter> last = List.copyOf(waiters);
                waiters.clear();
                return last;
            }
        }
    }
}
