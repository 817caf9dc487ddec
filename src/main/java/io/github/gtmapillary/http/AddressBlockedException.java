package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Mapillary answers with a web page or a redirect to one, or with Graph error code 368: it blocks the IP address, not the token. Each
 * further request may prolong the block, so all sending should stop.
 */
public final class AddressBlockedException extends ApiException {

    /** @param message one line without a token */
    public AddressBlockedException(ApiRequest request, String message) {
        this(request, message, null);
    }

    /**
     * Makes a failure that names the time of the next try.
     *
     * @param message one line without a token
     * @param blockedUntil the time of the next try, null if unknown. Until then every request to this host fails without being sent.
     */
    public AddressBlockedException(ApiRequest request, String message, @Nullable Instant blockedUntil) {
        super(FailureKind.BLOCKED, request, message, null, blockedUntil);
    }
}
