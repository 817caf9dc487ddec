package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The login with a browser that the test plays and a token endpoint that the sandbox plays. */
@Timeout(60)
class LoginCommandTest {

    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();
    private final List<HttpResponse<String>> shown = new ArrayList<>();
    private Sandbox sandbox;
    private CommandRun command;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0);
        command = new CommandRun();
        command.environment.put("MAPILLARY_CLIENT_SECRET", Sandbox.CLIENT_SECRET);
        file = folder.resolve("new/token.json");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theCodeOfTheBrowserBecomesATokenInAFileOfItsOwners() throws IOException {
        command.browser = page -> consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");

        assertThat(login()).as(command.err()).isZero();

        assertThat(command.out())
                .startsWith("Token stored in " + file + ", good until 2")
                .endsWith("Parameter: -P token_file=" + file + "\n");
        assertThat(Files.readString(file))
                .contains("\"access_token\" : \"MLYAR", "\"client_id\" : \"" + Sandbox.CLIENT_ID + "\"", "expires_at")
                .contains(Sandbox.CLIENT_SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(sandbox.requests()).containsExactly("/token");
        assertThat(shown).singleElement().satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Close this page");
        });
        assertNoSecretShown();
    }

    @Test
    void thePageIsThatOfMapillaryAndIsPrintedToo() {
        List<URI> pages = new ArrayList<>();
        command.browser = page -> {
            pages.add(page);
            consent(page, "error=user_denied&state=state");
        };
        login();
        String page = pages.get(0).toString();
        Map<String, String> parameters = parametersOf(pages.get(0));
        assertThat(page).startsWith("https://www.mapillary.com/connect?").contains("&redirect_uri=http");
        assertThat(parameters)
                .containsEntry("client_id", Sandbox.CLIENT_ID)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "read")
                .containsEntry("state", "state");
        assertThat(parameters.get("redirect_uri")).matches("http://127\\.0\\.0\\.1:\\d+/callback");
        assertThat(command.err()).contains(page, "registered: " + parameters.get("redirect_uri") + "\n");
    }

    @Test
    void theSecretMayBeKeptOutOfTheFile() throws IOException {
        command.browser = page -> consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");
        assertThat(login("--forget-secret")).isZero();
        assertThat(Files.readString(file)).contains("MLYAR").doesNotContain("client_secret", Sandbox.CLIENT_SECRET);
    }

    @Test
    void theSecretIsAskedForWhereTheEnvironmentHasNone() {
        command.environment.remove("MAPILLARY_CLIENT_SECRET");
        command.secrets = prompt -> Optional.of(Sandbox.CLIENT_SECRET);
        command.browser = page -> consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");
        assertThat(login()).isZero();
        assertThat(file).exists();
    }

    @Test
    void withoutASecretNobodyIsSentToTheBrowser() {
        command.environment.remove("MAPILLARY_CLIENT_SECRET");
        command.browser = page -> shown.add(null);
        assertThat(login()).isEqualTo(2);
        assertThat(command.err()).contains("No client secret: set the environment variable MAPILLARY_CLIENT_SECRET");
        assertThat(shown).isEmpty();
    }

    @Test
    void whatDoesNotBelongToTheLoginIsAnsweredAndIgnored() {
        command.browser = page -> {
            consent(page, "code=stolen&state=other");
            consent(page, "code=stolen");
            consent(page, "error=user_denied&state=other");
            consent(page, "state=state");
            consent(page, "code=a&state=other&state=state");
            consent(page, "code=%ZZ&state=%ZZ");
            visit(URI.create(callbackOf(page).replace("/callback", "/favicon.ico")));
            visit(URI.create(callbackOf(page).replace("/callback", "/callback/code=a&state=state")));
            shown.add(send(HttpRequest.newBuilder(URI.create(callbackOf(page) + "?code=stolen&state=state"))
                    .POST(BodyPublishers.noBody())
                    .build()));
            consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");
        };
        assertThat(login()).as(command.err()).isZero();
        assertThat(shown.stream().map(HttpResponse::statusCode).toList())
                .containsExactly(400, 400, 400, 400, 400, 400, 404, 404, 405, 200);
        assertThat(sandbox.requests()).containsExactly("/token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "error=user_denied&state=state; denied",
                "error=user_denied; denied",
                "error=access_denied&state=state; denied",
                "error=invalid_scope&state=state; scope 'read'",
                "error=invalid_request&state=state; callback URL",
                "error=server_error&state=state; try again later",
                "error=%0Astrange%1B&state=state; (?strange?)"
            })
    void aRefusalOfMapillaryIsTold(String answer, String message) {
        command.browser = page -> consent(page, answer);
        assertThat(login()).isEqualTo(1);
        assertThat(command.err().lines().toList().get(2))
                .startsWith("mapillary: ")
                .contains(message);
        assertThat(file).doesNotExist();
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void aCodeThatIsRefusedIsToldWithoutIt() {
        command.browser = page -> consent(page, "code=secret-code&state=state");
        assertThat(login()).isEqualTo(1);
        assertThat(command.err()).contains("gave no token (HTTP 400, code 100", "check the client id");
        assertThat(command.err()).doesNotContain("secret-code");
        assertThat(file).doesNotExist();
        assertNoSecretShown();
    }

    @Test
    void aTokenIsRefreshedWithoutABrowser() throws IOException {
        command.browser = page -> consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");
        login();
        String before = Files.readString(file);
        command.environment.clear();

        assertThat(command.run(
                        "login", "--refresh", "--token-file", file.toString(), "-P", "graph_url=" + sandbox.url()))
                .isZero();

        assertThat(Files.readString(file)).contains("MLYAR").isNotEqualTo(before);
        assertNoSecretShown();
    }

    @ParameterizedTest
    @CsvSource({
        "--client-id=abc, client id must be a number",
        "--client-secret=MLY|1234|0123456789abcdef0123456789abcdef, Unknown option",
        "--port=99999, not a port",
        "-Pgraph_url=http://graph.example, allow_http",
        "-Ptoken_file=/somewhere, --token-file",
        "-Paccess_token=0123456789abcdef, has no meaning for login"
    })
    void whatIsWrongShowsBeforeAnything(String option, String message) {
        String clientId = option.startsWith("--client-id") ? option : "--client-id=1";
        String other = option.equals(clientId) ? "--port=0" : option;
        command.browser = page -> shown.add(null);
        assertThat(command.run("login", clientId, "--token-file", file.toString(), other))
                .isNotZero();
        assertThat(command.err())
                .contains(message)
                .doesNotContain("0123456789abcdef")
                .hasLineCount(1);
        assertThat(shown).isEmpty();
    }

    @Test
    void aClientIdIsNeeded() {
        assertThat(command.run("login")).isEqualTo(2);
        assertThat(command.err()).contains("--client-id is missing");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(login("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(2);
            assertThat(command.err()).contains("--port " + taken.getLocalPort() + " is not available");
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        command.browser = page -> Thread.currentThread().interrupt();
        assertThat(login()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(command.err()).contains("interrupted");
        assertThat(file).doesNotExist();
    }

    @Test
    void theStandardFileIsInTheFolderOfConfigurations() {
        command.environment.put("XDG_CONFIG_HOME", folder.toString());
        command.browser = page -> consent(page, "code=" + Sandbox.AUTHORIZATION_CODE + "&state=state");
        assertThat(command.run("login", "--client-id", Sandbox.CLIENT_ID, "-P", "graph_url=" + sandbox.url()))
                .isZero();
        assertThat(folder.resolve("mapillary").resolve("token.json")).exists();
        assertThat(command.out()).contains("The commands use it without being told");
    }

    private int login(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "login",
                "--client-id",
                Sandbox.CLIENT_ID,
                "--token-file",
                file.toString(),
                "-P",
                "graph_url=" + sandbox.url()));
        args.addAll(List.of(more));
        return command.run(args.toArray(String[]::new));
    }

    private void assertNoSecretShown() {
        assertThat(command.out() + command.err()).doesNotContain("MLYAR", Sandbox.CLIENT_SECRET);
    }

    /** Comes back from Mapillary's page. */
    private void consent(URI page, String answer) {
        visit(URI.create(
                callbackOf(page) + "?" + answer.replace("%ZZ", URLEncoder.encode("%ZZ", StandardCharsets.UTF_8))));
    }

    private void visit(URI address) {
        shown.add(send(HttpRequest.newBuilder(address).build()));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return browser.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String callbackOf(URI page) {
        return parametersOf(page).get("redirect_uri");
    }

    private static Map<String, String> parametersOf(URI page) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : page.getRawQuery().split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
