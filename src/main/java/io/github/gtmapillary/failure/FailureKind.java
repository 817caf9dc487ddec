package io.github.gtmapillary.failure;

import java.util.Arrays;
import java.util.Optional;

/**
 * The action that a failure asks of a program. There is one kind for each action. JMX, the counters of {@code mapillary cache} and {@code
 * StoreHealth} use the same names.
 *
 * <p>Five kinds pass by themselves ({@link #mayPass()}): a program may wait and make the same call again. For all others the same call
 * fails again until somebody changes something.
 */
public enum FailureKind {
    /**
     * The query is wrong: it names an unknown type or attribute, compares a time with a word, or nests too deeply. The author of the
     * query has made a mistake; the message names it. Change the query.
     */
    QUERY(false),

    /**
     * The query asks for too much: nothing bounds it, or its place or its ids take more requests than {@code max_tiles}, {@code
     * max_graph_requests} or Mapillary itself allow. Ask for a smaller area or for fewer ids, divide the query, or raise the limit that
     * the message names.
     */
    QUERY_TOO_LARGE(false),

    /**
     * Something on this side of the connection is wrong: a connection parameter, a file or folder, a proxy, the trust store of Java, the
     * network's own log-in page. The operator of the program has to change what the message names. Do not try again before.
     */
    CONFIGURATION(false),

    /**
     * Mapillary refuses the access token, the authorization code or the client secret, or a user's token has expired. The holder of the
     * token has to get another one, or log in again. Do not try again before.
     */
    TOKEN(false),

    /**
     * Mapillary blocks the IP address of this machine. Stop all requests to Mapillary from this address, since each may prolong the block.
     * The store itself sends nothing before the time that the exception tells. Then it tries with one request.
     */
    BLOCKED(true),

    /**
     * The limit {@code tiles_per_day} is reached for today. Wait until the time that the exception tells, which is midnight UTC, or raise
     * {@code tiles_per_day} if Mapillary has granted you a higher limit. Cached tiles still serve.
     */
    DAY_BUDGET(true),

    /**
     * The pace is too slow for the query: it would wait for longer than {@code max_wait_seconds}, or Mapillary answers that there are too
     * many requests. Wait until the time that the exception tells, ask for less at a time, or raise {@code max_wait_seconds}.
     */
    RATE_LIMIT(true),

    /**
     * The network failed: no connection, no complete answer in time, a broken connection. The network, a proxy or Mapillary may be at
     * fault. The store has already tried several times. Try again after some minutes.
     */
    NETWORK(true),

    /**
     * Mapillary answers, but with a fault of its own that passes, such as HTTP 500 or 503. The store has already tried several times. Try
     * again after some minutes.
     */
    UNAVAILABLE(true),

    /**
     * Mapillary's answer is of an unknown form or cannot be decoded: its API has changed, its data is damaged, or a URL leads to another
     * server. Look at the URLs in the connection parameters; if they are right, look for a newer version of this library, or report the
     * message. For a damaged tile there is {@code failed_tiles=skip}.
     */
    UNEXPECTED_ANSWER(false),

    /**
     * Mapillary does not have the entity with this id, or hides it from this token. Nobody made a mistake, if the id was right once: images
     * are deleted. Continue without it.
     */
    NOT_FOUND(false),

    /**
     * The program itself ended the call: it closed the reader, disposed the store or interrupted the thread. The features read until then
     * are not the whole answer. There is nothing to do.
     */
    CANCELLED(false),

    /** This library made a mistake. Report it with the stack trace. */
    DEFECT(false);

    private final boolean mayPass;

    FailureKind(boolean mayPass) {
        this.mayPass = mayPass;
    }

    /** {@return whether the same call may succeed later without any change} */
    public boolean mayPass() {
        return mayPass;
    }

    /**
     * Finds a kind by its name.
     *
     * @param name such as {@code BLOCKED}
     * @return the kind; empty if there is none, as with names that earlier versions wrote into files
     */
    public static Optional<FailureKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
