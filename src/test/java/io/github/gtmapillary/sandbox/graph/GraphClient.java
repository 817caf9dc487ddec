package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of the Graph API of a sandbox. Closing it closes the sandbox. */
public record GraphClient(Sandbox sandbox, HttpClient http) implements AutoCloseable {

    public GraphClient(Sandbox sandbox) {
        this(sandbox, HttpClient.newHttpClient());
    }

    /** Starts a sandbox with a world of its own. */
    static GraphClient of(SandboxWorld world) {
        try {
            return new GraphClient(Sandbox.start(0, world));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Returns the body of an answer, which must be successful. */
    public Json get(String path) {
        Answer answer = ask(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " got " + answer);
        }
        return answer.body();
    }

    /** Returns the answer to a request with the valid token in its header. */
    Answer ask(String path) {
        return send(request(path).header("Authorization", "OAuth " + Sandbox.ACCESS_TOKEN));
    }

    public Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), Json.of(response.body()));
    }

    public <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : sandbox.url() + path));
    }

    @Override
    public void close() {
        sandbox.close();
    }

    record Answer(int status, Json body) {

        long code() {
            return (long) body.at("error", "code").value();
        }

        String message() {
            return body.text("error", "message");
        }

        boolean hasSubcode(long subcode) {
            return body.at("error").has("error_subcode")
                    && body.at("error", "error_subcode").value().equals(subcode);
        }
    }
}
