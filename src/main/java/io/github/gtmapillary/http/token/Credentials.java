package io.github.gtmapillary.http.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The tokens that a data store sends, for each host.
 *
 * <p>The access token goes to the tiles host, which takes tokens in the query only. The user's token of the file goes to the Graph
 * API, in a header, and to the tiles host only if there is no access token: Mapillary strongly discourages user tokens in queries
 * (API documentation, "Authentication").
 *
 * @param accessToken a client token, or a user's
 * @param tokenFile keeps a user's token
 * @param clientSecret to refresh the user's token with; when empty, the one that the file holds
 */
public record Credentials(
        Optional<AccessToken> accessToken, Optional<TokenFile> tokenFile, Optional<ClientSecret> clientSecret) {

    private static final int DIGEST_BYTES = 16;

    /** @throws IllegalArgumentException if there is neither an access token nor a file */
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
     * 32 hexadecimal digits that tell credentials apart, and from which nobody gets at a token: it is too long to be guessed. A file
     * counts as one owner, as its token changes whenever it is refreshed.
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

    /** How to get another access token when the last one that there is was refused. */
    public String howToReplace() {
        if (accessToken.isEmpty()) {
            return "log in again with 'mapillary login'"
                    + tokenFile.map(file -> " (token_file=" + file + ")").orElse("");
        }
        return "check access_token or MAPILLARY_ACCESS_TOKEN,"
                + " or get a new token at https://www.mapillary.com/dashboard/developers";
    }
}
