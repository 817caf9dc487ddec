package io.github.gtmapillary.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A token of the Mapillary API that never shows: its text leaves this package only in a request.
 *
 * <p>A client token looks like {@code MLY|<app id>|<32 hexadecimal digits>}; a user's token is opaque, so nothing but its
 * characters is checked.
 */
public final class AccessToken {

    private static final int DIGEST_BYTES = 16;

    private final String value;

    private AccessToken(String value) {
        this.value = value;
    }

    /**
     * A token from its text; white space around it is dropped.
     *
     * @throws IllegalArgumentException if it is blank, or if a character inside is not printable ASCII (a blank or a line break
     *     from copying, say); the message tells the place of that character, never the token
     */
    public static AccessToken of(String value) {
        String token = value.strip();
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the access token is blank: set access_token or MAPILLARY_ACCESS_TOKEN");
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new IllegalArgumentException("character " + (i + 1) + " of " + token.length()
                        + " of the access token is none a token can have (a blank, a line break or not ASCII):"
                        + " copy it anew into access_token or MAPILLARY_ACCESS_TOKEN");
            }
        }
        return new AccessToken(token);
    }

    String value() {
        return value;
    }

    /** 32 hexadecimal digits that tell tokens apart, and from which nobody gets at the token: it is too long to be guessed. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("gt-mapillary cache of " + value).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccessToken token && token.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
