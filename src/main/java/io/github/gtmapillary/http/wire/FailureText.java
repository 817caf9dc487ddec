package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnreachableHostException;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;

/** The messages about one host's failures: one line, whose fault it was, what to change, and no token. */
final class FailureText {

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Endpoint endpoint;
    private final SafeText safe;
    private final String newToken;
    private final Proxies proxies;

    /** @param newToken advice on getting another token after a refusal */
    FailureText(Endpoint endpoint, SafeText safe, String newToken, Proxies proxies) {
        this.endpoint = endpoint;
        this.safe = safe;
        this.newToken = newToken;
        this.proxies = proxies;
    }

    /** {@code said} is the status or the envelope's text. */
    TokenRejectedException tokenRefused(ApiRequest request, String said) {
        String refusal = "the access token was refused by " + endpoint.name() + " (" + said + ") for " + request.label()
                + (endpoint.isMapillarys() ? "" : ", or that proxy does not let this machine in");
        return new TokenRejectedException(request, refusal, newToken);
    }

    String addressBlocked(ApiRequest request, String said) {
        return endpoint.name() + " blocks this address (" + said + ") at " + request.label();
    }

    String webPage(ApiRequest request, int status) {
        boolean refused = status == 401 || status == 403;
        return endpoint.name() + " answered " + request.label() + " with a web page (HTTP " + status
                + ") instead of data: Mapillary blocks this address" + (refused ? " or refuses the access token" : "")
                + ", or " + urlParameter() + " leads to another server" + orProxy() + ": check the URL";
    }

    /** A page with an error status that does not name Mapillary. */
    String pageOfProxy(ApiRequest request, int status) {
        return proxy() + " answered " + request.label() + " with an error page of its own (HTTP " + status
                + "), which does not come from Mapillary: look at the proxy's log and at its access rules, and check "
                + urlParameter() + orProxy();
    }

    String loginRedirect(ApiRequest request, WireAnswer wire) {
        return redirect(request, wire) + ", a login page: Mapillary does so to addresses that it blocks";
    }

    String otherRedirect(ApiRequest request, WireAnswer wire) {
        return redirect(request, wire) + " in place of an answer, but not to Mapillary's login page: check "
                + urlParameter() + " and the network in between (a proxy, a log-in page)"
                + orProxy();
    }

    /** The target of a redirect, without its query: the login redirect repeats the request's URL there, and so the token. */
    private String redirect(ApiRequest request, WireAnswer wire) {
        HttpUrl target = wire.redirectTarget();
        String place = target == null
                ? "an unreadable address"
                : safe.excerpt(target.scheme() + "://" + target.host() + target.encodedPath());
        return endpoint.name() + " redirects " + request.label() + " to " + place + " (HTTP " + wire.status() + ")";
    }

    String limitReached(ApiRequest request, String said) {
        return "Mapillary's request limit is reached at " + endpoint.name() + " (" + said + ") for " + request.label()
                + ": wait, and lower " + paceParameter() + " if it happens again";
    }

    /** A shared cache keeps one pace for all its clients. */
    String heldBack(ApiRequest request, String said) {
        return "the pace of the cache at " + endpoint.name() + " (" + urlParameter()
                + ") is used up by all who share it (" + said + ") for " + request.label();
    }

    /** HTTP 429 without an error envelope of Mapillary's: a proxy may have its own limit. */
    String tooManyRequests(ApiRequest request, String said) {
        return endpoint.isMapillarys()
                ? limitReached(request, said)
                : "the request limit of " + proxy() + ", or of Mapillary behind it, is reached (" + said + ") for "
                        + request.label() + ": wait, and lower " + paceParameter()
                        + " or raise the proxy's own limit if it happens again";
    }

    String passingFault(ApiRequest request, String said) {
        return endpoint.name() + " failed for " + request.label() + " (" + said
                + "), a passing fault of Mapillary: try again later";
    }

