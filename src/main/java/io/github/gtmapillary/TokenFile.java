package io.github.gtmapillary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gtmapillary.http.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds a token, a JSON object as Mapillary's token endpoint answers it (API documentation, "Token Exchange"). */
final class TokenFile {
    private TokenFile() {}

    /**
     * Reads the token.
     *
     * @throws IOException naming the file, never what it holds
     */
    static AccessToken read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException(
                    "Connection parameter token_file=" + file + " is wrong: there is no such file to read");
        }
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "access_token".equals(json.currentName())) {
                    return AccessToken.of(json.getText());
                }
            }
        } catch (IOException e) {
            // the parser's own text quotes what it found
            throw new IOException("Connection parameter token_file=" + file + " is wrong: it holds no JSON");
        }
        throw new IOException("Connection parameter token_file=" + file + " is wrong: it holds no access_token");
    }
}
