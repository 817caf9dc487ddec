package io.github.gtmapillary.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Reports on stderr what a query waits for, once for each cause. */
final class WaitMessages implements BiConsumer<String, Instant> {

    private final PrintWriter err;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    WaitMessages(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(String cause, Instant until) {
        if (told.add(cause)) {
            err.println("mapillary: waiting until " + until + " for " + cause + " (-P max_wait_seconds bounds it)");
        }
    }
}
