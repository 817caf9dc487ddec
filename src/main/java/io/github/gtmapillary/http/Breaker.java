package io.github.gtmapillary.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether one host may be asked. It may until it says that it blocks this address; then not for a while; then one request may try,
 * and those that come meanwhile wait for what becomes of it: if it is answered, all may again. Safe for many threads; calls nothing
 * outside under its lock.
 */
final class Breaker {

    private static final Logger LOGGER = Logger.getLogger(Breaker.class.getPackageName());

    /** Each may last as long as a request may. */
    private static final int VAIN_TRIES = 3;

    /** A request that wants to pass. */
    interface Passage {
        ApiRequest asked();

        /** Sends it. */
        void pass();

        /** Ends it, for it is not to be sent, or not any more. */
        void refuse(IOException why);
    }

    private record Block(Duration pause, long endsAt, Instant until, String reason) {}

    private final String name;
    private final BreakerRules rules;
    private final Timekeeper time;

    /** Guarded by this, as is what follows. */
    private final Set<Passage> underWay = new HashSet<>();

    /** Null while the host may be asked. */
    private @Nullable Block block;

    /** The one that tries whether the block is over. */
    private @Nullable Passage probe;

    /** How many in a row have tried since somebody waits, and ended without an answer. */
    private int vainTries;

    /** Those that wait for what becomes of it. */
    private final Deque<Passage> waiting = new ArrayDeque<>();

    /** @param name what messages call the host */
    Breaker(String name, BreakerRules rules, Timekeeper time) {
        this.name = name;
        this.rules = rules;
        this.time = time;
    }

    /** Lets a request pass, at once or later, which then has to end by one of the methods below; or refuses it. */
    void enter(Passage passage) {
        Block current;
        synchronized (this) {
            if (probe != null) {
                waiting.add(passage);
                return;
            }
            current = block != null && block.endsAt - time.nanoTime() > 0 ? block : null;
            if (current == null) {
                probe = block == null ? null : passage;
                underWay.add(passage);
            }
        }
        if (current == null) {
            passage.pass();
        } else {
            passage.refuse(refusal(passage, current));
        }
    }

    /** The host has answered as it does to those whom it does not block. */
    void answered(Passage passage) {
        List<Passage> next;
        synchronized (this) {
            underWay.remove(passage);
            if (passage != probe) {
                return;
            }
            block = null;
            probe = null;
            vainTries = 0;
            next = List.copyOf(waiting);
            waiting.clear();
            underWay.addAll(next);
        }
        LOGGER.log(Level.INFO, "{0} answers this address again", name);
        next.forEach(Passage::pass);
    }

    /** The request was given up and says nothing. If it was to try, the next one tries. */
    void givenUp(Passage passage) {
        Passage next;
        synchronized (this) {
            waiting.remove(passage);
            next = successor(passage);
        }
        if (next != null) {
            next.pass();
        }
    }

    /**
     * The request has ended without an answer of the host: the network failed, say. If it was to try, the next one tries; those that
     * wait do so for no more than {@value #VAIN_TRIES} such tries, and are refused then.
     */
    void failed(Passage passage) {
        Block current;
        List<Passage> tired = List.of();
        Passage next;
        synchronized (this) {
            current = block;
            if (passage == probe && ++vainTries == VAIN_TRIES) {
                vainTries = 0;
                tired = List.copyOf(waiting);
                waiting.clear();
            }
            next = successor(passage);
        }
        if (next != null) {
            next.pass();
        }
        if (current != null) {
            tired.forEach(other -> other.refuse(refusal(other, current)));
        }
    }

    /** Who tries now that this one has ended, null for nobody yet; to be called under the lock. */
    private @Nullable Passage successor(Passage ended) {
        underWay.remove(ended);
        if (ended != probe) {
            return null;
        }
        probe = waiting.poll();
        if (probe != null) {
            underWay.add(probe);
        }
        return probe;
    }

    /** The host blocks this address: ends this request and all others that are on their way there. */
    void blocked(Passage passage, AddressBlockedException failure) {
        String reason = String.valueOf(failure.getMessage());
        Block current;
        boolean isNew;
        List<Passage> others;
        synchronized (this) {
            underWay.remove(passage);
            // else it was on its way together with the one that was told so first
            isNew = block == null || passage == probe;
            current = isNew || block == null ? opened(reason) : block;
            others = isNew ? Stream.concat(underWay.stream(), waiting.stream()).toList() : List.of();
            if (isNew) {
                underWay.clear();
                waiting.clear();
            }
        }
        if (isNew) {
            LOGGER.log(
                    Level.WARNING, "Nothing is asked of {0} until {1}: {2}", new Object[] {name, current.until, reason
                    });
        }
        passage.refuse(new AddressBlockedException(
                passage.asked(), reason + "; it is not asked again until " + current.until, current.until));
        others.forEach(other -> other.refuse(refusal(other, current)));
    }

    /** Ends those that wait. */
    void close() {
        List<Passage> all;
        synchronized (this) {
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(passage -> passage.refuse(RequestCancelledException.byClosing(passage.asked())));
    }

    /** To be called under the lock. */
    private Block opened(String reason) {
        Duration pause = block == null ? rules.firstPause() : rules.after(block.pause);
        long endsAt = time.nanoTime() + pause.toNanos();
        Instant until = time.clock().instant().plus(pause).truncatedTo(ChronoUnit.SECONDS);
        Block opened = new Block(pause, endsAt, until, reason);
        block = opened;
        probe = null;
        vainTries = 0;
        return opened;
    }

    private AddressBlockedException refusal(Passage passage, Block why) {
        ApiRequest request = passage.asked();
        return new AddressBlockedException(
                request,
                "blocked for this address until " + why.until + ": " + name + " is not asked for " + request.label()
                        + " before, and then by one request first; what is cached still serves. It began so: "
                        + why.reason,
                why.until);
    }

    /** Until when the host is not asked, empty if it is. A moment that has passed: the next request tries. */
    synchronized Optional<Instant> blockedUntil() {
        return Optional.ofNullable(block).map(Block::until);
    }
}
