package io.github.gtmapillary.cli;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * The browser, the prompt for secrets and the randomness that a login uses.
 *
 * @param browser opens a page if it can; otherwise it does nothing, since the address is printed anyway
 * @param secrets asks for a secret without echo; empty if there is no terminal
 * @param state makes a new unguessable text of letters that need no encoding in a URL
 */
record LoginDialog(Consumer<URI> browser, Function<String, Optional<String>> secrets, Supplier<String> state) {

    private static final Logger LOGGER = Logging.getLogger(LoginDialog.class);
    private static final int STATE_BYTES = 32;

    /** The dialog of a real process. */
    static LoginDialog ofProcess() {
        return new LoginDialog(LoginDialog::browse, LoginDialog::ask, LoginDialog::randomState);
    }

    private static void browse(URI page) {
        try {
            DesktopBrowser.open(page);
        } catch (IOException | UnsupportedOperationException | LinkageError e) {
            // the address stands on the terminal
            LOGGER.log(Level.INFO, "No browser was opened", e);
        }
    }

    private static Optional<String> ask(String prompt) {
        return Terminal.console()
                .map(console -> console.readPassword("%s", prompt))
                .map(String::new);
    }

    private static String randomState() {
        byte[] bytes = new byte[STATE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
