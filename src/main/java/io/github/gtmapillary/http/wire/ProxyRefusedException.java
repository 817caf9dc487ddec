package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.SafeText;
import java.io.IOException;
import java.util.List;

/** A proxy wants a password that it has not got, or does not take the one that it has. */
final class ProxyRefusedException extends IOException {

    private final String advice;

    /**
     * @param proxy its host and port
     * @param scheme of the URL that was asked for, which the properties begin with
     * @param authorized whether a password was sent
     * @param schemes the ways of authentication that the proxy offers
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

    /** Whose fault it is and what to change; goes on after "did not answer: ". */
    String advice() {
        return advice;
    }
}
