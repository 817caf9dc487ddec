package io.github.gtmapillary.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** Warns of each cause once, and of the same one again only after an hour: what lasts fills no log, what comes back is heard of. */
final class RareWarning {

    private static final Logger LOGGER = Logger.getLogger(RareWarning.class.getPackageName());
    private static final Duration SILENCE = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Instant> lastTold = new ConcurrentHashMap<>();

    RareWarning(Clock clock) {
        this.clock = clock;
    }

    /** @param cause one of a few; what the message names beside it does not count */
    void tell(String cause, String message) {
        Instant now = clock.instant();
        boolean[] tells = {false};
        lastTold.compute(cause, (same, before) -> {
            tells[0] = before == null || Duration.between(before, now).abs().compareTo(SILENCE) >= 0;
            return tells[0] ? now : before;
        });
        if (tells[0]) {
            LOGGER.warning(message);
        }
    }
}
