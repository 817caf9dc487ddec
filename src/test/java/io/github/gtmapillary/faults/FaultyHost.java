package io.github.gtmapillary.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before another host, passes on what it is asked and spoils some of the answers. One thread to a connection. */
public final class FaultyHost implements AutoCloseable {
    private static final String TILES = "/maps/vtp/";

    /** Decides what becomes of each answer. */
    @FunctionalInterface
    public interface Faults {
        /**
         * The treatment of the next answer.
         *
         * @param path that was asked for, with the query
         * @return empty for a good answer
         */
        Optional<WireFault> next(String path);
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final String behind;
    private final Faults faults;

    private final boolean remembers;
    private final Map<String, WireFault.Answer> remembered = new ConcurrentHashMap<>();

    private FaultyHost(String behind, Faults faults, boolean remembers) throws IOException {
        this.behind = behind;
        this.faults = faults;
        this.remembers = remembers;
        thread("faulty-host", this::accept);
    }

    /** Starts a host that passes requests on to the one of this base URL. */
    public static FaultyHost start(String behind, Faults faults) throws IOException {
        return new FaultyHost(behind, faults, false);
    }

    /**
     * Asks the host behind for everything once, for a short test.
     *
     * @param behind base URL of a host that always answers the same
     */
    public static FaultyHost remembering(String behind, Faults faults) throws IOException {
        return new FaultyHost(behind, faults, true);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Connections that nobody has closed yet. */
    public int connections() {
        return connections.size();
    }

    public static boolean isTile(String path) {
        return path.startsWith(TILES);
    }

    private void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                thread("faulty-host-connection", () -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                WireFault.Bytes answer = answer(head);
                write(socket, answer);
                if (answer.end() != WireFault.End.STAYS_OPEN) {
                    socket.setSoLinger(answer.end() == WireFault.End.RESETS, 0);
                    return;
                }
            }
        } catch (IOException e) {
            // whoever asked has gone
        } finally {
            connections.remove(socket);
        }
    }

    private static void write(Socket socket, WireFault.Bytes answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(answer.bytes());
        out.flush();
    }

    /** Up to the empty line; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
    }

    private WireFault.Bytes answer(String head) throws IOException {
        String[] lines = head.split("\r\n", -1);
        String path = lines[0].split(" ", 3)[1];
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; !lines[i].isEmpty(); i++) {
            String[] header = lines[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        Optional<WireFault> fault = faults.next(path);
        WireFault.Answer good = remembered.get(path);
        if (good == null) {
            good = ask(path, headers);
            if (remembers) {
                remembered.put(path, good);
            }
        }
        return fault.isPresent() ? fault.get().spoil(good, isTile(path)) : WireFault.Bytes.of(good);
    }

    private WireFault.Answer ask(String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(behind + path).toURL().openConnection();
        // so that none is open when nobody asks
        connection.setRequestProperty("Connection", "close");
        for (String name : new String[] {"Authorization", "Accept-Encoding", "Accept"}) {
            if (headers.containsKey(name)) {
                connection.setRequestProperty(name, headers.get(name));
            }
        }
        int status = connection.getResponseCode();
        Map<String, String> kept = new HashMap<>();
        for (String name : new String[] {"Content-Type", "Content-Encoding"}) {
            if (connection.getHeaderField(name) != null) {
                kept.put(name, connection.getHeaderField(name));
            }
        }
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new WireFault.Answer(status, kept, body == null ? new byte[0] : body.readAllBytes());
        } finally {
            connection.disconnect();
        }
    }

    /** Closes all connections too. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            try {
                socket.close();
            } catch (SocketException e) {
                // closed by its own thread at the same time
            }
        }
    }
}
