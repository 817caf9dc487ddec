package io.github.gtmapillary.http.token;

/**
 * A token of the Mapillary API that stays hidden: its text leaves this package only in a request, or in the file that keeps a user's token.
 *
 * <p>A client token has the form {@code MLY|<app id>|<32 hexadecimal digits>}; a user's token is opaque, so only its characters are
 * checked.
 */
public final class AccessToken extends Secret {

    private AccessToken(String value) {
        super(value);
    }

    /**
     * A token from its text; surrounding white space is dropped.
     *
     * @throws IllegalArgumentException if the text is blank, or if a character inside is not printable ASCII (for instance a blank or a
     * line break from copying). The message names the place of that character, never the token.
     */
    public static AccessToken of(String value) {
        return new AccessToken(checked(value, "access token", "access_token or MAPILLARY_ACCESS_TOKEN"));
    }
}
