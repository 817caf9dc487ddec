package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Mapillary answers with a web page or a redirect to one, or says that it blocks us (Graph error code 368). It blocks the IP
 * address, not the token; each further request may prolong that, so all sending should stop.
 */
public final class AddressBlockedException extends ApiException {

    /** @param message one line without a token */
    public AddressBlockedException(ApiRequest request, String message) {
        this(request, message, null);
    }

    /**
     * With the time of the next try.
     *
     * @param message one line without a token
     * @param blockedUntil when the host is tried again, null if nobody has decided that. Until then every request to it fails without
     *     being sent.
     */
    public AddressBlockedException(ApiRequest request, String message, @Nullable Instant blockedUntil) {
        super(FailureKind.BLOCKED, request, message, null, blockedUntil);
    }
}
