package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.Credentials;
import io.github.gtmapillary.http.token.TokenChoice;
import io.github.gtmapillary.http.token.TokenRefresh;
import io.github.gtmapillary.http.token.UserToken;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends each request once through OkHttp, with its own connections and threads, and writes good answers to the disk cache. */
public final class OkHttpApiClient implements ApiClient {

    /**
     * Short: if a server closes an idle HTTP/1.1 connection, only a failing request shows it, and OkHttp must not send that one again.
     */
    private static final long IDLE_CONNECTION_SECONDS = 10;

    /** The largest body, and a quarter more for chunks, headers and TLS. */
    private static final long MOST_BYTES_IN_A_ROW = ApiHost.TILES.mostBytes() / 4 * 5L;

    private final ApiSettings settings;
    private final DiskCache disk;
    private final Clock clock;
    private final AppUsage.Listener usage;
    private final ConnectionPool connections;
    private final OkHttpClient plain;
    private final OkHttpClient withoutCache;
    private final SafeText safe = new SafeText();
    private final Proxies proxies = new Proxies(safe);
    private final TokenChoice tokens;
    private final PerHost<HostChannel> channels;
    private @Nullable OkHttpClient withCache;
    private final Set<PendingCall> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Makes a client.
     *
     * @param disk the cache for good answers; this client does not close it
     * @param clock the time for a user token's expiry and for dates in {@code Retry-After}
     * @param usage receives the usage of the hosts' limits
     */
    public OkHttpApiClient(ApiSettings settings, DiskCache disk, Clock clock, AppUsage.Listener usage) {
        this.settings = settings;
        this.disk = disk;
        this.clock = clock;
        this.usage = usage;
        this.connections = new ConnectionPool(
                settings.connections() * ApiHost.values().length, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS);
        this.plain = settings.isPlainHttp()
                // without TLS it does not load the machine's certificates, which takes longer than a short query
                ? builder(settings.timeout(), connections, proxies)
                        .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                        .build()
                : okHttp(settings.timeout(), connections, proxies);
        OkHttpClient.Builder builder = plain.newBuilder();
        // this interceptor turns a 503 with "Retry-After: 0" into an exception, because OkHttp would otherwise send the
        // request again at
        // once; it comes first, so that only the interceptor nearest the wire knows a proxy's password
        builder.networkInterceptors().add(0, HttpExchange::belowCache);
        this.withoutCache = builder.build();
        this.tokens = tokens(settings.credentials());
        this.channels = PerHost.make(HostChannel::new);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        return channels.of(request.host()).send(request);
    }

    /** Keeps no answers in memory. */
    @Override
    public boolean isCached(ApiRequest request) {
        return false;
    }

    /** It keeps nothing in memory. */
    @Override
    public void keepParsed(ApiRequest request, ApiAnswer answer) {}

    @Override
    public void forget(ApiRequest request) {
        // nothing to drop: another client reads the disk
    }

    @Override
    public Patience patience() {
        return Patience.endless();
    }

    @Override
    public void close() {
        // interrupts come last: an interrupt that came before a request's end would look like a network failure
        channels.forEach(channel -> channel.queue.shutdown());
        for (PendingCall call : underWay) {
            call.breakOff(RequestCancelledException.byClosing(call.request()));
        }
        tokens.close();
        // a token refresh, which belongs to no request
        plain.dispatcher().cancelAll();
        channels.forEach(channel -> channel.queue.shutdownNow());
        // connections of calls cancelled just now are evicted when the last thread ends
        connections.evictAll();
    }

    private TokenChoice tokens(Credentials credentials) {
        credentials.accessToken().ifPresent(token -> safe.alsoHide(token.value()));
        TokenRefresh refresh = new TokenRefresh(
                new TokenEndpoint(plain, settings.baseUrl(ApiHost.GRAPH), safe),
                credentials.clientSecret().orElse(null),
                clock);
        return new TokenChoice(
                credentials.accessToken().orElse(null),
                credentials
                        .tokenFile()
                        .map(file -> new UserToken(file, refresh, safe, clock))
                        .orElse(null));
    }

    /**
     * A client that sends every request exactly once and follows no redirect.
     *
     * @throws IllegalArgumentException if Java's trust store can't be read
     */
    static OkHttpClient okHttp(Duration timeout, ConnectionPool connections, Proxies proxies) {
        try {
            return builder(timeout, connections, proxies).build();
        } catch (Exception e) {
            // OkHttp is Kotlin and does not declare this exception
            if (e instanceof GeneralSecurityException) {
                throw new IllegalArgumentException(
                        "Java's trust store can't be read (" + SafeText.oneLine(e + ", " + e.getCause())
                                + "): check the system properties javax.net.ssl.trustStore,"
                                + " javax.net.ssl.trustStorePassword and javax.net.ssl.trustStoreType",
                        e);
            }
            throw e;
        }
    }

    private static OkHttpClient.Builder builder(Duration timeout, ConnectionPool connections, Proxies proxies) {
        return new OkHttpClient.Builder()
                .connectionPool(connections)
                .socketFactory(new BoundedSockets(MOST_BYTES_IN_A_ROW))
                .proxySelector(proxies)
                .proxyAuthenticator(proxies)
                .addNetworkInterceptor(proxies::pass)
                .followRedirects(false)
                .followSslRedirects(false)
                // a request is sent once: clients that know pace and limits repeat it
                .retryOnConnectionFailure(false)
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout);
    }

    /** With the disk cache, which is opened for the first request. */
    private synchronized OkHttpClient okHttp() {
        if (withCache == null) {
            withCache = withoutCache.newBuilder().cache(disk.cache()).build();
        }
        return withCache;
    }

    /** The objects that one host needs. */
    private final class HostChannel implements PendingCall.FailureDescription {

        private final Endpoint endpoint;
        private final FailureText text;
        private final AnswerRules rules;
        private final RequestQueue queue;

        HostChannel(ApiHost host) {
            endpoint = new Endpoint(host, settings);
            text = new FailureText(endpoint, safe, settings.credentials().howToReplace(), proxies);
            rules = new AnswerRules(host, text, safe, clock, usage);
            queue = new RequestQueue(
                    "http-" + host.name().toLowerCase(Locale.ROOT), settings.connections(), connections::evictAll);
        }

        PendingAnswer send(ApiRequest request) {
            HttpExchange exchange = new HttpExchange(okHttp(), tokens, request, endpoint, rules, text, clock);
            PendingCall call = new PendingCall(request, exchange, this);
            underWay.add(call);
            call.whenDone(() -> {
                underWay.remove(call);
                if (!call.hasStarted()) {
                    queue.remove(call);
                }
            });
            try {
                queue.execute(call);
            } catch (RejectedExecutionException e) {
                call.breakOff(new MapillaryException(
                        FailureKind.CANCELLED,
                        "the data store is closed and sends nothing more, here " + request.label() + ": open a new one",
                        e));
            }
            return call;
        }

        @Override
        public IOException of(ApiRequest request, IOException failure) {
            return text.noAnswer(request, failure, settings.timeout());
        }

        @Override
        public RuntimeException of(ApiRequest request, Exception mistake) {
            return new IllegalStateException(
                    "gt-mapillary failed with " + request.label() + ", please report it: "
                            + safe.excerpt(mistake.toString()),
                    safe.copyOf(mistake));
        }
    }
}
