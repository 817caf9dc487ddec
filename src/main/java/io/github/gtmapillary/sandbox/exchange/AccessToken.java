package io.github.gtmapillary.sandbox.exchange;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads and removes the query parameter {@code access_token}. */
public final class AccessToken {

    private static final String PARAMETER = "access_token=";

    private AccessToken() {}

    /** Returns the decoded token, or empty if the query has none. */
    public static Optional<String> of(URI request) {
        return parameters(request).stream()
                .filter(parameter -> parameter.startsWith(PARAMETER))
                .map(parameter -> URLDecoder.decode(parameter.substring(PARAMETER.length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    /** Path and query as they were sent, without the token. */
    public static String removedFrom(URI request) {
        List<String> rest = parameters(request).stream()
                .filter(parameter -> !parameter.startsWith(PARAMETER))
                .toList();
        return rest.isEmpty() ? request.getRawPath() : request.getRawPath() + "?" + String.join("&", rest);
    }

    private static List<String> parameters(URI request) {
        String query = request.getRawQuery();
        return query == null ? List.of() : List.of(query.split("&", -1));
    }
}
