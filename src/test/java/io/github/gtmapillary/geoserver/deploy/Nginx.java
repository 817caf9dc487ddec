package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's nginx.conf, run by a real nginx in a folder of its own in front of a server on this machine. */
final class Nginx implements AutoCloseable {

    /** Where the first lines of a cache file say until when (as seconds of Unix time) it is good, and when it was made. */
    private static final int VALID_UNTIL = 8;

    private static final int DATE = 40;

    private static final int SECONDS = 30;

    private static final int MILLIS = 1000;

    private static final Pattern WAIT = Pattern.compile("\\b((?:proxy|resolver)_[a-z_]*(?:timeout|age) )(\\d+)s;");

    private final Process process;
    private final Path folder;
    private final String url;

    private Nginx(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    static Nginx start(Path folder, URI upstream) throws IOException {
        return start(folder, upstream, UnaryOperator.identity());
    }

    /** @param change of nginx.conf, beside what is of the machine; see {@link #replacing} and {@link #faster} */
    static Nginx start(Path folder, URI upstream, UnaryOperator<String> change) throws IOException {
        Tool program = Tool.named("nginx");
        int port = freePort();
        write(folder.resolve("mapillary-tiles.conf"), change.apply(ofThisMachine(folder, port, freePort())));
        write(folder.resolve("mapillary-upstream.conf"), leadingTo(upstream));
        write(folder.resolve("nginx.conf"), main(folder));
        Process process = new ProcessBuilder(
                        program.program().toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        awaitListening(process, port, folder);
        return new Nginx(process, folder, "http://127.0.0.1:" + port);
    }

    /** The project's nginx.conf but for what is of the machine. */
    private static String ofThisMachine(Path folder, int port, int innerPort) throws IOException {
        return replacing("listen 8080;", "listen 127.0.0.1:" + port + ";")
                .andThen(replacing("listen 127.0.0.1:8081;", "listen 127.0.0.1:" + innerPort + ";"))
                .andThen(replacing("server 127.0.0.1:8081;", "server 127.0.0.1:" + innerPort + ";"))
                .andThen(replacing(
                        "/var/lib/nginx/mapillary-tiles",
                        folder.resolve("cache").toString()))
                .andThen(replacing(
                        "/var/log/nginx/access.log",
                        folder.resolve("access.log").toString()))
                .apply(Files.readString(ConfigFolder.ORIGINAL.resolve("nginx.conf")));
    }

    private static String leadingTo(URI upstream) throws IOException {
        String mapillary = "default tiles.mapillary.com;";
        String text = Files.readString(ConfigFolder.ORIGINAL.resolve("mapillary-upstream.conf"));
        assertThat(text.split(mapillary, -1))
                .as("what to ask, and what to connect to")
                .hasSize(3);
        return replacing("default https;", "default " + upstream.getScheme() + ";")
                .apply(text)
                .replace(mapillary, "default " + upstream.getAuthority() + ";");
    }

    /** Replaces what has to stand there once. */
    static UnaryOperator<String> replacing(String original, String replacement) {
        return text -> {
            assertThat(text).containsOnlyOnce(original);
            return text.replace(original, replacement);
        };
    }

    /** Shortens all times that nginx waits by the same factor. */
    static UnaryOperator<String> faster(int factor) {
        return text -> WAIT.matcher(text)
                .replaceAll(wait -> wait.group(1) + Integer.parseInt(wait.group(2)) * MILLIS / factor + "ms;");
    }

    private static void awaitListening(Process process, int port, Path folder) throws IOException {
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (ConnectException e) {
                boolean late = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS);
                if (late || !process.isAlive()) {
                    process.destroyForcibly();
                    throw new IOException(
                            "nginx does not listen: " + Files.readString(folder.resolve("output.log")), e);
                }
            }
        }
    }

    String url() {
        return url;
    }

    String accessLog() throws IOException {
        return Files.readString(folder.resolve("access.log"));
    }

    /** How long the answer for a path is kept. */
    Optional<Duration> keeps(String path) throws IOException {
        Optional<Path> file = cacheFile(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file.get())).order(ByteOrder.nativeOrder());
        return Optional.of(Duration.ofSeconds(header.getLong(VALID_UNTIL) - header.getLong(DATE)));
    }

    /** Makes the answer for a path one that was to be kept until now. */
    void expire(String path) throws IOException {
        Path file = cacheFile(path).orElseThrow();
        ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        content.putLong(VALID_UNTIL, content.getLong(DATE) - 1);
        Files.write(file, content.array());
    }

    private Optional<Path> cacheFile(String path) throws IOException {
        for (Path file : files(folder.resolve("cache"))) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).lines().anyMatch(line -> isKeyOf(line, path))) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static boolean isKeyOf(String line, String path) {
        return line.startsWith("KEY: ") && line.endsWith(path);
    }

    /** Everything that nginx has written: configuration, cache, logs. */
    List<Path> files() throws IOException {
        return files(folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Ends it; what it had to say is in its files then. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("nginx did not end in " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String main(Path folder) {
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        StringBuilder temporary = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            temporary
                    .append(kind)
                    .append("_temp_path ")
                    .append(folder)
                    .append("/temp-")
                    .append(kind)
                    .append(";\n");
        }
        return """
                %s
                daemon off;
                pid %s/nginx.pid;
                worker_processes 2;
                events {}
                http {
                %sinclude mapillary-tiles.conf;
                }
                """.formatted(user, folder, temporary);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
