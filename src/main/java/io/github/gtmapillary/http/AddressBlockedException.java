package io.github.gtmapillary.http;

/**
 * Mapillary answers with a web page or a redirect to one, or says that it blocks us (Graph error code 368). It blocks the IP
 * address, not the token; each further request may prolong that, so all sending should stop.
 */
public final class AddressBlockedException extends ApiException {

    /** @param message one line without a token */
    public AddressBlockedException(ApiRequest request, String message) {
        super(request, message, null);
    }
}
