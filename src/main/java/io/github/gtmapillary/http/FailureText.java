package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** The messages of failures at one host: one line, whose fault it was, what to change, and no token. */
final class FailureText {

    private final Endpoint endpoint;
    private final SafeText safe;
    private final String newToken;

    /** @param newToken how to get another token, should one be refused */
    FailureText(Endpoint endpoint, SafeText safe, String newToken) {
        this.endpoint = endpoint;
        this.safe = safe;
        this.newToken = newToken;
    }

    /** {@code said} is the status or what the envelope says. */
    TokenRejectedException tokenRefused(ApiRequest request, String said) {
        String refusal =
                "the access token was refused by " + endpoint.name() + " (" + said + ") for " + request.label();
        return new TokenRejectedException(request, refusal, newToken);
    }

    String addressBlocked(ApiRequest request, String said) {
        return endpoint.name() + " blocks this address (" + said + ") at " + request.label();
    }

    String webPage(ApiRequest request, int status) {
        boolean refused = status == 401 || status == 403;
        return endpoint.name() + " answered " + request.label() + " with a web page (HTTP " + status
                + ") instead of data: Mapillary blocks this address" + (refused ? " or refuses the access token" : "")
                + ", or " + urlParameter() + " leads to another server: check the URL";
    }

    String loginRedirect(ApiRequest request, WireAnswer wire) {
        return redirect(request, wire) + ", a login page: Mapillary does so to addresses that it blocks";
    }

    String otherRedirect(ApiRequest request, WireAnswer wire) {
        return redirect(request, wire) + " in place of an answer, and that is not Mapillary's login page: check "
                + urlParameter() + ", and what lies between here and there (a proxy, the log-in of a network)";
    }

    /** Where a redirect leads, without its query: the login redirect repeats the request's URL there, and so the token. */
    private String redirect(ApiRequest request, WireAnswer wire) {
        HttpUrl target = wire.redirectTarget();
        String place = target == null
                ? "no readable place"
                : safe.excerpt(target.scheme() + "://" + target.host() + target.encodedPath());
        return endpoint.name() + " redirects " + request.label() + " to " + place + " (HTTP " + wire.status() + ")";
    }

    String limitReached(ApiRequest request, String said) {
        String pace = endpoint.host() == ApiHost.TILES ? "tiles_per_minute" : "graph_per_minute";
        return "Mapillary's request limit is reached at " + endpoint.name() + " (" + said + ") for " + request.label()
                + ": wait, and lower " + pace + " if it happens again";
    }

    String passingFault(ApiRequest request, String said) {
        return endpoint.name() + " failed for " + request.label() + " (" + said
                + "), a passing fault of Mapillary: try again later";
    }

    /** Of an outage that comes again and again before the host has ever answered: it says the same to some bad tokens. */
    String outageOrToken(ApiRequest request, String said) {
        return endpoint.name() + " failed for " + request.label() + " (" + said
                + ") and has not answered this access token yet:"
                + " a passing fault of Mapillary, or the token was never issued or is revoked, which the host may answer in"
                + " the same way. Try again later; if that does not help, " + newToken;
    }

    String tooMuchData(ApiRequest request, String said) {
        return endpoint.name() + " finds too much data at " + request.label() + " (" + said
                + "): ask for a smaller box";
    }

    String unknownEntity(ApiRequest request, String said) {
        return endpoint.name() + " has no such entity, or not for this token: " + request.label() + " (" + said
                + "); check the id";
    }

    /** {@code what} goes on after "answered". */
    String unexpected(ApiRequest request, String what) {
        return endpoint.name() + " answered " + what + " to " + request.label()
                + ": a mistake in the request, a change of Mapillary's API, or " + urlParameter() + " leads elsewhere";
    }

    String network(ApiRequest request, IOException failure, ApiSettings settings) {
        return endpoint.name() + " did not answer " + request.label() + ": "
                + network(failure, settings.timeout(), urlParameter()) + " (" + safe.excerpt(failure.toString()) + ")";
    }

    /**
     * Why a connection failed, told by the class of the exception: the messages below are of little help to a user.
     *
     * @param place what leads to the host
     */
    static String network(IOException failure, Duration timeout, String place) {
        if (failure instanceof UnknownHostException) {
            return "the host is not found; check the network, DNS and " + place;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection; check the network, a proxy or firewall and " + place;
        }
        if (failure instanceof InterruptedIOException) {
            return "no complete answer within " + timeout.toSeconds()
                    + " s; the network or Mapillary is slow: try again or raise timeout_seconds";
        }
        if (failure instanceof SSLException) {
            return "no secure connection; check the network, and the certificate if a proxy is in between";
        }
        return "the connection broke before the answer was complete; the network or Mapillary failed: try again";
    }

    String envelope(int status, GraphError error) {
        return "HTTP " + status + ", " + error.codes() + ": \"" + safe.excerpt(error.message()) + "\"";
    }

    /** The status and, where the body is text, its start. */
    String status(WireAnswer wire) {
        String text = wire.text();
        boolean readable = !wire.isBlank() && text.indexOf('\ufffd') < 0;
        return "HTTP " + wire.status() + (readable ? ": \"" + safe.excerpt(text) + "\"" : "");
    }

    private String urlParameter() {
        return endpoint.host().urlParameter();
    }
}
