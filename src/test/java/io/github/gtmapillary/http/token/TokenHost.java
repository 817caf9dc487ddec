package io.github.gtmapillary.http.token;

import io.github.gtmapillary.http.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;

/** A host that refreshes tokens, a file of a user's token, and the clock that both go by. */
final class TokenHost implements AutoCloseable {
    static final AccessToken FIRST = AccessToken.of("MLYARfirst");
    static final AccessToken SECOND = AccessToken.of("MLYARsecond");
    static final String CLIENT_ID = "0007";

    final TestClock clock = new TestClock();
    final MockWebServer server = new MockWebServer();
    final TokenFile file;

    /** @param folder gets the token file */
    TokenHost(Path folder) {
        file = TokenFile.at(folder.resolve("token.json"));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a token into the file. Its life begins now. */
    void store(AccessToken token, Duration life, @Nullable ClientSecret secret) throws IOException {
        Instant now = clock.instant();
        file.write(new StoredToken(token, now, now.plus(life), CLIENT_ID, secret));
    }

    @Override
    public void close() {
        server.close();
    }
}
