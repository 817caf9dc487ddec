package io.github.gtmapillary.sandbox.tiles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.gtmapillary.sandbox.exchange.AccessToken;
import io.github.gtmapillary.sandbox.exchange.CompressedAnswer;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers for the tiles host, which accepts a token in the query only. */
public final class TileHandler implements HttpHandler {

    public static final String PATH = "/maps/vtp/";

    private static final Pattern TILE_PATH =
            Pattern.compile(PATH + "(?<set>[a-z_0-9]+)/2/(?<zoom>\\d{1,2})/(?<x>\\d{1,9})/(?<y>\\d{1,9})/?");

    private static final long CACHE_BYTES = 32L << 20;

    private final String accessToken;
    private final TileEncoder encoder;
    private final TileCache cache = new TileCache(CACHE_BYTES);

    public TileHandler(String accessToken, SandboxWorld world) {
        this.accessToken = accessToken;
        this.encoder = new TileEncoder(world);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!isAuthorized(exchange)) {
            ErrorAnswer.INVALID_TOKEN.send(exchange);
            return;
        }
        Optional<TileRequest> request = request(exchange);
        if (request.isEmpty()) {
            ErrorAnswer.NOT_FOUND.send(exchange);
            return;
        }
        TileSet set = request.get().set();
        TileCoord tile = request.get().tile();
        byte[] bytes = cache.get(set, tile, () -> encoder.encode(set, tile));
        if (bytes.length == 0) {
            sendEmpty(exchange, set, tile);
        } else {
            CompressedAnswer.send(exchange, "application/x-protobuf", bytes);
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        return !exchange.getRequestHeaders().containsKey("Authorization")
                && AccessToken.of(exchange.getRequestURI())
                        .filter(accessToken::equals)
                        .isPresent();
    }

    private static Optional<TileRequest> request(HttpExchange exchange) {
        Matcher path = TILE_PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!exchange.getRequestMethod().equals("GET") || !path.matches()) {
            return Optional.empty();
        }
        int zoom = Integer.parseInt(path.group("zoom"));
        int x = Integer.parseInt(path.group("x"));
        int y = Integer.parseInt(path.group("y"));
        return TileSet.byPath(path.group("set"))
                .filter(set -> set.hasZoom(zoom) && TileCoord.inRange(zoom, x) && TileCoord.inRange(zoom, y))
                .map(set -> new TileRequest(set, new TileCoord(zoom, x, y)));
    }

    /** Clients report three answers for an empty tile. Here the tile decides which one it always gets. */
    private static void sendEmpty(HttpExchange exchange, TileSet set, TileCoord tile) throws IOException {
        switch ((tile.x() + tile.y() + set.emptyAnswer()) % 3) {
            case 0 -> ErrorAnswer.NOT_FOUND.send(exchange);
            case 1 -> exchange.sendResponseHeaders(200, -1);
            default -> exchange.sendResponseHeaders(204, -1);
        }
    }

    private record TileRequest(TileSet set, TileCoord tile) {}
}
