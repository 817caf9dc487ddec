package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.TokenChoice;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import okhttp3.CacheControl;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through OkHttp. Above OkHttp's cache it has no token. Below the cache it gets one, and the answer is read and
 * judged there, so that the cache keeps only good answers. The exchange travels as a tag of the OkHttp request.
 */
final class HttpExchange implements PendingCall.Exchange {

    private final OkHttpClient okHttp;
    private final TokenChoice tokens;
    private final ApiRequest request;
    private final Endpoint endpoint;
    private final AnswerRules rules;
    private final FailureText text;
    private final Clock clock;
    private volatile @Nullable AccessToken token;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;
    private volatile String status = "no answer";
    private volatile @Nullable ApiAnswer answer;

    HttpExchange(
            OkHttpClient okHttp,
            TokenChoice tokens,
            ApiRequest request,
            Endpoint endpoint,
            AnswerRules rules,
            FailureText text,
            Clock clock) {
        this.okHttp = okHttp;
        this.tokens = tokens;
        this.request = request;
        this.endpoint = endpoint;
        this.rules = rules;
        this.text = text;
        this.clock = clock;
    }

    /** The work below OkHttp's cache, for every request that the cache does not answer. */
    static Response belowCache(Interceptor.Chain chain) throws IOException {
        HttpExchange exchange = chain.request().tag(HttpExchange.class);
        if (exchange == null) {
            throw new IllegalStateException("only exchanges go as far as the network");
        }
        return exchange.cross(chain);
    }

    private Response cross(Interceptor.Chain chain) throws IOException {
        Request keyed = chain.request();
        AccessToken shown = Objects.requireNonNull(token, "a token is chosen before the request leaves");
        try (Response response = chain.proceed(endpoint.toWire(request, keyed, shown))) {
            status = "HTTP " + response.code();
            WireAnswer wire = read(response);
            ApiAnswer judged = rules.judge(request, wire);
            answer = judged;
            return CacheEntryCodec.of(keyed, response, judged.exists(), wire.received(), clock.instant());
        }
    }

    private WireAnswer read(Response response) throws IOException {
        try {
            return WireAnswer.read(response, endpoint.host().mostBytes());
        } catch (OversizeException e) {
            throw new UnexpectedAnswerException(request, text.unexpected(request, e.what()), response.code(), e);
        } catch (IllegalArgumentException e) {
            // OkHttp throws this for a negative Content-Length
            throw new IOException("the answer's Content-Length is invalid", e);
        }
    }

    /** Sends with the present token, and again with another one if that is refused and there is another. */
    @Override
    public ApiAnswer carryOut() throws IOException {
        return tokens.send(request, this::carryOutWith);
    }

    private ApiAnswer carryOutWith(AccessToken chosen) throws IOException {
        token = chosen;
        answer = null;
        status = "no answer";
        Call begun = okHttp.newCall(endpoint.keyed(request)
                .newBuilder()
                // fresh answers have been looked for before
                .cacheControl(CacheControl.FORCE_NETWORK)
                .tag(HttpExchange.class, this)
                .build());
        call = begun;
        if (cancelled) {
            begun.cancel(); // cancelled before there was a call to cancel
        }
        try (Response response = begun.execute()) {
            // reading the body writes the disk cache
            var unused = response.body().source().readAll(Okio.blackhole());
        } catch (IOException | RuntimeException e) {
            // the answer had arrived: this is the cache's failure, which the cache reports itself
            if (answer == null) {
                throw e;
            }
        }
        ApiAnswer had = answer;
        if (had == null) {
            throw new IllegalStateException("OkHttp answered without asking");
        }
        return had;
    }

    @Override
    public void cancel() {
        cancelled = true;
        Call begun = call;
        if (begun != null) {
            begun.cancel();
        }
    }

    @Override
    public String status() {
        return status;
    }
}
