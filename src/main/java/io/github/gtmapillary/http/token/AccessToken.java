package io.github.gtmapillary.http.token;

/**
 * A token of the Mapillary API that never shows: its text leaves this package only in a request, or in the file that keeps a
 * user's token.
 *
 * <p>A client token looks like {@code MLY|<app id>|<32 hexadecimal digits>}; a user's token is opaque, so nothing but its
 * characters is checked.
 */
public final class AccessToken extends Secret {

    private AccessToken(String value) {
        super(value);
    }

    /**
     * A token from its text; white space around it is dropped.
     *
     * @throws IllegalArgumentException if it is blank, or if a character inside is not printable ASCII (a blank or a line break
     *     from copying, say); the message tells the place of that character, never the token
     */
    public static AccessToken of(String value) {
        return new AccessToken(checked(value, "access token", "access_token or MAPILLARY_ACCESS_TOKEN"));
    }
}
