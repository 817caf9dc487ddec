package io.github.gtmapillary.http;

/** The two hosts of the Mapillary API v4. They differ in how a token is given to them and in how they say that something failed. */
public enum ApiHost {
    /**
     * Vector tiles, by default {@code https://tiles.mapillary.com}; the token goes with the query. The largest tile reported by
     * other clients has about 10 MB.
     */
    TILES("tiles_url", 64 << 20),
    /**
     * Entities and searches as JSON, by default {@code https://graph.mapillary.com}; the token goes in a header. No answer has more
     * than 2000 entities (API documentation, parameter {@code limit}), of a few KB each.
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

    /** The largest body taken from it, gzipped or not; what is beyond is a mistake or an attack. */
    public int mostBytes() {
        return mostBytes;
    }
}
