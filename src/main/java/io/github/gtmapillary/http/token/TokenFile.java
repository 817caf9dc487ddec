package io.github.gtmapillary.http.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.files.LockFile;
import io.github.gtmapillary.http.files.OwnerOnlyFile;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * A file with a user's token: a JSON object with {@code access_token}, as Mapillary's token endpoint answers it (API documentation, "Token
 * Exchange"). For refreshing, it may also hold {@code issued_at} and {@code expires_at} (ISO 8601 instants), {@code client_id} and {@code
 * client_secret}.
 *
 * <p>An {@code expires_in} is ignored, since it counts from an unknown time: such a token is used until it is refused.
 */
public final class TokenFile {

    private static final Logger LOGGER = Logging.getLogger(TokenFile.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_BYTES = 64 << 10;

    private final Path path;

    private TokenFile(Path path) {
        this.path = path;
    }

    /** The file at this path; nothing is read yet. */
    public static TokenFile at(Path path) {
        return new TokenFile(path);
    }

    /** The file's path. */
    public Path path() {
        return path;
    }

    /**
     * Reads the file anew; warns if other users can read it.
     *
     * @throws IOException if the file holds no token. The message names the file, never its content.
     */
    public void check() throws IOException {
        var unused = read();
        if (OwnerOnlyFile.isForOthersToo(path)) {
            LOGGER.warning(() -> "Other users can read the token in " + this
                    + ", which is as good as a password: make it readable by its owner alone (chmod 600)");
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException if the file holds no token. The message names the file, never its content.
     */
    public StoredToken read() throws IOException {
        Map<String, String> members = members(bytes());
        String token = members.get("access_token");
        if (token == null) {
            throw wrong("it holds no access_token");
        }
        String clientId = members.get("client_id");
        String secret = members.get("client_secret");
        try {
            if (clientId != null) {
                OAuthApplication.checkClientId(clientId);
            }
            return new StoredToken(
                    AccessToken.of(token),
                    instant(members.get("issued_at")),
                    instant(members.get("expires_at")),
                    clientId,
                    secret == null ? null : ClientSecret.of(secret));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        } catch (DateTimeException e) {
            // the parser's text quotes the value
            throw wrong("issued_at and expires_at have to be like 2026-01-31T12:00:00Z");
        }
    }

    /**
     * The file while its lock is held against all threads and processes. The lock is a file beside it, {@code .<name>.lock}, since each
     * change replaces the file itself.
     */
    public static final class Session implements Closeable {
        private final TokenFile file;
        private final LockFile lock;

        private Session(TokenFile file, LockFile lock) {
            this.file = file;
            this.lock = lock;
        }

        /** Replaces the file's content. */
        public void write(StoredToken token) throws IOException {
            file.write(token);
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    /** Opens the file for a change, unless another thread or process has it open. */
    Optional<Session> tryOpen() throws IOException {
        Path beside = lockFile();
        return Optional.ofNullable(LockFile.tryLock(beside, OwnerOnlyFile.attributes(beside)))
                .map(lock -> new Session(this, lock));
    }

    /**
     * Opens the file for a change, and waits while another thread or process has it open.
     *
     * @throws InterruptedIOException if this thread is interrupted while it waits; its interrupt flag stays set
     * @throws IOException if a copy of this class from another class loader of this process has it open
     */
    public Session open() throws IOException {
        Path beside = lockFile();
        LockFile lock;
        try {
            lock = LockFile.lock(beside, OwnerOnlyFile.attributes(beside));
        } catch (InterruptedIOException e) {
            throw (IOException)
                    new InterruptedIOException("interrupted while waiting for another refresh of " + this).initCause(e);
        }
        if (lock == null) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION,
                    "another class loader of this process is changing " + this + ": try again");
        }
        return new Session(this, lock);
    }

    /**
     * Replaces the file's content, so that the file is complete at every moment and only its owner can read it. Needs a {@link Session}.
     */
    void write(StoredToken token) throws IOException {
        OwnerOnlyFile.replace(path, json(token));
    }

    private Path lockFile() throws IOException {
        Path real = OwnerOnlyFile.real(path);
        return real.resolveSibling("." + real.getFileName() + ".lock");
    }

    @Override
    public String toString() {
        return SafeText.withoutClientTokens(path.toString());
    }

    private byte[] bytes() throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw wrong("there is no such file to read");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw wrong("it is too long for a file with a token");
            }
            return bytes;
        }
    }

    /** The object's strings and numbers, as text. */
    private Map<String, String> members(byte[] bytes) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("it holds no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
                    members.put(name, json.getText());
                }
                json.skipChildren();
            }
        } catch (com.fasterxml.jackson.core.JacksonException | CharConversionException e) {
            // the parser's text quotes the content
            throw wrong("it holds no JSON");
        }
        return members;
    }

    private static byte[] json(StoredToken stored) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            write(json, "access_token", stored.token().value());
            write(json, "token_type", "bearer");
            write(json, "issued_at", stored.issuedAt());
            write(json, "expires_at", stored.expiresAt());
            write(json, "client_id", stored.clientId());
            ClientSecret secret = stored.clientSecret();
            write(json, "client_secret", secret == null ? null : secret.value());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    private MapillaryException wrong(@Nullable String reason) {
        return new MapillaryException(
                FailureKind.CONFIGURATION, "Connection parameter token_file=" + this + " is wrong: " + reason);
    }
}
