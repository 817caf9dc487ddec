package io.github.gtmapillary.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A program's call of this library. Here, failures of the JDK and of GeoTools become failures with a kind, so that each failure that leaves
 * the library has one. For internal use.
 *
 * @param <T> what the call returns
 */
@FunctionalInterface
public interface FallibleCall<T extends @Nullable Object> {
    /**
     * Does the work.
     *
     * @return the result for the caller
     * @throws IOException of whatever class
     */
    T run() throws IOException;

    /**
     * Makes a call that is on no feature type.
     *
     * @param <T> what the call returns
     * @param kindOfOthers the kind of failures that have none of their own
     * @param call the work
     * @return the call's result
     * @throws MapillaryException in place of every {@code IOException}
     */
    static <T extends @Nullable Object> T make(FailureKind kindOfOthers, FallibleCall<T> call)
            throws MapillaryException {
        try {
            return call.run();
        } catch (MapillaryException e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw other(FailureKind.CANCELLED, e);
        } catch (IOException e) {
            throw other(kindOfOthers, e);
        }
    }

    /**
     * Makes a call on a feature type.
     *
     * @param <T> what the call returns
     * @param typeName the name of the type, for failures
     * @param kindOfOthers the kind of failures that have none of their own
     * @param call the work
     * @return the call's result
     * @throws MapillaryException in place of every {@code IOException}
     */
    static <T extends @Nullable Object> T on(String typeName, FailureKind kindOfOthers, FallibleCall<T> call)
            throws MapillaryException {
        try {
            return make(kindOfOthers, call);
        } catch (MapillaryException e) {
            throw e.ofType(typeName);
        }
    }

    private static MapillaryException other(FailureKind kind, IOException failure) {
        String message = failure.getMessage();
        return new MapillaryException(kind, message == null ? failure.toString() : message, failure);
    }
}
