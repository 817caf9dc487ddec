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
 * Logs a warning for each cause, and repeats it for the same cause only after an hour. So lasting trouble does not fill the log, and
 * returning trouble is reported. Repetitions in between are logged at {@link Level#FINE}. Safe for many threads.
 */
public final class RareWarning {
    private static final Duration SILENCE = Duration.ofHours(1);

    private final Logger logger;
    private final InstantSource clock;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    /** Logs in the name of this package. */
    public RareWarning(InstantSource clock) {
        this(Logging.getLogger(RareWarning.class), clock);
    }

    /**
     * Makes an object that has not warned of anything yet.
     *
     * @param clock measures the hour
     */
    public RareWarning(Logger logger, InstantSource clock) {
        this.logger = logger;
        this.clock = clock;
    }

    /**
     * Logs a warning, or a repetition of it.
     *
     * @param cause one of a few causes; names within the message do not distinguish causes
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
