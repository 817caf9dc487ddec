package io.github.gtmapillary.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes equal requests that are under way at the same time once. Whoever gives its answer up leaves the others alone; the request is
 * given up when nobody wants it any more. A failure reaches all who wait for it, and nobody after them.
 */
final class SingleFlightClient implements ApiClient {

    private final ApiClient inner;

    /** What is under way; guards itself and what is inside. */
    private final Map<ApiRequest, Flight> flights = new HashMap<>();

    SingleFlightClient(ApiClient inner) {
        this.inner = inner;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Flight flight;
        boolean isNew;
        Seat seat;
        Standstill standstill;
        synchronized (flights) {
            isNew = !flights.containsKey(request);
            flight = flights.computeIfAbsent(request, Flight::new);
            seat = new Seat(flight);
            flight.seats.add(seat);
            standstill = flight.standstill;
        }
        seat.whenCancelled(() -> seat.flight.leave(seat));
        if (standstill != null) {
            seat.stands(standstill);
        }
        if (isNew) {
            flight.start();
        }
        return seat;
    }

    @Override
    public boolean isCached(ApiRequest request) {
        return inner.isCached(request);
    }

    @Override
    public Patience patience() {
        return inner.patience();
    }

    @Override
    public void forget(ApiRequest request) {
        inner.forget(request);
    }

    @Override
    public void close() {
        inner.close();
    }

    /** The answer to one of several equal requests that share a request under way. */
    private static final class Seat extends PromisedAnswer {

        private final Flight flight;

        Seat(Flight flight) {
            super(flight.request);
            this.flight = flight;
        }

        /** Ends the request only if nobody else may want to wait for longer. */
        @Override
        public void giveUp(WaitTooLongException why) {
            PendingAnswer sent = flight.forGivingUp(why);
            if (sent == null) {
                super.giveUp(why);
            } else {
                sent.giveUp(why);
            }
        }
    }

    /** One request under way, and all who wait for it. */
    private final class Flight {

        private final ApiRequest request;
        private final List<Seat> seats = new ArrayList<>();
        private @Nullable PendingAnswer sent;
        private @Nullable Standstill standstill;

        Flight(ApiRequest request) {
            this.request = request;
        }

        /** Outside of the lock, because the answer may be there at once. */
        void start() {
            try {
                PendingAnswer answer = inner.send(request);
                boolean isWanted;
                synchronized (flights) {
                    sent = answer;
                    isWanted = !seats.isEmpty();
                }
                if (!isWanted) {
                    answer.cancel();
                }
                answer.watch(this::stands);
                answer.whenDone(() -> land().forEach(seat -> seat.settleAs(answer)));
            } catch (RuntimeException | Error e) {
                // else all who ask for the same from now on would wait for ever
                land().forEach(seat -> seat.fail(e));
            }
        }

        private void stands(@Nullable Standstill now) {
            List<Seat> waiting;
            synchronized (flights) {
                standstill = now;
                waiting = List.copyOf(seats);
            }
            waiting.forEach(seat -> seat.stands(now));
        }

        /** What ends for all who wait for it; null if one leaves the others alone. */
        @Nullable PendingAnswer forGivingUp(WaitTooLongException why) {
            synchronized (flights) {
                return why.isForAll() || seats.size() == 1 ? sent : null;
            }
        }

        void leave(PromisedAnswer seat) {
            PendingAnswer unwanted = null;
            synchronized (flights) {
                if (seats.remove(seat) && seats.isEmpty()) {
                    flights.remove(request, this);
                    unwanted = sent;
                }
            }
            if (unwanted != null) {
                unwanted.cancel();
            }
        }

        /** Ends the flight and tells who is on board. */
        List<Seat> land() {
            synchronized (flights) {
                flights.remove(request, this);
                List<Seat> passengers = List.copyOf(seats);
                seats.clear();
                return passengers;
            }
        }
    }
}
