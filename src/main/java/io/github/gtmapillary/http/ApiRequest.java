package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.Place;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One GET. Equal requests ask for the same data, so a request can be the key of a cache; it never holds the token. What the caller expects
 * of the answer takes no part in equality.
 *
 * @param host the host to ask
 * @param path relative to the host's base URL, not encoded, without a leading slash, such as {@code maps/vtp/mly1_public/2/14/8771/5123};
 * the empty path is the root, where the Graph API takes {@code ?ids=}
 * @param parameters query parameters, names and values not encoded, in the order of their names
 * @param expectsData whether another source, such as the overview or a neighbouring tile, shows that data exists. Then an empty answer is
 * not believed at once, because full tiles have been seen to answer 404 for a while.
 * @param place the area of the requested data, for messages of failures; null for none
 */
public record ApiRequest(
        ApiHost host,
        String path,
        SortedMap<String, String> parameters,
        boolean expectsData,
        @Nullable Place place) {

    /** The parameter that carries the token for the tiles host. */
    public static final String TOKEN_PARAMETER = "access_token";

    private static final int LONGEST_VALUE_IN_LABEL = 60;

    /** @throws IllegalArgumentException if the path does not fit below a base URL, or if a parameter carries a token */
    public ApiRequest {
        Objects.requireNonNull(host, "host");
        checkPath(path);
        if (parameters.containsKey(TOKEN_PARAMETER)) {
            throw new IllegalArgumentException(
                    "a request must not carry access_token itself: the client adds the token of its settings");
        }
        // natural order instead of the caller's: equal requests have equal URLs
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) parameters));
    }

    /** A request without expectations of its answer; throws as the other constructor does. */
    ApiRequest(ApiHost host, String path, SortedMap<String, String> parameters) {
        this(host, path, parameters, false, null);
    }

    /** A vector tile. */
    public static ApiRequest tile(String path) {
        return new ApiRequest(ApiHost.TILES, path, Collections.emptySortedMap());
    }

    /** An entity, a batch of entities or a search. */
    public static ApiRequest graph(String path, Map<String, String> parameters) {
        return new ApiRequest(ApiHost.GRAPH, path, new TreeMap<>(parameters));
    }

    /** The same request, where another source shows that data exists: an empty answer is then asked for once more. */
    public ApiRequest expectingData() {
        return new ApiRequest(host, path, parameters, true, place);
    }

    /** The same request; its failures name this place. */
    public ApiRequest at(Place where) {
        return new ApiRequest(host, path, parameters, expectsData, where);
    }

    /** The same request for the page after this cursor. */
    public ApiRequest after(String cursor) {
        return with("after", cursor);
    }

    /** The same request with this parameter set, whether or not it was set before. */
    public ApiRequest with(String parameter, String value) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.put(parameter, value);
        return new ApiRequest(host, path, all, expectsData, place);
    }

    /** The request's name in messages: path and parameters in one line, with long values shortened. */
    public String label() {
        if (parameters.isEmpty()) {
            return path;
        }
        return path
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + shortened(parameter.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiRequest request
                && request.host == host
                && request.path.equals(path)
                && request.parameters.equals(parameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, path, parameters);
    }

    @Override
    public String toString() {
        return label();
    }

    private static String shortened(String value) {
        String line = SafeText.oneLine(value);
        return line.length() <= LONGEST_VALUE_IN_LABEL ? line : line.substring(0, LONGEST_VALUE_IN_LABEL) + "…";
    }

    private static void checkPath(String path) {
        boolean appendable =
                !path.startsWith("/") && path.indexOf('\\') < 0 && path.chars().noneMatch(Character::isISOControl);
        for (String segment : path.split("/", -1)) {
            // "." and ".." would climb out of the base URL's path
            appendable &= !segment.equals(".") && !segment.equals("..");
        }
        if (!appendable) {
            throw new IllegalArgumentException("not a path below the base URL of the API: \"" + SafeText.oneLine(path)
                    + "\" (no leading slash, backslash, control character, \".\" or \"..\")");
        }
    }
}
