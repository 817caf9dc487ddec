package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * The host can't be reached, and sending again would not help. Its certificate is untrusted or for another host, the two sides have no TLS
 * version in common, or a proxy refuses the connection. Mapillary is not at fault; change settings of the network, of Java or of this data
 * store.
 */
public final class UnreachableHostException extends ApiException {

    /**
     * @param message one line without a token
     * @param cause the underlying failure, without a token; null if there is none
     */
    public UnreachableHostException(ApiRequest request, String message, @Nullable Throwable cause) {
        super(FailureKind.CONFIGURATION, request, message, cause);
    }
}
