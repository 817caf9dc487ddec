package io.github.gtmapillary.http.wire;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides the meaning of an answer. The body decides before the status, because the API's statuses mislead. A redirect to a login page is a
 * block; an error envelope counts on either host with any status; HTML and the status come last.
 */
final class AnswerRules {

    private static final int NOT_MODIFIED = 304; // no redirect, in spite of its number

    /** A proxy on the way wants a log-in; it does not come from the host (RFC 6585, section 6). */
    private static final int NETWORK_AUTHENTICATION_REQUIRED = 511;

    /** The Graph API's limits count by the minute (API documentation, "Rate Limits"); the answer does not say when the limit ends. */
    private static final Duration LIMITED_FOR = Duration.ofMinutes(1);

    /** The shortest pause: a cache that asks for zero seconds would be asked without end. */
    private static final Duration HELD_BACK_FOR = Duration.ofSeconds(1);

    private final ApiHost host;
    private final FailureText text;
    private final SafeText safe;
    private final Clock clock;
    private final AppUsage.Listener usage;

    /** Whether the host has given an answer since this program began. If so, its outages are not the token's fault. */
    private volatile boolean hasAnswered;

    /** The number of outages before that. */
    private final AtomicInteger outages = new AtomicInteger();

    /**
     * The rules of a host.
     *
     * @param clock the time from which a date in {@code Retry-After} counts, if the host does not tell its own time
     * @param usage receives the usage of limits from the answers
     */
    AnswerRules(ApiHost host, FailureText text, SafeText safe, Clock clock, AppUsage.Listener usage) {
        this.host = host;
        this.text = text;
        this.safe = safe;
        this.clock = clock;
        this.usage = usage;
    }

    /** The answer, or an exception that says why there is none. */
    ApiAnswer judge(ApiRequest request, WireAnswer wire) throws ApiException {
        ApiAnswer answer = judged(request, wire);
        hasAnswered = true;
        return answer;
    }

    private ApiAnswer judged(ApiRequest request, WireAnswer wire) throws ApiException {
        if (wire.status() == Proxies.AUTHENTICATION_REQUIRED || wire.status() == NETWORK_AUTHENTICATION_REQUIRED) {
            throw text.networkRefuses(request, wire.status());
        }
        AppUsage.in(wire.headers()).ifPresent(percent -> usage.used(host, percent));
        if (wire.isFromCache()) {
            usage.answeredByCache(host);
        }
        if (wire.status() / 100 == 3 && wire.status() != NOT_MODIFIED) {
            throw wire.redirectsToLogin()
                    ? new AddressBlockedException(request, text.loginRedirect(request, wire))
                    : new UnexpectedAnswerException(request, text.otherRedirect(request, wire), wire.status(), null);
        }
        if (wire.firstCharacter() == '{') {
            Optional<GraphError> error = envelope(request, wire);
            if (error.isPresent()) {
                checkCommon(request, wire, error.get());
                if (host == ApiHost.GRAPH) {
                    throw graphFailure(request, wire, error.get());
                }
            }
        }
        ApiAnswer answer = host == ApiHost.TILES ? judgeTile(request, wire) : judgeGraph(request, wire);
        return wire.isMadeData() ? answer.asMadeData() : answer;
    }

    private ApiAnswer judgeTile(ApiRequest request, WireAnswer wire) throws ApiException {
        int status = wire.status();
        // before HTML: no 404 of the tiles host is recorded, and clients take each one for an empty tile
        if (status == 404 || status == 410 || status == 204) {
            return ApiAnswer.absent(wire.bytesReceived());
        }
        checkTransientStatus(request, wire);
        checkHtml(request, wire);
        if (status == 401 || status == 403) {
            throw text.tokenRefused(request, text.status(wire));
        }
        checkStatus(request, wire);
        if (wire.body().length == 0) {
            return ApiAnswer.absent(wire.bytesReceived());
        }
        // a tile starts with 0x1a; the rule excludes content types instead of listing allowed ones, since the right one
        // is not recorded
        if (wire.isJson()) {
            throw unexpected(request, wire, "JSON in place of a tile, " + text.status(wire) + ",");
        }
        return ApiAnswer.of(wire.body(), wire.bytesReceived());
    }

