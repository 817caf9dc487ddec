package io.github.gtmapillary.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.OAuthLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {

    private static final StoredToken STORED = new StoredToken(
            AccessToken.of("MLYARfirst"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-03-02T00:00:00Z"),
            "0001",
            ClientSecret.of("MLY|1|22222222222222222222222222222222"));

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        TokenFile file = TokenFile.at(folder.resolve("token.json"));
        file.write(STORED);
        assertThat(file.read()).isEqualTo(STORED);

        StoredToken bare = new StoredToken(AccessToken.of("MLYARsecond"), null, null, null, null);
        file.write(bare);
        assertThat(file.read()).isEqualTo(bare);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws IOException {
        TokenFile file = TokenFile.at(folder.resolve("token.json"));
        Files.createFile(file.path());
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));

        file.write(STORED);

        assertThat(permissions(file.path())).isEqualTo("rw-------");
        assertThat(names()).containsExactly("token.json");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkGoesOnLeadingToTheFile() throws IOException {
        Path real = folder.resolve("real.json");
        TokenFile.at(real).write(STORED);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);

        TokenFile.at(link).write(new StoredToken(AccessToken.of("MLYARsecond"), null, null, null, null));

        assertThat(link).isSymbolicLink();
        assertThat(TokenFile.at(real).read().token()).isEqualTo(AccessToken.of("MLYARsecond"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatIsMadeForItIsItsOwnersToo() throws IOException {
        TokenFile file = TokenFile.at(folder.resolve("a/b/token.json"));
        OAuthLogin.prepare(file);
        assertThat(permissions(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("a/b/.token.json.lock"))).isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatOthersCanReadIsWarnedOf() throws IOException {
        TokenFile file = TokenFile.at(folder.resolve("token.json"));
        file.write(STORED);
        try (LogLines log = LogLines.ofPackageOf(ApiClient.class)) {
            file.check();
            assertThat(log.warnings()).isEmpty();
            Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
            file.check();
            assertThat(log.warnings()).singleElement().asString().contains("chmod 600", "token.json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MLYARsecret",
                "[\"MLYARsecret\"]",
                "{\"access_token\":\"MLYARsecret\"",
                "{\0\0\0\0\0\0\0MLYARsecret",
                "{\"token\":\"MLYARsecret\"}",
                "{\"nested\":{\"access_token\":\"MLYARsecret\"}}",
                "{\"access_token\":\"MLYARsecret and more\"}",
                "{\"access_token\":\"MLYARsecret\",\"expires_at\":\"MLYARsecret\"}",
                "{\"access_token\":\"MLYARsecret\",\"client_id\":\"MLYARsecret\"}"
            })
    void whatHoldsNoTokenIsNamedAndNotShown(String content) throws IOException {
        Path path = Files.writeString(folder.resolve("token.json"), content);
        assertThatIOException()
                .isThrownBy(TokenFile.at(path)::check)
                .withMessageStartingWith("Connection parameter token_file=" + path + " is wrong: ")
                .withMessageNotContaining("MLYARsecret")
                .withNoCause();
    }

    @Test
    void aTokenInPlaceOfAPathIsNotShown() {
        assertThatIOException()
                .isThrownBy(TokenFile.at(Path.of("MLY|1234|0123456789abcdef0123456789abcdef"))::check)
                .withMessage("Connection parameter token_file=[redacted] is wrong: there is no such file to read");
    }

    @Test
    void nothingThatHoldsASecretShowsIt() {
        Credentials credentials = new Credentials(
                Optional.of(STORED.token()),
                Optional.of(TokenFile.at(folder)),
                Optional.ofNullable(STORED.clientSecret()));
        ApiSettings settings = new ApiSettings("https://a", "https://b", credentials, 1, Duration.ofSeconds(1), false);
        for (Object shown : List.of(
                STORED,
                credentials,
                settings,
                new TokenGrant(STORED.token(), Duration.ofDays(1)),
                new OAuthApplication("1", ClientSecret.of("MLY|1|22222222222222222222222222222222")))) {
            assertThat(shown.toString()).contains("[redacted]").doesNotContain("MLYARfirst", "2222");
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
