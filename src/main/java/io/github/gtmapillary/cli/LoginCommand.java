package io.github.gtmapillary.cli;

import io.github.gtmapillary.MapillaryLogin;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a user's token and keeps it in a file. */
@Command(
        name = "login",
        description = {
            "Log in to Mapillary in a browser and keep the token in a file, which the other commands use.",
            "The client secret comes from the environment variable MAPILLARY_CLIENT_SECRET or a prompt."
        })
final class LoginCommand implements Callable<Integer> {

    private static final String SECRET_VARIABLE = "MAPILLARY_CLIENT_SECRET";
    private static final Set<String> PARAMETERS = Set.of("graph_url", "timeout_seconds", "allow_http");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final CommandContext context;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "The application's number at https://www.mapillary.com/dashboard/developers.")
    private @Nullable String clientId;

    @Option(
            names = "--port",
            paramLabel = "N",
            converter = OptionConverter.OfPort.class,
            description = "Port of the callback URL http://127.0.0.1:N/callback, with which the application has to be"
                    + " registered; without it any free one.")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where the token is kept, readable for you alone; without it mapillary/token.json in your"
                    + " folder of configurations.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--forget-secret",
            description =
                    "Keep the client secret out of the file: a refresh then takes it from " + SECRET_VARIABLE + ".")
    private boolean forgetSecret;

    @Option(names = "--refresh", description = "Refresh the token in the file now, without a browser.")
    private boolean refresh;

    LoginCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        checkParameters();
        ProxyEnvironment.apply(context.environment());
        Path file = tokenFile == null ? standardFile() : tokenFile;
        Instant end = refresh ? refreshed(file) : loggedIn(file);
        context.print("Token stored in " + file + ", good until " + end + "\n" + use(file));
        return 0;
    }

    /** Tells the user how other commands find the token. */
    private String use(Path file) {
        return tokenFile == null
                ? "The commands use it without being told when no other token is given.\nParameter: -P token_file="
                        + file + "\n"
                : "Parameter: -P token_file=" + file + "\n";
    }

    /** Refuses parameters that a login does not use: the user would believe that they count. */
    private void checkParameters() {
        for (String key : connection.parameters().keySet()) {
            if (!PARAMETERS.contains(key)) {
                throw new UsageException(
                        "-P " + key + " has no meaning for login, which knows graph_url, timeout_seconds"
                                + " and allow_http; the file is given as --token-file");
            }
        }
    }

    private Instant refreshed(Path file) throws IOException {
        return MapillaryLogin.refresh(
                connection.parameters(), file, context.variable(SECRET_VARIABLE).orElse(null));
    }

    private Instant loggedIn(Path file) throws IOException {
        MapillaryLogin login = begin(file);
        String state = context.login().state().get();
        try (LoginCallback callback = LoginCallback.listen(port, state)) {
            URI page = login.authorizationUrl(callback.url(), state);
            context.err().println("Callback URL, with which the application has to be registered: " + callback.url());
            context.err().println("Log in with a browser on this machine at: " + page);
            context.login().browser().accept(page);
            String code = callback.await(LONGEST_WAIT);
            return login.finish(code, callback.url(), !forgetSecret);
        } catch (BindException e) {
            throw new UsageException("--port " + port + " is not available (" + e.getMessage() + "): give another", e);
        }
    }

    /** Checks all options before the browser opens, so that no mistake shows only after the user has logged in. */
    private MapillaryLogin begin(Path file) {
        if (clientId == null) {
            throw new UsageException("--client-id is missing: it is the number of your application at"
                    + " https://www.mapillary.com/dashboard/developers");
        }
        try {
            return MapillaryLogin.begin(connection.parameters(), clientId, secret(), file);
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private String secret() {
        return context.variable(SECRET_VARIABLE)
                .or(() -> context.login().secrets().apply("Client secret: "))
                .filter(secret -> !secret.isBlank())
                .orElseThrow(
                        () -> new UsageException("No client secret: set the environment variable " + SECRET_VARIABLE
                                + " to that of your application at https://www.mapillary.com/dashboard/developers"));
    }

    private Path standardFile() {
        return StoredLogin.file(context)
                .orElseThrow(() -> new UsageException(
                        "There is no home folder to keep the token in: say with --token-file FILE where it goes"));
    }
}
