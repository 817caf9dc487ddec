package io.github.gtmapillary.http;

/** The two hosts of the Mapillary API v4. They take the token differently, and they report failures differently. */
public enum ApiHost {
    /**
     * Vector tiles, by default {@code https://tiles.mapillary.com}; the token is a query parameter. The largest tile that other clients
     * have reported has about 10 MB.
     */
    TILES("tiles_url", 64 << 20),
    /**
     * Entities and searches as JSON, by default {@code https://graph.mapillary.com}; the token is a header. An answer has at most 2000
     * entities (API documentation, parameter {@code limit}) of a few KB each.
     */
    GRAPH("graph_url", 32 << 20);

    private final String urlParameter;
    private final int mostBytes;

    ApiHost(String urlParameter, int mostBytes) {
        this.urlParameter = urlParameter;
        this.mostBytes = mostBytes;
    }

    /** The connection parameter that holds this host's base URL. */
    public String urlParameter() {
        return urlParameter;
    }

    /** The largest body accepted from this host, gzipped or not; a larger one is a mistake or an attack. */
    public int mostBytes() {
        return mostBytes;
    }
}
