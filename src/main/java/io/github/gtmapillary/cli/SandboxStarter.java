package io.github.gtmapillary.cli;

import java.io.IOException;
import java.net.InetAddress;

/** Starts the local stand-in of the Mapillary API. */
@FunctionalInterface
interface SandboxStarter {

    /**
     * Starts a sandbox.
     *
     * @param address the address to listen on
     * @param port 0 for any free one
     */
    RunningSandbox start(InetAddress address, int port) throws IOException;

    /**
     * A sandbox that answers until it is closed.
     *
     * @param url base URL of its tiles and its Graph API, without a slash at the end
     * @param accessToken the one token that it accepts
     */
    record RunningSandbox(String url, String accessToken, Runnable stop) implements AutoCloseable {

        @Override
        public void close() {
            stop.run();
        }
    }
}
