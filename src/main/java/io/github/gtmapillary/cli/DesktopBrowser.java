package io.github.gtmapillary.cli;

import java.awt.AWTError;
import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;

/** The browser of the desktop. It is a separate class, because a Java runtime without a desktop module cannot link it. */
final class DesktopBrowser {

    private DesktopBrowser() {}

    /**
     * Opens a page.
     *
     * @throws UnsupportedOperationException if there is no desktop, or the desktop has no browser
     * @throws IOException if the browser does not start
     */
    static void open(URI page) throws IOException {
        try {
            if (!Desktop.isDesktopSupported()) {
                throw new UnsupportedOperationException("there is no desktop");
            }
            Desktop.getDesktop().browse(page);
        } catch (AWTError e) {
            throw new UnsupportedOperationException("the desktop can't be reached", e);
        }
    }
}