    /** HTTP 5xx, 408 or 425, without an error envelope of Mapillary's. */
    String serverFault(ApiRequest request, WireAnswer wire) {
        String said = status(wire);
        if (endpoint.isMapillarys()) {
            return passingFault(request, said);
        }
        return switch (wire.status()) {
            case BAD_GATEWAY, GATEWAY_TIMEOUT ->
                proxy() + " could not reach Mapillary for " + request.label()
                        + ", or got no answer from it in time (" + said
                        + "). The proxy or its network is at fault, unless Mapillary does not answer: look at the proxy's log, its DNS"
                        + " and its way to Mapillary, then try again";
            default ->
                proxy() + " failed for " + request.label() + " (" + said
                        + "), or passes on a fault of Mapillary behind it: try again later, and look at the proxy's log if it"
                        + " happens again";
        };
    }

    /** The answer arrived in part. */
    String brokenAnswer(ApiRequest request, String said) {
        return endpoint.isMapillarys()
                ? passingFault(request, said)
                : proxy() + " failed for " + request.label() + " (" + said
                        + "), a passing fault of it or of Mapillary behind it: try again later";
    }

    /** For repeated outages before the host's first answer: it answers the same to some bad tokens. */
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

    /** The message goes on with {@code what} after "answered". */
    String unexpected(ApiRequest request, String what) {
        return endpoint.name() + " answered " + what + " to " + request.label()
                + ": a mistake in the request, a change of Mapillary's API, or " + urlParameter() + " leads elsewhere";
    }

    /** No answer came, for this reason. */
    ApiException noAnswer(ApiRequest request, IOException failure, Duration timeout) {
        NetworkFailure reason =
                NetworkFailure.of(failure, timeout, urlParameter(), Proxies.nameFor(proxies, endpoint.baseUrl()));
        String message = endpoint.name() + " did not answer " + request.label() + ": " + reason.reason() + " ("
                + safe.excerpt(failure.toString()) + ")";
        Throwable cause = safe.copyOf(failure);
        return reason.mayPass()
                ? new TransientApiException(request, message, cause, null)
                : new UnreachableHostException(request, message, cause);
    }

    /** The network answers in place of the host: HTTP 407 and 511. */
    UnreachableHostException networkRefuses(ApiRequest request, int status) {
        String advice = status == Proxies.AUTHENTICATION_REQUIRED
                ? "a proxy in between wants a user and a password; name it to Java (https.proxyHost, https.proxyUser,"
                        + " https.proxyPassword), or check " + urlParameter()
                : "the network wants a log-in before it lets requests pass; log in with a browser";
        return new UnreachableHostException(
                request,
                endpoint.name() + " could not be asked for " + request.label() + " (HTTP " + status + "): " + advice,
                null);
    }

    /** Over plain http, a proxy may answer in place of the host. */
    private String orProxy() {
        String proxy = endpoint.baseUrl().isHttps() ? null : Proxies.nameFor(proxies, endpoint.baseUrl());
        return proxy == null ? "" : ", or the proxy " + proxy + " answers in its place";
    }

    String envelope(int status, GraphError error) {
        return "HTTP " + status + ", " + error.codes() + ": \"" + safe.excerpt(error.message()) + "\"";
    }

    /** The status and, if the body is text, its start. A page's HTML would not help a reader. */
    String status(WireAnswer wire) {
        if (wire.isPage()) {
            return "HTTP " + wire.status() + " with a web page";
        }
        String text = wire.text();
        boolean readable = !wire.isBlank() && text.indexOf('\ufffd') < 0;
        return "HTTP " + wire.status() + (readable ? ": \"" + safe.excerpt(text) + "\"" : "");
    }

    /** The name in messages of a server that is not Mapillary's. */
    private String proxy() {
        return "the proxy at " + endpoint.name() + " (" + urlParameter() + ")";
    }

    private String paceParameter() {
        return endpoint.host() == ApiHost.TILES ? "tiles_per_minute" : "graph_per_minute";
    }

    private String urlParameter() {
        return endpoint.host().urlParameter();
    }
}
