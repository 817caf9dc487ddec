package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * An answer read to its end, not judged yet.
 *
 * @param status HTTP status
 * @param url where it came from; it holds the token, so it must not appear in a message
 * @param received the body as it arrived
 * @param body the same body, un-gzipped
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WireAnswer(int status, HttpUrl url, Headers headers, byte[] received, byte[] body) {

    /** A shared cache's header for a cached answer ({@code nginx.conf} of this project sets it). */
    static final String CACHE_STATUS = "X-Cache-Status";

    /** The names on Mapillary's error pages: its own, and the company with the same user accounts. */
    private static final Pattern MAPILLARY_NAME = Pattern.compile("mapillary|facebook", Pattern.CASE_INSENSITIVE);

    /** The header of every answer of the sandbox, with any value. Mapillary sends no header of this name. */
    static final String MADE_DATA = "X-Made-Data";

    /**
     * Reads an answer to its end.
     *
     * @param mostBytes limit of the body, before and after un-gzipping
     * @throws OversizeException if the body is longer
     * @throws IOException if the body breaks off, on the wire or inside its gzip
     */
    static WireAnswer read(Response response, int mostBytes) throws IOException {
        byte[] received = Body.read(response.body().source(), mostBytes);
        boolean saidGzip = response.headers("Content-Encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"));
        if (saidGzip && received.length > 0 && !Body.isGzip(received)) {
            throw new IOException("the body is not gzip, though its Content-Encoding says so");
        }
        // even without a Content-Encoding: neither a tile nor JSON can start with the bytes of gzip
        byte[] body = Body.inflate(received, mostBytes);
        return new WireAnswer(response.code(), response.request().url(), response.headers(), received, body);
    }

    /** The target of a redirect; null if there is no readable one. */
    @Nullable HttpUrl redirectTarget() {
        String location = headers.get("Location");
        return location == null ? null : url.resolve(location);
    }

    /**
     * Whether the answer redirects to a page where a person logs in at Mapillary, as the hosts do to a blocked address. A page at the
     * requested host itself counts, because a proxy may replace Mapillary's name by its own.
     */
    boolean redirectsToLogin() {
        HttpUrl target = redirectTarget();
        return target != null
                && target.encodedPath().toLowerCase(Locale.ROOT).contains("/login")
                && (target.host().equals(url.host()) || MapillaryHosts.include(target));
    }

    /** Whether a header marks the answer as a sandbox's. */
    boolean isMadeData() {
        return headers.get(MADE_DATA) != null;
    }

    /**
     * Whether a shared cache had the answer and did not ask Mapillary: the tile is no older than allowed, or another request is just
     * renewing it.
     */
    boolean isFromCache() {
        return sharedCacheSays("HIT") || sharedCacheSays("UPDATING");
    }

    /** Whether a shared cache held the request back, because its pace is used up. */
    boolean isHeldBack() {
        return sharedCacheSays("LIMITED");
    }

    /** Ignores the cache headers of Mapillary's own hosts: those requests reached Mapillary. */
    private boolean sharedCacheSays(String cacheStatus) {
        return cacheStatus.equalsIgnoreCase(headers.get(CACHE_STATUS)) && !MapillaryHosts.include(url);
    }

    /** The body's length before un-gzipping. */
    long bytesReceived() {
        return received.length;
    }

    /** Whether the body is a web page. An empty error answer often still says {@code text/html}, but is no page. */
    boolean isPage() {
        return firstCharacter() == '<' || (isHtmlByType() && !isBlank());
    }

    /**
     * Whether a proxy in front of Mapillary wrote this error page itself: its status is an error, and the page does not name Mapillary. A
     * page with a good status may be Mapillary's login page, to which the proxy followed a redirect.
     */
    boolean isPageOfProxy() {
        return isPage()
                && status / 100 >= 4
                && !MapillaryHosts.include(url)
                && !MAPILLARY_NAME.matcher(text()).find();
    }

    private boolean isHtmlByType() {
        return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
    }

    boolean isJson() {
        return mediaType().endsWith("/json") || mediaType().endsWith("+json") || firstCharacter() == '{';
    }

    /** The first byte after white space and byte order mark, or 0 if there is none. */
    char firstCharacter() {
        int start =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        for (int i = start; i < body.length; i++) {
            if (" \t\r\n\f".indexOf(body[i]) < 0) {
                return (char) (body[i] & 0xFF);
            }
        }
        return 0;
    }

    boolean isBlank() {
        return firstCharacter() == 0;
    }

    /** The body's start as text, for an excerpt. */
    String text() {
        return new String(body, 0, Math.min(body.length, 1 << 16), StandardCharsets.UTF_8);
    }

    /** The content type in lower case, without parameters; empty if there is none. */
    String mediaType() {
        String type = headers.get("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
