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
 * Whether one host may be asked. It may until it says that it blocks this address; then not for a while; then one request may try,
 * and those that come meanwhile wait for what becomes of it: if it is answered, all may again. All programs that share a {@link
 * BlockMemory} leave the host alone together, and one request of one of them tries. Safe for many threads; calls no request under its
 * lock.
 */
final class Breaker {

    private static final Logger LOGGER = Logging.getLogger(Breaker.class);

    /** Each may last as long as a request may. */
    private static final int VAIN_TRIES = 3;

    private static final String ADVICE =
            "Such a block lasts about a day, and asking prolongs it. An administrator who knows"
                    + " that it is over lifts it with 'mapillary cache --unblock' (with the store's cache_dir) or with the operation"
                    + " 'unblock' of the store's MBean";

    /** A request that wants to pass. */
    interface Admission {
        ApiRequest asked();

        /** Sends it. */
        void pass();

        /** Ends it, for it is not to be sent, or not any more. */
        void refuse(IOException why);
    }

    private final String name;
    private final BreakerRules rules;
    private final BlockMemory memory;
    private final Timekeeper time;

    /** Guarded by this, as is what follows. */
    private final Set<Admission> underWay = new HashSet<>();

    /** The one that tries whether the block is over. */
    private @Nullable Admission probe;

    /** How many in a row have tried since somebody waits, and ended without an answer. */
    private int vainTries;

    /** Those that wait for what becomes of it. */
    private final Deque<Admission> waiting = new ArrayDeque<>();

    /** The last block that the log has told of. */
    private @Nullable Block told;

    /** @param name what messages call the host */
    Breaker(String name, BreakerRules rules, BlockMemory memory, Timekeeper time) {
        this.name = name;
        this.rules = rules;
        this.memory = memory;
        this.time = time;
    }

    /** Lets a request pass, at once or later, which then has to end by one of the methods below; or refuses it. */
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

    /** Makes this request the one that tries, unless another program was faster. Returns the block if it may not pass. */
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

    /** For as long as a trial may last, nobody else tries; after that it is lost, and somebody else does. */
    private @Nullable Block leased(@Nullable Block block) {
        return block == null ? null : block.triedAgainAt(now().plus(rules.longestTrial()));
    }

    /** The host has answered as it does to those whom it does not block. */
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

    /** The request was given up and says nothing. If it was to try, the next one tries. */
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
     * The request has ended without an answer of the host: the network failed, say. If it was to try, the next one tries; those that
     * wait do so for no more than {@value #VAIN_TRIES} such tries, and are refused then.
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

    /** The request that tries now that this one has ended, null for none yet; to be called under the lock. */
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

    /** The host blocks this address: ends this request and all others that are on their way there. */
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
            // else it was on its way together with the one that was told so first
            if (underWay.remove(admission)) {
                others = Stream.concat(underWay.stream(), waiting.stream()).toList();
                underWay.clear();
                waiting.clear();
                probe = null;
                vainTries = 0;
            }
        }
        if (isNews) {
            LOGGER.log(Level.WARNING, "Nothing is asked of {0} until {1}: {2}. {3}", new Object[] {
                name, current.until(), reason, ADVICE
            });
        }
        admission.refuse(new AddressBlockedException(
                admission.asked(),
                reason + "; it is not asked again until " + current.until() + ". " + ADVICE,
                current.until()));
        others.forEach(other -> other.refuse(refusal(other, current)));
    }

    /** Takes the block for over, because a person knows so. */
    void lift() {
        synchronized (this) {
            if (memory.look() == null) {
                return;
            }
            memory.change(before -> null);
            told = null;
        }
        LOGGER.log(Level.INFO, "The block of {0} is lifted by hand", name);
    }

    /** Ends those that wait. */
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
                        + " before, and then by one request first; what is cached still serves. The block began at "
                        + block.since() + ". " + ADVICE,
                block.until());
    }

    /** Refuses requests that waited for a trial which failed while the block was lifted. */
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

    /** Until when the host is not asked, empty if it is. A moment that has passed: the next request tries. */
    Optional<Instant> blockedUntil() {
        return Optional.ofNullable(memory.look()).map(Block::until);
    }
}
