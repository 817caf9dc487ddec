package io.github.gtmapillary.sandbox.graph;

import com.sun.net.httpserver.HttpExchange;
import io.github.gtmapillary.sandbox.exchange.AccessToken;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The tokens that the Graph API accepts: the client token and the user tokens that it has issued. */
public final class GraphTokens {

    private static final String SCHEME = "OAuth ";

    /** The form of a client token, or of an opaque user token. */
    private static final Pattern WELL_FORMED = Pattern.compile("MLY\\|\\d{15,17}\\|[0-9a-f]{32}|MLYAR[0-9A-Za-z]{35,}");

    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private final String clientToken;

    public GraphTokens(String clientToken) {
        this.clientToken = clientToken;
    }

    /** Throws if the token of a request is not valid. A token in the header takes precedence over one in the query. */
    void check(HttpExchange exchange) {
        Optional<String> header = inHeader(exchange);
        String token = header.or(() -> AccessToken.of(exchange.getRequestURI()))
                .filter(found -> !found.isBlank())
                .orElseThrow(() -> new GraphException(ErrorAnswer.NO_TOKEN));
        if (!WELL_FORMED.matcher(token).matches()) {
            throw new GraphException(ErrorAnswer.MALFORMED_TOKEN);
        }
        if (!token.equals(clientToken) && !users.contains(token)) {
            throw new GraphException(ErrorAnswer.unknownToken(header.isPresent() ? 401 : 400));
        }
    }

    /** Returns the header's text after {@code OAuth}, or empty for another scheme. */
    static Optional<String> inHeader(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    String newUserToken() {
        String token = String.format(Locale.ROOT, "MLYAR%040x", given.incrementAndGet());
        users.add(token);
        return token;
    }

    boolean isUserToken(String token) {
        return users.contains(token);
    }
}