    private ApiAnswer judgeGraph(ApiRequest request, WireAnswer wire) throws ApiException {
        checkTransientStatus(request, wire);
        checkHtml(request, wire);
        if (wire.status() == 404) {
            throw new UnknownEntityException(request, text.unknownEntity(request, text.status(wire)));
        }
        checkStatus(request, wire);
        if (wire.isBlank()) {
            // never valid JSON, so the body was lost on its way
            throw passing(request, wire, text.brokenAnswer(request, "an empty answer"));
        }
        if (wire.firstCharacter() != '{') {
            throw unexpected(request, wire, "no JSON object, " + text.status(wire) + ",");
        }
        return ApiAnswer.of(wire.body(), wire.bytesReceived());
    }

    /** Failures that an envelope can name on either host. */
    private void checkCommon(ApiRequest request, WireAnswer wire, GraphError error) throws ApiException {
        String said = text.envelope(wire.status(), error);
        if (error.refusesToken()) {
            throw text.tokenRefused(request, said);
        }
        if (error.blocksAddress()) {
            throw new AddressBlockedException(request, text.addressBlocked(request, said));
        }
        if (error.limitsRequests()) {
            Duration wish = RetryAfter.in(wire.headers(), clock);
            throw TransientApiException.ofLimit(
                    request, text.limitReached(request, said), wish == null ? LIMITED_FOR : wish);
        }
        if (error.isOutage() && !hasAnswered && outages.incrementAndGet() > 1) {
            throw passing(request, wire, text.outageOrToken(request, said));
        }
        if (error.passes()) {
            throw passing(request, wire, text.passingFault(request, said));
        }
    }

    /** Failures that other envelopes of the Graph API name; there an envelope is never an answer, whatever its status. */
    private ApiException graphFailure(ApiRequest request, WireAnswer wire, GraphError error)
            throws TransientApiException {
        String said = text.envelope(wire.status(), error);
        if (error.asksForLess()) {
            return new TooMuchDataException(request, text.tooMuchData(request, said));
        }
        if (error.knowsNoSuchEntity() || wire.status() == 404) {
            return new UnknownEntityException(request, text.unknownEntity(request, said));
        }
        checkTransientStatus(request, wire);
        return unexpected(request, wire, "an error (" + said + ")");
    }

    /** The envelope in a body. With an error status, a body that is not JSON simply has none. */
    private Optional<GraphError> envelope(ApiRequest request, WireAnswer wire) throws ApiException {
        try {
            return GraphError.in(wire.body());
        } catch (IOException e) {
            if (host == ApiHost.TILES || !isData(wire.status())) {
                return Optional.empty();
            }
            if (e instanceof JsonEOFException) {
                // cut short, and HTTP does not show it
                throw passing(request, wire, text.brokenAnswer(request, "truncated JSON"));
            }
            String message = text.unexpected(request, "broken JSON, " + text.status(wire) + ",");
            throw new UnexpectedAnswerException(request, message, wire.status(), safe.copyOf(e));
        }
    }

    private void checkHtml(ApiRequest request, WireAnswer wire) throws ApiException {
        if (wire.isPageOfProxy()) {
            throw new UnexpectedAnswerException(request, text.pageOfProxy(request, wire.status()), wire.status(), null);
        }
        if (wire.isPage()) {
            throw new AddressBlockedException(request, text.webPage(request, wire.status()));
        }
    }

    private void checkStatus(ApiRequest request, WireAnswer wire) throws ApiException {
        if (!isData(wire.status())) {
            throw unexpected(request, wire, text.status(wire));
        }
    }

    private void checkTransientStatus(ApiRequest request, WireAnswer wire) throws TransientApiException {
        int status = wire.status();
        if (status == 429 && wire.isHeldBack()) {
            Duration wish = RetryAfter.in(wire.headers(), clock);
            Duration wait = wish == null || wish.compareTo(HELD_BACK_FOR) < 0 ? HELD_BACK_FOR : wish;
            throw TransientApiException.heldBack(request, text.heldBack(request, text.status(wire)), wait);
        }
        if (status == 429) {
            throw passing(request, wire, text.tooManyRequests(request, text.status(wire)));
        }
        if (status == 408 || status == 425 || status / 100 == 5) {
            throw passing(request, wire, text.serverFault(request, wire));
        }
    }

    private TransientApiException passing(ApiRequest request, WireAnswer wire, String message) {
        return new TransientApiException(request, message, null, RetryAfter.in(wire.headers(), clock), wire.status());
    }

    private UnexpectedAnswerException unexpected(ApiRequest request, WireAnswer wire, String what) {
        return new UnexpectedAnswerException(request, text.unexpected(request, what), wire.status(), null);
    }

    private static boolean isData(int status) {
        return status == 200 || status == 203; // 203: changed by a proxy on the way
    }
}
