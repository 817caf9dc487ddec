package io.github.gtmapillary.failure;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of the data store failed. The {@link #kind()} says what a program should do. The message says in one line what was wrong, with
 * which request, whose fault it was and what to change. Neither the message nor any cause holds an access token.
 *
 * <p>Every failure of the store is one. GeoTools' iterators cannot throw an {@code IOException}: they throw a {@code RuntimeException}
 * that has it as its cause. {@link #in(Throwable)} finds it in either:
 *
 * <pre>{@code
 * try (SimpleFeatureIterator features = collection.features()) {
 *     while (features.hasNext()) {
 *         use(features.next());
 *     }
 * } catch (RuntimeException e) {
 *     MapillaryException failure = MapillaryException.in(e).orElseThrow(() -> e);
 *     if (failure.kind().mayPass()) {
 *         tryAgainAt(failure.retryAt().orElse(Instant.now().plus(Duration.ofMinutes(5))));
 *     } else {
 *         throw e;
 *     }
 * }
 * }</pre>
 *
 * <p>Classes of this library extend it for their own use. Programs should catch this class and go by the kind.
 */
public class MapillaryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final @Nullable Instant retryAt;
    private final @Nullable String typeName;
    private final @Nullable Place place;

    /**
     * Makes a failure without a cause.
     *
     * @param kind the kind, which says what a program should do
     * @param message one line without a token
     */
    public MapillaryException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    /**
     * Makes a failure with a cause.
     *
     * @param kind the kind, which says what a program should do
     * @param message one line without a token
     * @param cause the underlying failure, without a token; null if there is none
     */
    public MapillaryException(FailureKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null, null);
    }

    /**
     * Makes a failure with all details known at the time.
     *
     * @param kind the kind, which says what a program should do
     * @param message one line without a token
     * @param cause the underlying failure, without a token; null if there is none
     * @param retryAt before this time the same call cannot succeed; null if that is unknown, or if the kind does not pass by itself
     * @param place the area of the requested data; null if unknown
     */
    protected MapillaryException(
            FailureKind kind,
            String message,
            @Nullable Throwable cause,
            @Nullable Instant retryAt,
            @Nullable Place place) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.retryAt = retryAt;
        this.place = place;
        this.typeName = null;
    }

    private MapillaryException(MapillaryException same, String typeName) {
        super(same.getMessage(), same.getCause());
        this.kind = same.kind;
        this.retryAt = same.retryAt;
        this.place = same.place;
        this.typeName = typeName;
        setStackTrace(same.getStackTrace());
    }

    /**
     * The same failure as that of a query on a feature type. A failure that names a type already stays as it is.
     *
     * <p>This is a new exception that takes the place of the old one, and not one around it: programs such as GeoServer print the
     * messages of all causes, and would print this one twice.
     *
     * @param featureType the name of the type
     * @return the failure with the type's name
     */
    public MapillaryException ofType(String featureType) {
        return typeName == null ? new MapillaryException(this, featureType) : this;
    }

    /** {@return the kind, which says what a program should do} */
    public final FailureKind kind() {
        return kind;
    }

    /**
     * Says when to try again.
     *
     * @return the time before which the same call cannot succeed. Empty if the kind does not pass by itself, or if the time is unknown, as
     *     when the network fails: a program then chooses a pause of its own, some minutes long.
     */
    public final Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /** {@return the name of the query's feature type, such as {@code images}; empty outside of queries} */
    public final Optional<String> typeName() {
        return Optional.ofNullable(typeName);
    }

    /**
     * Says where the missing data lies.
     *
     * @return the place, such as the box of one tile; empty if the request had no place, as with ids
     */
    public final Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /**
     * Finds the failure of a data store in a throwable: the throwable itself, one of its causes, or one that any of these suppressed.
     * The nearest one counts, and a cause is nearer than a suppressed exception. Circles of causes do no harm.
     *
     * @param thrown any throwable, such as the {@code RuntimeException} of an iterator
     * @return the failure; empty if no Mapillary data store has failed
     */
    public static Optional<MapillaryException> in(@Nullable Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> suppressed = new ArrayDeque<>();
        Throwable next = thrown;
        while (next != null) {
            if (next instanceof MapillaryException failure) {
                return Optional.of(failure);
            }
            boolean isNew = seen.add(next);
            if (isNew) {
                Collections.addAll(suppressed, next.getSuppressed());
            }
            next = isNew && next.getCause() != null ? next.getCause() : suppressed.poll();
        }
        return Optional.empty();
    }
}
