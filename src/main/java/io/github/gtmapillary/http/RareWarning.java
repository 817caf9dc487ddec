package io.github.gtmapillary.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * Warns of each cause once, and of the same one again only after an hour: what lasts fills no log, what comes back is heard of. In
 * between it is told at {@link Level#FINE}. Safe for many threads.
 */
public final class RareWarning {
    private static final Duration SILENCE = Duration.ofHours(1);

    private final Logger logger;
    private final InstantSource clock;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    /** Warns in the name of this package. */
    public RareWarning(InstantSource clock) {
        this(Logging.getLogger(RareWarning.class), clock);
    }

    /**
     * Makes one that has not warned of anything yet.
     *
     * @param clock tells when an hour is over
     */
    public RareWarning(Logger logger, InstantSource clock) {
        this.logger = logger;
        this.clock = clock;
    }

    /**
     * Tells of something.
     *
     * @param cause one of a few; what the message names beside it does not count
     */
    public void tell(String cause, String message) {
        Instant now = clock.instant();
        boolean[] tells = {false};
        lastTold.compute(cause, (same, before) -> {
            tells[0] = before == null || Duration.between(before, now).abs().compareTo(SILENCE) >= 0;
            return tells[0] ? now : before;
        });
        logger.log(tells[0] ? Level.WARNING : Level.FINE, message);
    }
}
