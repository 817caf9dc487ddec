package io.github.gtmapillary.http;

import java.lang.ref.Cleaner;

/** Ends what clients have begun that nobody closed and nobody uses any more. */
public final class ForgottenClients {

    /** One daemon thread for all clients; it ends when this class is unloaded and all of them are gone. */
    private static final Cleaner CLEANER = Cleaner.create();

    private ForgottenClients() {}

    /**
     * Runs an action once, when a part of a client is collected or when the action is told to run.
     *
     * @param part of a client that is held as long as the client is used
     * @param action must not hold the part, which could else never be collected
     */
    public static Cleaner.Cleanable whenCollected(Object part, Runnable action) {
        return CLEANER.register(part, action);
    }
}
