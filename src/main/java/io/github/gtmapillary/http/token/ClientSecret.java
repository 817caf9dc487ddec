package io.github.gtmapillary.http.token;

/**
 * The secret by which an application proves its identity when it asks for a user's token. It looks like a client token and is none; like a token, it
 * never shows.
 */
public final class ClientSecret extends Secret {

    /** The environment variable that gives it. */
    public static final String VARIABLE = "MAPILLARY_CLIENT_SECRET";

    private ClientSecret(String value) {
        super(value);
    }

    /**
     * A secret from its text; white space around it is dropped.
     *
     * @throws IllegalArgumentException if it is blank, or if a character inside is not printable ASCII; the message never tells the
     *     secret
     */
    public static ClientSecret of(String value) {
        return new ClientSecret(checked(value, "client secret", VARIABLE));
    }
}
