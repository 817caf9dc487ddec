package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.TransientApiException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a host may be asked. If the host blocks this address, nothing is sent for a while. Then one request tests the block, and
 * later requests wait for its outcome; once the host answers, all may go again. All programs on one {@link BlockMemory} pause together, and
 * only one of them sends a test. Safe for many threads; calls no request under its lock.
 */
final class Breaker {

    private static final Logger LOGGER = Logging.getLogger(Breaker.class);

    /** Number of tests; each may last as long as a request may. */
    private static final int VAIN_TRIES = 3;

    private static final String ADVICE =
            "Such a block lasts about a day, and further requests prolong it. If it is over,"
                    + " an administrator can lift it with 'mapillary cache --unblock' (with the store's cache_dir) or with the operation"
                    + " 'unblock' of the store's MBean";

    /** A request that asks to pass. */
    interface Admission {
        ApiRequest asked();

        /** Sends the request. */
        void pass();

        /** Fails the request, because it must not be sent, or not any more. */
        void refuse(IOException why);
    }

    private final String name;
    private final BreakerRules rules;
    private final BlockMemory memory;
    private final Timekeeper time;

    /** Guarded by this, like the fields below. */
    private final Set<Admission> underWay = new HashSet<>();

    /** The request that tests whether the block is over. */
    private @Nullable Admission probe;

    /** Tests in a row that ended without an answer while other requests waited. */
    private int vainTries;

    /** Requests that wait for the test's outcome. */
    private final Deque<Admission> waiting = new ArrayDeque<>();

    /** The last block written to the log. */
    private @Nullable Block told;

    /** @param name the host's name in messages */
    Breaker(String name, BreakerRules rules, BlockMemory memory, Timekeeper time) {
        this.name = name;
        this.rules = rules;
        this.memory = memory;
        this.time = time;
    }

    /** Refuses a request, or lets it pass, now or later. A request that passed must end with a call of one of the methods below. */
    void enter(Admission admission) {
        Block block;
        synchronized (this) {
            if (probe != null) {
                waiting.add(admission);
                return;
            }
            block = memory.look();
            if (block != null && block.mayBeTried(now(), rules.longestPause())) {
                block = triedBy(admission);
            }
            if (block == null) {
                underWay.add(admission);
            }
        }
        if (block == null) {
            admission.pass();
        } else {
            admission.refuse(refusal(admission, block));
        }
    }

    /** Makes this request the test, unless another program was faster. Returns the block if the request may not pass. */
    private @Nullable Block triedBy(Admission admission) {
        boolean[] tries = {false};
        Block block = memory.change(before -> {
            tries[0] = before != null && before.mayBeTried(now(), rules.longestPause());
            return tries[0] ? leased(before) : before;
        });
        if (tries[0]) {
            probe = admission;
            return null;
        }
        return block;
    }

    /** No other request may test while this one can last; afterwards it counts as lost, and another one may. */
    private @Nullable Block leased(@Nullable Block block) {
        return block == null ? null : block.triedAgainAt(now().plus(rules.longestTrial()));
    }

    /** The host has answered normally, so it does not block this address. */
    void answered(Admission admission) {
        List<Admission> next;
        synchronized (this) {
            underWay.remove(admission);
            if (admission != probe) {
                return;
            }
            memory.change(before -> null);
            told = null;
            probe = null;
            vainTries = 0;
            next = List.copyOf(waiting);
            waiting.clear();
            underWay.addAll(next);
        }
        LOGGER.log(Level.INFO, "{0} answers this address again", name);
        next.forEach(Admission::pass);
    }

    /** The request was cancelled and proves nothing. If it was the test, the next request tests. */
    void givenUp(Admission admission) {
        Admission next;
        synchronized (this) {
            waiting.remove(admission);
            next = successor(admission);
        }
        if (next != null) {
            next.pass();
        }
    }

