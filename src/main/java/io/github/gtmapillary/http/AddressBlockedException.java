package io.github.gtmapillary.http;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mapillary answers with a web page or a redirect to one, or says that it blocks us (Graph error code 368). It blocks the IP
 * address, not the token; each further request may prolong that, so all sending should stop.
 */
public final class AddressBlockedException extends ApiException {

    private final @Nullable Instant blockedUntil;

    /** @param message one line without a token */
    public AddressBlockedException(ApiRequest request, String message) {
        this(request, message, null);
    }

    /**
     * @param message one line without a token
     * @param blockedUntil when the host is tried again, null if nobody has decided that
     */
    public AddressBlockedException(ApiRequest request, String message, @Nullable Instant blockedUntil) {
        super(request, message, null);
        this.blockedUntil = blockedUntil;
    }

    /** When the host is tried again; until then every request to it fails without being sent. */
    public Optional<Instant> blockedUntil() {
        return Optional.ofNullable(blockedUntil);
    }
}
