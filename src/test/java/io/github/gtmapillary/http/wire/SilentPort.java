package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port of the loopback interface on which nobody listens, and which nobody else can take meanwhile. */
public record SilentPort(Socket bound) implements AutoCloseable {

    public static SilentPort take() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new SilentPort(socket);
    }

    public int number() {
        return bound.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
