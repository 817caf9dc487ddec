package io.github.gtmapillary.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads, which never keep a program from ending. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /** Makes threads with this name and a number. */
    public static ThreadFactory named(String namePrefix) {
        AtomicInteger made = new AtomicInteger();
        return task -> {
            // no inheritable thread locals: servers keep their request and session in them
            Thread thread = new Thread(null, task, namePrefix + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        };
    }
}