    /**
     * The request ended without an answer, for instance because the network failed. If it was the test, the next request tests. Waiting
     * requests are refused after {@value #VAIN_TRIES} such tests.
     */
    void failed(Admission admission) {
        List<Admission> tired = List.of();
        Admission next;
        Block block;
        synchronized (this) {
            if (admission == probe && ++vainTries == VAIN_TRIES) {
                vainTries = 0;
                tired = List.copyOf(waiting);
                waiting.clear();
            }
            next = successor(admission);
            block = tired.isEmpty() ? null : memory.look();
        }
        if (next != null) {
            next.pass();
        }
        for (Admission other : tired) {
            other.refuse(block == null ? lifted(other) : refusal(other, block));
        }
    }

    /** The request that tests now that this one has ended, null if none does yet. Call it under the lock. */
    private @Nullable Admission successor(Admission ended) {
        underWay.remove(ended);
        if (ended != probe) {
            return null;
        }
        probe = waiting.poll();
        if (probe != null) {
            underWay.add(probe);
        }
        memory.change(probe == null ? this::triedAgainAtOnce : this::leased);
        return probe;
    }

    private @Nullable Block triedAgainAtOnce(@Nullable Block block) {
        return block == null ? null : block.triedAgainAt(now());
    }

    /** The host blocks this address: fails this request and all others on their way to the host. */
    void blocked(Admission admission, AddressBlockedException failure) {
        String reason = String.valueOf(failure.getMessage());
        Block current;
        boolean isNews;
        List<Admission> others = List.of();
        synchronized (this) {
            boolean isProbe = admission == probe;
            Instant now = now();
            Block known = memory.change(before -> before == null || isProbe ? rules.refused(before, now) : before);
            current = known == null ? rules.refused(null, now) : known;
            isNews = !current.equals(told);
            told = current;
            // else this request was under way together with the one that learnt it first
            if (underWay.remove(admission)) {
                others = Stream.concat(underWay.stream(), waiting.stream()).toList();
                underWay.clear();
                waiting.clear();
                probe = null;
                vainTries = 0;
            }
        }
        if (isNews) {
            LOGGER.log(Level.WARNING, "Sending nothing to {0} until {1}: {2}. {3}", new Object[] {
                name, current.until(), reason, ADVICE
            });
        }
        admission.refuse(new AddressBlockedException(
                admission.asked(),
                reason + "; nothing is sent to " + name + " until " + current.until() + ". " + ADVICE,
                current.until()));
        others.forEach(other -> other.refuse(refusal(other, current)));
    }

    /** Ends the block, because an administrator knows that it is over. */
    void lift() {
        synchronized (this) {
            if (memory.look() == null) {
                return;
            }
            memory.change(before -> null);
            told = null;
        }
        LOGGER.log(Level.INFO, "The block by {0} was lifted by hand", name);
    }

    /** Fails waiting requests. */
    void close() {
        List<Admission> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(admission -> admission.refuse(RequestCancelledException.byClosing(admission.asked())));
    }

    private AddressBlockedException refusal(Admission admission, Block block) {
        return new AddressBlockedException(
                admission.asked(),
                "blocked for this address until " + block.until() + ": " + name + " is not asked for "
                        + admission.asked().label()
                        + " before, and then by one request first; cached tiles still serve. The block began at "
                        + block.since() + ". " + ADVICE,
                block.until());
    }

    /** Refuses requests whose test failed after the block had been lifted. */
    private IOException lifted(Admission admission) {
        return new TransientApiException(
                admission.asked(),
                name + " was not asked for " + admission.asked().label()
                        + ", because the requests before it went unanswered: check the network and try again",
                null,
                null);
    }

    private Instant now() {
        return time.clock().instant();
    }

    /** Until when the host is not asked; empty if it is asked. After that moment, the next request tests. */
    Optional<Instant> blockedUntil() {
        return Optional.ofNullable(memory.look()).map(Block::until);
    }
}
