package io.github.gtmapillary.http;

import java.lang.ref.Cleaner;

/** Ends the background work of clients that nobody closed and nobody uses any more. */
public final class ForgottenClients {

    /** One daemon thread for all clients; it ends when this class is unloaded and all clients are gone. */
    private static final Cleaner CLEANER = Cleaner.create();

    private ForgottenClients() {}

    /**
     * Runs an action once: when a part of a client is garbage-collected, or when the returned handle is told to run it.
     *
     * @param part an object that the client references for as long as the client is used
     * @param action must not reference the part, which could otherwise never be collected
     */
    public static Cleaner.Cleanable whenCollected(Object part, Runnable action) {
        return CLEANER.register(part, action);
    }
}
