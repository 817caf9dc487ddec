package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The host can't be reached, and could not be if the request were sent again: its certificate is not trusted or for another host, the
 * two sides agree on no TLS version, or a proxy refuses to connect to it. Mapillary has no part in it; settings of the network, of Java
 * or of this data store have to change.
 */
public final class UnreachableHostException extends ApiException {

    /**
     * @param message one line without a token
     * @param cause what failed below, without a token, if anything did
     */
    public UnreachableHostException(ApiRequest request, String message, @Nullable Throwable cause) {
        super(FailureKind.CONFIGURATION, request, message, cause);
    }
}
