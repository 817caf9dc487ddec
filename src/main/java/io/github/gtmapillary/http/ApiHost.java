package io.github.gtmapillary.http;

/** The two hosts of the Mapillary API v4. They differ in how a token is given to them and in how they say that something failed. */
public enum ApiHost {
    /** Vector tiles, by default {@code https://tiles.mapillary.com}; the token goes with the query. */
    TILES("tiles_url"),
    /** Entities and searches as JSON, by default {@code https://graph.mapillary.com}; the token goes in a header. */
    GRAPH("graph_url");

    private final String urlParameter;

    ApiHost(String urlParameter) {
        this.urlParameter = urlParameter;
    }

    /** The connection parameter that holds this host's base URL. */
    String urlParameter() {
        return urlParameter;
    }
}
