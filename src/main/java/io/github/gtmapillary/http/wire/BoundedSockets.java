package io.github.gtmapillary.http.wire;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that accept a limited number of bytes after each send, below TLS and all of HTTP. Bodies have lower limits of their own,
 * but OkHttp keeps the line before a chunk in memory however long a host makes it.
 *
 * <p>Over HTTP/2, window updates are sends too, so answers that share a connection do not add up.
 */
final class BoundedSockets extends SocketFactory {

    private final long mostBytes;

    /** @param mostBytes most bytes received in a row */
    BoundedSockets(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Socket createSocket() {
        return new BoundedSocket(mostBytes);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress remote, @Nullable InetSocketAddress local) throws IOException {
        Socket socket = createSocket();
        try {
            socket.bind(local);
            socket.connect(remote);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static final class BoundedSocket extends Socket {

        private final long mostBytes;
        private final AtomicLong inARow = new AtomicLong();

        BoundedSocket(long mostBytes) {
            // the proxy is chosen before a socket is made; otherwise the JVM's own rules would choose once more
            super(Proxy.NO_PROXY);
            this.mostBytes = mostBytes;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    count(read < 0 ? 0 : 1);
                    return read;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int read = super.read(bytes, offset, length);
                    count(read);
                    return read;
                }
            };
        }

        private void count(int read) throws OversizeException {
            if (read > 0 && inARow.addAndGet(read) > mostBytes) {
                throw new OversizeException("more than " + (mostBytes >> 20) + " MB, chunks and headers counted,");
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int b) throws IOException {
                    inARow.set(0);
                    out.write(b);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    inARow.set(0);
                    // not FilterOutputStream's method, which writes byte by byte
                    out.write(bytes, offset, length);
                }
            };
        }
    }
}
