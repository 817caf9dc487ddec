package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.failure.FailureKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason for a missing answer, found by the exception's class: its message is of little help to a user.
 *
 * @param mayPass whether the same request may succeed later
 * @param reason whose fault it is and what to change; the message goes on with it after "did not answer: "
 */
record NetworkFailure(boolean mayPass, String reason) {

    /** OkHttp has no exception class for a proxy's answer to CONNECT. */
    private static final Pattern CONNECT_STATUS = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    /**
     * Explains a failure.
     *
     * @param place the setting that names the host, such as a connection parameter
     * @param proxy the proxy of the request; null for none
     */
    static NetworkFailure of(IOException failure, Duration timeout, String place, @Nullable String proxy) {
        if (failure instanceof ProxyRefusedException refusal) {
            return permanent(refusal.advice());
        }
        Matcher connect = CONNECT_STATUS.matcher(String.valueOf(failure.getMessage()));
        if (connect.find()) {
            return ofConnect(Integer.parseInt(connect.group(1)), String.valueOf(proxy));
        }
        Optional<String> tls = TlsFailure.reason(failure, place);
        if (tls.isPresent()) {
            return permanent(tls.get() + (proxy == null ? "" : " (asked through the proxy " + proxy + ")"));
        }
        return passing(failure, timeout, place, proxy);
    }

    /** The other failures, the least specific last. */
    private static NetworkFailure passing(IOException failure, Duration timeout, String place, @Nullable String proxy) {
        if (failure instanceof UnknownHostException) {
            return transientFailure(
                    proxy == null
                            ? "the host is not found; check the network, DNS and " + place
                            : "the proxy " + proxy + " is not found; check the network, DNS and the proxy settings");
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return transientFailure(
                    proxy == null
                            ? "no connection; check the network, a proxy or firewall and " + place
                            : "no connection to the proxy " + proxy + "; check the network and the proxy settings");
        }
        if (failure instanceof InterruptedIOException) {
            return transientFailure("no complete answer within " + timeout.toSeconds() + " s; the network"
                    + (proxy == null ? "" : ", the proxy " + proxy)
                    + " or that host is slow: try again or raise timeout_seconds");
        }
        if (TlsFailure.isOne(failure)) {
            return transientFailure("the secure connection broke; check the network, a firewall or proxy in between"
                    + (proxy == null ? "" : " (here " + proxy + ")") + ", and that " + place
                    + " leads to a port where TLS is spoken");
        }
        return transientFailure("the connection broke before the answer was complete; the network"
                + (proxy == null ? "" : ", the proxy " + proxy)
                + " or that host failed: try again");
    }

    /** A proxy could not or would not connect to the host. */
    private static NetworkFailure ofConnect(int status, String proxy) {
        if (status == 408 || status == 429 || status / 100 == 5) {
            return transientFailure("the proxy " + proxy + " could not connect to it (HTTP " + status
                    + "); the proxy or the network behind it failed: try again, or ask its operator");
        }
        if (status / 100 == 3) {
            return permanent("the proxy " + proxy + " redirects to a page of its own (HTTP " + status
                    + "); log in to the network with a browser, or check the proxy settings");
        }
        return permanent("the proxy " + proxy + " refuses to connect to it (HTTP " + status
                + "); its operator has to allow this host, or the proxy settings name the wrong proxy");
    }

    /** A passing failure is the network's fault; a lasting one needs a change on this side. */
    FailureKind kind() {
        return mayPass ? FailureKind.NETWORK : FailureKind.CONFIGURATION;
    }

    private static NetworkFailure permanent(String reason) {
        return new NetworkFailure(false, reason);
    }

    private static NetworkFailure transientFailure(String reason) {
        return new NetworkFailure(true, reason);
    }
}
