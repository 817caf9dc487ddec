package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.Credentials;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and connections of the API, checked when made.
 *
 * @param tilesUrl base URL of the vector tiles, http or https, perhaps with a path (a caching proxy); a trailing slash changes nothing
 * @param graphUrl base URL of the Graph API, likewise
 * @param credentials tokens, one for each request
 * @param connections most simultaneous requests to each of the two hosts, 1 to 64
 * @param timeout limit of a whole call from connecting to the last byte, 1 s to 1 h, without the wait for a free connection
 * @param allowHttp whether plain http is allowed to hosts other than this machine
 */
public record ApiSettings(
        String tilesUrl,
        String graphUrl,
        Credentials credentials,
        int connections,
        Duration timeout,
        boolean allowHttp) {

    private static final int MOST_CONNECTIONS = 64;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(\\.\\d{1,3}){3}");

    /** @throws IllegalArgumentException if a value is not usable; the message names the connection parameter and the value */
    public ApiSettings {
        SafeText safe = new SafeText();
        credentials.accessToken().ifPresent(token -> safe.alsoHide(token.value()));
        tilesUrl = tilesUrl.strip();
        graphUrl = graphUrl.strip();
        checkUrl(ApiHost.TILES, tilesUrl, safe, allowHttp);
        checkUrl(ApiHost.GRAPH, graphUrl, safe, allowHttp);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections must be from 1 to " + MOST_CONNECTIONS + ", but is " + connections);
        }
        checkTimeout(timeout);
    }

    /** Settings with an access token alone; throws as the other constructor does. */
    public ApiSettings(
            String tilesUrl, String graphUrl, AccessToken token, int connections, Duration timeout, boolean allowHttp) {
        this(tilesUrl, graphUrl, Credentials.of(token), connections, timeout, allowHttp);
    }

    static void checkTimeout(Duration timeout) {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout_seconds must be from 1 to " + LONGEST_TIMEOUT.toSeconds()
                    + ", but is " + timeout.toMillis() / 1000.0);
        }
    }

    HttpUrl baseUrl(ApiHost host) {
        return HttpUrl.get(host == ApiHost.TILES ? tilesUrl : graphUrl);
    }

    /** Whether neither host is reached over TLS. */
    boolean isPlainHttp() {
        return Stream.of(ApiHost.values()).noneMatch(host -> baseUrl(host).isHttps());
    }

    static void checkUrl(ApiHost host, String url, SafeText safe, boolean allowHttp) {
        String fault = faultOf(url, allowHttp);
        if (fault != null) {
            String shown = safe.redact(withoutSecrets(url));
            throw new IllegalArgumentException(host.urlParameter() + " " + fault + ": \"" + shown + "\"");
        }
    }

    private static @Nullable String faultOf(String url, boolean allowHttp) {
        HttpUrl parsed = HttpUrl.parse(url);
        // HttpUrl accepts any number of slashes
        if (parsed == null || !url.regionMatches(true, parsed.scheme().length(), "://", 0, 3)) {
            return "must be a URL that starts with http:// or https:// and names a host, but is";
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            return "must not hold a user name or password, but does";
        }
        if (parsed.query() != null || parsed.fragment() != null) {
            return "must not have a query (?) or fragment (#), but does";
        }
        if (!isEncryptedOrNear(parsed) && !allowHttp) {
            return "would send the access token unencrypted; use https://, or set allow_http if the network is private";
        }
        return null;
    }

    /** Whether nobody can read the traffic on the way: https, or http to this machine. */
    static boolean isEncryptedOrNear(HttpUrl url) {
        return url.isHttps() || isLoopback(url.host());
    }

    /** Whether this name or address is this machine's; an IPv6 address may be in brackets. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.replaceAll("[\\[\\]]", "")).matches();
    }

    /** Hides a user name, a password or a token in a URL: being in the wrong place is no reason to show it. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("[?#](?s:.*)", "?…").replaceFirst("//(?s:.*)@", "//…@");
    }
}
