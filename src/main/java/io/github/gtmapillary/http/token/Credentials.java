package io.github.gtmapillary.http.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A data store's tokens for each host.
 *
 * <p>The access token goes to the tiles host, which takes tokens only in the query. The user's token from the file goes to the Graph API,
 * in a header. It goes to the tiles host only without an access token: Mapillary strongly discourages user tokens in queries (API
 * documentation, "Authentication").
 *
 * @param accessToken a client token, or a user's
 * @param tokenFile the file with a user's token
 * @param clientSecret the secret for refreshing the user's token; when empty, the one in the file
 */
public record Credentials(
        Optional<AccessToken> accessToken, Optional<TokenFile> tokenFile, Optional<ClientSecret> clientSecret) {

    private static final int DIGEST_BYTES = 16;

    /** @throws IllegalArgumentException if both the access token and the file are missing */
    public Credentials {
        if (accessToken.isEmpty() && tokenFile.isEmpty()) {
            throw new IllegalArgumentException("an access token or a token file is needed");
        }
    }

    /** An access token alone. */
    public static Credentials of(AccessToken token) {
        return new Credentials(Optional.of(token), Optional.empty(), Optional.empty());
    }

    /**
     * 32 hexadecimal digits that distinguish credentials. They reveal no token, because a token is too long to guess. A file counts as one
     * owner, because each refresh changes its token.
     */
    public String digest() {
        String owner = accessToken.map(AccessToken::value).orElse("")
                + "\n"
                + tokenFile.map(TokenFile::toString).orElse("");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("gt-mapillary cache of " + owner).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How to get another access token after the last one was refused. */
    public String howToReplace() {
        if (accessToken.isEmpty()) {
            return "log in again with 'mapillary login'"
                    + tokenFile.map(file -> " (token_file=" + file + ")").orElse("");
        }
        return "check access_token or MAPILLARY_ACCESS_TOKEN,"
                + " or get a new token at https://www.mapillary.com/dashboard/developers";
    }
}
