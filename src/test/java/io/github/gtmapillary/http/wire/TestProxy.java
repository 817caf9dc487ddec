package io.github.gtmapillary.http.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy on this machine, for https (CONNECT) and plain http. Whatever host it is asked for, it leads to a port of this machine.
 * Records what it is asked.
 */
public final class TestProxy implements AutoCloseable {
    private static final String END = "\r\n\r\n";

    /** The first byte of a connection over TLS (RFC 8446, section 5.1). */
    private static final int TLS_HANDSHAKE = 22;

    /** The first line of each request, and its header Proxy-Authorization behind a blank if there is one. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int target;
    private volatile String credentials = "";
    private volatile String scheme = "Basic realm=\"test\"";
    private volatile String answer = "";

    /** @param target the port to which it leads */
    public TestProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    /** Lets nobody pass without this user and password. */
    public TestProxy wanting(String user, String password) {
        credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Offers another way of authentication. */
    public TestProxy offering(String challenge) {
        scheme = challenge;
        return this;
    }

    /** Answers everything itself. */
    public TestProxy answering(String statusAndHeaders, String body) {
        answer = "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + body.length() + END + body;
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    public String name() {
        return "127.0.0.1:" + port();
    }

    /** Makes this JVM use it for this scheme. */
    public void usedBy(JvmProperties properties, String urlScheme) {
        properties.set(urlScheme + ".proxyHost", "127.0.0.1").set(urlScheme + ".proxyPort", Integer.toString(port()));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String line = head.lines().findFirst().orElse("");
            String shown = header(head, "Proxy-Authorization");
            asked.add((line + " " + shown).strip());
            OutputStream out = client.getOutputStream();
            if (!credentials.isEmpty() && !shown.equals(credentials)) {
                out.write(ascii(
                        "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: " + scheme + "\r\nContent-Length: 0" + END));
            } else if (!answer.isEmpty()) {
                out.write(ascii(answer));
            } else {
                lead(client, line, head);
            }
            out.flush();
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private void lead(Socket client, String line, String head) throws IOException {
        Socket host = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(host);
        try (host) {
            if (line.startsWith("CONNECT ")) {
                client.getOutputStream().write(ascii("HTTP/1.1 200 Connected" + END));
            } else {
                host.getOutputStream().write(ascii(forwarded(line, head)));
            }
            threads.execute(() -> pump(client, host));
            pump(host, client);
        }
    }

    /** With the path in place of the URL, and without what is for the proxy. */
    private static String forwarded(String line, String head) {
        String url = line.split(" ", -1)[1];
        URI uri = URI.create(url.replace("|", "%7C"));
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return head.replace(url, path).replaceAll("(?i)Proxy-[a-z]+: [^\r]*\r\n", "");
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            if (head.size() == 0 && next == TLS_HANDSHAKE) {
                // closing a socket with unread bytes resets it, and the client loses the answer
                in.skipNBytes(2);
                in.skipNBytes(in.read() << 8 | in.read());
                break;
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
