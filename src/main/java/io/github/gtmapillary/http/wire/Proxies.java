package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.SafeText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * This JVM's proxies: those of its default {@link ProxySelector}, which reads the system properties {@code https.proxyHost}, {@code
 * https.proxyPort}, {@code http.proxyHost}, {@code http.proxyPort}, {@code http.nonProxyHosts} and {@code socksProxyHost}. A user and a
 * password come from {@code https.proxyUser} and {@code https.proxyPassword}, and for plain http from {@code http.proxyUser} and {@code
 * http.proxyPassword}. They go to the proxy alone, as Basic authentication (RFC 7617). Each new connection reads all of these properties.
 *
 * <p>Requests to this machine never go through a proxy, even if the properties name one.
 */
final class Proxies extends ProxySelector implements Authenticator {

    static final int AUTHENTICATION_REQUIRED = 407;

    private static final String HEADER = "Proxy-Authorization";

    /** OkHttp's scheme for a password that it asks for before the proxy does. */
    private static final String PREEMPTIVE = "okhttp-preemptive";

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final SafeText safe;

    /** @param safe hides the passwords in messages */
    Proxies(SafeText safe) {
        this.safe = safe;
    }

    @Override
    public List<Proxy> select(URI uri) {
        ProxySelector ofJvm = ProxySelector.getDefault();
        String host = uri.getHost();
        if (ofJvm == null || host == null || ApiSettings.isLoopback(host)) {
            return DIRECT;
        }
        return ofJvm.select(uri);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        ProxySelector ofJvm = ProxySelector.getDefault();
        if (ofJvm != null) {
            ofJvm.connectFailed(uri, proxy, failure);
        }
    }

    /** The name of a URL's proxy in messages, such as {@code proxy.example.org:3128}; null if there is none. */
    static @Nullable String nameFor(ProxySelector proxies, HttpUrl url) {
        return proxies.select(url.uri()).stream()
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .findFirst()
                .map(Proxies::name)
                .orElse(null);
    }

    private static String name(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : String.valueOf(proxy.address());
    }

    /**
     * Sends the password with the first CONNECT request to a proxy, and not again if that was not enough.
     *
     * @throws ProxyRefusedException if the proxy refuses the password, or there is none
     */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws ProxyRefusedException {
        Request request = response.request();
        if (isPreemptive(response)) {
            return authorized(request).orElse(null);
        }
        throw refusal(route, response);
    }

    private static boolean isPreemptive(Response response) {
        return response.challenges().stream()
                .map(challenge -> challenge.scheme().toLowerCase(Locale.ROOT))
                .anyMatch(PREEMPTIVE::equals);
    }

    /** Sends the password with each plain http request through a proxy. */
    Response pass(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Connection connection = chain.connection();
        if (connection == null
                || request.isHttps()
                || connection.route().proxy().type() != Proxy.Type.HTTP) {
            return chain.proceed(request);
        }
        Response response = chain.proceed(authorized(request).orElse(request));
        if (response.code() == AUTHENTICATION_REQUIRED) {
            response.close();
            throw refusal(connection.route(), response);
        }
        return response;
    }

    private Optional<Request> authorized(Request request) {
        String scheme = request.url().scheme();
        String user = System.getProperty(scheme + ".proxyUser", "");
        String password = System.getProperty(scheme + ".proxyPassword", "");
        if (user.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        String credentials = Credentials.basic(user, password, StandardCharsets.UTF_8);
        // a proxy may repeat the request in its answer
        safe.alsoHide(credentials.substring(credentials.indexOf(' ') + 1));
        if (!password.isBlank()) {
            safe.alsoHide(password);
        }
        return Optional.of(request.newBuilder().header(HEADER, credentials).build());
    }

    private static ProxyRefusedException refusal(@Nullable Route route, Response response) {
        return new ProxyRefusedException(
                route == null ? "" : name(route.proxy()),
                response.request().url().scheme(),
                response.request().header(HEADER) != null,
                response.challenges().stream().map(Challenge::scheme).distinct().toList());
    }
}
