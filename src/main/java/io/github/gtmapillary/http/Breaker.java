package io.github.gtmapillary.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether one host may be asked. It may until it says that it blocks this address; then not for a while; then one request may try.
 * If that is answered, all may again. Safe for many threads; calls nothing outside under its lock.
 */
final class Breaker {

    private static final Logger LOGGER = Logger.getLogger(Breaker.class.getPackageName());

    /** A request that was let pass. */
    interface Passage {
        ApiRequest asked();

        /** Ends it, for it is not to be sent any more. */
        void refuse(AddressBlockedException why);
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

    /** @param name what messages call the host */
    Breaker(String name, BreakerRules rules, Timekeeper time) {
        this.name = name;
        this.rules = rules;
        this.time = time;
    }

    /** Lets a request pass, which then has to end by one of the methods below; or says why not. */
    synchronized Optional<AddressBlockedException> enter(Passage passage) {
        if (block != null) {
            if (probe != null || block.endsAt - time.nanoTime() > 0) {
                return Optional.of(refusal(passage, block));
            }
            probe = passage;
        }
        underWay.add(passage);
        return Optional.empty();
    }

    /** The host has answered as it does to those whom it does not block. */
    void answered(Passage passage) {
        boolean isOver;
        synchronized (this) {
            underWay.remove(passage);
            isOver = passage == probe;
            if (isOver) {
                block = null;
                probe = null;
            }
        }
        if (isOver) {
            LOGGER.log(Level.INFO, "{0} answers this address again", name);
        }
    }

    /** The request has ended and says nothing: it was given up, or the network failed. If it was to try, the next one tries. */
    synchronized void ended(Passage passage) {
        underWay.remove(passage);
        if (passage == probe) {
            probe = null;
        }
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
            others = isNew ? List.copyOf(underWay) : List.of();
            if (isNew) {
                underWay.clear();
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

    /** To be called under the lock. */
    private Block opened(String reason) {
        Duration pause = block == null ? rules.firstPause() : rules.after(block.pause);
        long endsAt = time.nanoTime() + pause.toNanos();
        Instant until = time.clock().instant().plus(pause).truncatedTo(ChronoUnit.SECONDS);
        Block opened = new Block(pause, endsAt, until, reason);
        block = opened;
        probe = null;
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
