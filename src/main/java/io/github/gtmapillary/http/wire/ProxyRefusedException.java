package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.SafeText;
import java.io.IOException;
import java.util.List;

/** A proxy wants a password and there is none, or it refuses the one it was sent. */
final class ProxyRefusedException extends IOException {

    private final String advice;

    /**
     * @param proxy its host and port
     * @param scheme the scheme of the requested URL, and so the prefix of the system properties
     * @param authorized whether a password was sent
     * @param schemes the authentication schemes that the proxy offers
     */
    ProxyRefusedException(String proxy, String scheme, boolean authorized, List<String> schemes) {
        super("HTTP " + Proxies.AUTHENTICATION_REQUIRED + " of the proxy " + proxy);
        boolean isBasic = schemes.isEmpty() || schemes.stream().anyMatch("Basic"::equalsIgnoreCase);
        String properties = scheme + ".proxyUser and " + scheme + ".proxyPassword";
        if (!isBasic) {
            advice = "the proxy " + proxy + " wants authentication by " + SafeText.oneLine(String.join(", ", schemes))
                    + ", and this data store knows Basic alone; ask its operator, or run a local proxy that"
                    + " authenticates to it";
        } else if (authorized) {
            advice = "the proxy " + proxy + " refuses the user or the password; check " + properties;
        } else {
            advice = "the proxy " + proxy + " wants a user and a password; set " + properties;
        }
    }

    /** Whose fault it is and what to change; the message goes on with it after "did not answer: ". */
    String advice() {
        return advice;
    }
}
