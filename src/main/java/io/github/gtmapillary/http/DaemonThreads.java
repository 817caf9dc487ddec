package io.github.gtmapillary.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads that keep no program from ending. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Threads that are named so, and numbered. */
    public static ThreadFactory named(String namePrefix) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            // no inheritable thread locals: a server keeps its request and session in them
            Thread thread = new Thread(null, task, namePrefix + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }
}
