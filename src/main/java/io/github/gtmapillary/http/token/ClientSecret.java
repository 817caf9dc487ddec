package io.github.gtmapillary.http.token;

/**
 * The secret by which an application proves its identity when it requests a user's token. It looks like a client token but is none; like a
 * token, it stays hidden.
 */
public final class ClientSecret extends Secret {

    /** The environment variable for it. */
    public static final String VARIABLE = "MAPILLARY_CLIENT_SECRET";

    private ClientSecret(String value) {
        super(value);
    }

    /**
     * A secret from its text; surrounding white space is dropped.
     *
     * @throws IllegalArgumentException if the text is blank, or if a character inside is not printable ASCII. The message never holds the
     * secret.
     */
    public static ClientSecret of(String value) {
        return new ClientSecret(checked(value, "client secret", VARIABLE));
    }
}
