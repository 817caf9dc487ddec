package io.github.gtmapillary.http.token;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * The user's token from a token file. It is read again when the file changes, and refreshed before it expires. Safe for many threads.
 *
 * <p>One thread refreshes for all threads, stores and processes with this file. The others keep using the old token, and wait only if that
 * has expired. After a failed refresh the old token stays in use too.
 */
public final class UserToken {

    private static final Logger LOGGER = Logging.getLogger(UserToken.class);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** No token is usable: it has expired and could not be refreshed, or its file can't be read. */
    static final class UnusableException extends MapillaryException {
        UnusableException(FailureKind kind, String message) {
            super(kind, message);
        }
    }

    /** Identifies a version of the file; all null if the file does not exist. */
    private record Stamp(
            @Nullable FileTime modified,
            long size,
            @Nullable Object key) {}

    private record Known(StoredToken stored, Stamp stamp) {}

    private final TokenFile file;
    private final TokenRefresh refresh;
    private final SafeText safe;
    private final Clock clock;
    private volatile @Nullable Known known;
    private volatile Instant nextAttempt = Instant.MIN;
    private volatile String lastFailure = "";
    private volatile FailureKind lastKind = FailureKind.TOKEN;
    private volatile boolean closed;

    /** @param safe hides every token that this object returns */
    public UserToken(TokenFile file, TokenRefresh refresh, SafeText safe, Clock clock) {
        this.file = file;
        this.refresh = refresh;
        this.safe = safe;
        this.clock = clock;
    }

    TokenFile file() {
        return file;
    }

    /**
     * The token to use now; may wait for a refresh.
     *
     * @throws UnusableException if there is none; the message says what to do
     * @throws IOException if this thread is interrupted, or the token was closed, while it waits for a refresh
     */
    AccessToken current() throws IOException {
        StoredToken stored = inFile();
        if (stored.isDue(clock.instant()) && mayTry()) {
            refreshUnlessAnotherDoes(stored.isExpired(clock.instant()));
            stored = inFile();
        }
        if (stored.isExpired(clock.instant())) {
            throw new UnusableException(
                    lastKind,
                    "the user token in " + file + " expired at " + stored.expiresAt()
                            + ": log in again with 'mapillary login'"
                            + (lastFailure.isEmpty() ? "" : " (it could not be refreshed: " + lastFailure + ")"));
        }
        return stored.token();
    }

    /** Stops reporting failures: the store that needed the token is closed. */
    void close() {
        closed = true;
    }

    private boolean mayTry() {
        return !clock.instant().isBefore(nextAttempt);
    }

    private void refreshUnlessAnotherDoes(boolean wait) throws IOException {
        try (TokenFile.Session session = wait ? file.open() : file.tryOpen().orElse(null)) {
            StoredToken stored = inFile();
            // an earlier thread or process may have refreshed it, or failed to
            if (session != null && stored.isDue(clock.instant()) && mayTry()) {
                refresh(stored, session);
            }
        } catch (IOException e) {
            if (closed || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            postpone(e);
        }
    }

    private void refresh(StoredToken stored, TokenFile.Session session) throws IOException {
        StoredToken next = refresh.of(stored);
        lastFailure = "";
        lastKind = FailureKind.TOKEN;
        try {
            session.write(next);
            LOGGER.info(() -> "The user token in " + file + " was refreshed; it is good until " + next.expiresAt());
        } catch (IOException e) {
            LOGGER.warning(() -> "The user token was refreshed, but " + file
                    + " can't be written, so only this store has the new token: make the file writable for this user ("
                    + e
                    + ")");
        }
        use(next, stamp());
    }

    private void postpone(IOException failure) {
        StoredToken stored = known == null ? null : known.stored();
        Instant now = clock.instant();
        Duration left = stored == null || stored.expiresAt() == null
                ? Duration.ZERO
                : Duration.between(now, stored.expiresAt()).dividedBy(4);
        Duration pause = left.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : left;
        nextAttempt = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
        String reason = safe.redact(String.valueOf(failure.getMessage()));
        // once for each cause: the attempts go on for days
        Level level = reason.equals(lastFailure) ? Level.FINE : Level.WARNING;
        lastFailure = reason;
        lastKind = kindOf(failure);
        LOGGER.log(
                level,
                () -> "The user token in " + file + " was not refreshed" + (stored == null ? "" : lifeOf(stored, now))
                        + ": " + reason);
    }

    /** Advises a new login, unless the refresh may yet succeed by itself. */
    private static FailureKind kindOf(IOException failure) {
        return failure instanceof MapillaryException known && known.kind().mayPass() ? known.kind() : FailureKind.TOKEN;
    }

    private static String lifeOf(StoredToken stored, Instant now) {
        return (stored.isExpired(now) ? ", it expired at " : ", it stays valid until ") + stored.expiresAt();
    }

    /** The token in the file, read only after the file has changed; the last token if the file can't be read any more. */
    private StoredToken inFile() throws IOException {
        Known last = known;
        Stamp stamp = stamp();
        if (last != null && last.stamp().equals(stamp)) {
            return last.stored();
        }
        try {
            return use(file.read(), stamp);
        } catch (IOException e) {
            if (last == null) {
                throw new UnusableException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()));
            }
            LOGGER.warning(() -> e.getMessage() + "; its last token stays in use");
            return use(last.stored(), stamp);
        }
    }

    private StoredToken use(StoredToken stored, Stamp stamp) {
        safe.alsoHide(stored.token().value());
        known = new Known(stored, stamp);
        return stored;
    }

    private Stamp stamp() {
        Path path = file.path();
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException e) {
            // reported when the file is read, which follows
            return new Stamp(null, 0, null);
        }
    }
}
