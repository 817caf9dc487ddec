package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches images from the signed URLs that the Graph API returns, which are valid for about 30 days. No token goes there, no redirect is
 * followed, and no message holds a URL: its signature is a key to the image.
 */
public final class ImageHost implements AutoCloseable {

    /** Larger than any camera's picture. */
    private static final int MOST_BYTES = 64 << 20;

    private static final long IDLE_CONNECTION_SECONDS = 10;

    private final Duration timeout;
    private final boolean allowHttp;
    private final ConnectionPool connections =
            new ConnectionPool(ApiHost.values().length, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS);
    private final OkHttpClient okHttp;

    /** The URL's signature has expired or is invalid: a new URL is needed. */
    public static final class ExpiredUrlException extends MapillaryException {
        ExpiredUrlException(String message) {
            super(FailureKind.BLOCKED, message);
        }
    }

    /**
     * Makes no connection yet.
     *
     * @param timeout limit for a whole image
     * @param allowHttp whether images may come over plain http from hosts other than this machine
     */
    public ImageHost(Duration timeout, boolean allowHttp) {
        this.timeout = timeout;
        this.allowHttp = allowHttp;
        this.okHttp = OkHttpApiClient.okHttp(timeout, connections, new Proxies(new SafeText()));
    }

    /**
     * The image's bytes, up to 64 MB.
     *
     * @throws ExpiredUrlException if the host refuses the signature (HTTP 403)
     * @throws IOException if there is no image; the message says what to do
     */
    public byte[] fetch(String url) throws IOException {
        HttpUrl address = HttpUrl.parse(url);
        if (address == null) {
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    "Mapillary's address of the image is no http or https URL:"
                            + " a change of its API, please report it");
        }
        if (!allowHttp && !ApiSettings.isEncryptedOrNear(address)) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION,
                    "The image is at " + address.host() + " over plain http, so it was not requested:"
                            + " set allow_http if the network is private");
        }
        WireAnswer answer = get(address);
        check(answer, address.host());
        return answer.body();
    }

    /** Cancels running requests and frees connections. */
    @Override
    public void close() {
        okHttp.dispatcher().cancelAll();
        connections.evictAll();
    }

    private WireAnswer get(HttpUrl address) throws IOException {
        Request request = new Request.Builder()
                .url(address)
                .header("User-Agent", Endpoint.USER_AGENT)
                .header("Accept-Encoding", Endpoint.ACCEPT_ENCODING)
                .build();
        try (Response response = okHttp.newCall(request).execute()) {
            return WireAnswer.read(response, MOST_BYTES);
        } catch (OversizeException e) {
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    address.host() + " answered with " + e.what() + " in place of an image",
                    e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new MapillaryException(FailureKind.CANCELLED, "interrupted while the image was fetched", e);
            }
            // no text or cause from the library, since either may hold the URL
            NetworkFailure reason = NetworkFailure.of(
                    e, timeout, "the address in graph_url's answer", Proxies.nameFor(okHttp.proxySelector(), address));
            throw new MapillaryException(
                    reason.kind(),
                    address.host() + " did not give the image: " + reason.reason() + " ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private static void check(WireAnswer answer, String host) throws IOException {
        int status = answer.status();
        if (status == 403) {
            throw new ExpiredUrlException(host + " refuses the signed URL of the image (HTTP 403): it has expired, or"
                    + " Mapillary blocks this address: try again later");
        }
        if (status == 429) {
            throw new MapillaryException(
                    FailureKind.RATE_LIMIT,
                    host + " gives no more images for now (HTTP 429, too many requests"
                            + "): wait, and ask for fewer at once");
        }
        if (status == 404 || status == 410) {
            throw new MapillaryException(
                    FailureKind.NOT_FOUND,
                    host + " has no such image (HTTP " + status + "): it was removed, or try another size");
        }
        if (status / 100 == 3) {
            throw new MapillaryException(
                    FailureKind.BLOCKED,
                    host + " redirects to another place instead of giving the image (HTTP " + status
                            + "), which is not followed: Mapillary may block this address, wait some hours");
        }
        if (status != 200) {
            throw new MapillaryException(
                    FailureKind.UNAVAILABLE, host + " did not give the image (HTTP " + status + "): try again later");
        }
        String type = answer.mediaType();
        if (!type.startsWith("image/") || answer.body().length == 0) {
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    host + " answered with " + answer.body().length + " bytes"
                            + (type.isEmpty() ? " of no type" : " of the type " + SafeText.oneLine(type))
                            + " instead of an image: a fault of Mapillary, or a proxy in between");
        }
    }
}
