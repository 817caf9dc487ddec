package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.DaemonThreads;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs requests to one host or to the disk: a few at once, the others in order of arrival. Its threads are daemons, inherit nothing from
 * the threads that start them, and end when idle, so that a forgotten client holds no thread.
 *
 * <p>It replaces OkHttp's dispatcher, whose threads are no daemons and which names them after the host.
 */
final class RequestQueue extends ThreadPoolExecutor {

    private static final long IDLE_SECONDS = 10;

    private final Runnable whenLastThreadEnded;

    /** @param name part of the threads' names, between {@code mapillary-} and their numbers */
    RequestQueue(String name, int atOnce, Runnable whenLastThreadEnded) {
        super(
                atOnce,
                atOnce,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("mapillary-" + name + "-"));
        this.whenLastThreadEnded = whenLastThreadEnded;
        allowCoreThreadTimeOut(true);
    }

    @Override
    protected void terminated() {
        super.terminated();
        whenLastThreadEnded.run();
    }
}
