package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.client.ApiClients;
import io.github.gtmapillary.http.token.AccessToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A server on this machine that plays both hosts, and a client of it. */
public final class ApiServer implements AutoCloseable {

    public static final AccessToken TOKEN = AccessToken.of("MLY|1|abc");
    public static final ApiRequest TILE = ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5123");
    public static final ApiRequest ENTITY = ApiRequest.graph("1933525276802129", Map.of("fields", "id"));

    public final MockWebServer server = new MockWebServer();
    public final ApiClient client;

    public ApiServer() {
        this(6, Duration.ofSeconds(20));
    }

    public ApiServer(int connections, Duration timeout) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = ApiClients.connect(settings(server.url("/").toString(), connections, timeout));
    }

    public static ApiSettings settings(String url, int connections, Duration timeout) {
        return new ApiSettings(url, url, TOKEN, connections, timeout, false);
    }

    /** Sends the request and has it answered with this. */
    public ApiAnswer answering(ApiRequest request, MockResponse.Builder response) throws IOException {
        server.enqueue(response.build());
        return client.send(request).await();
    }

    /** Sends the request, has it answered somehow and tells how it arrived. */
    public RecordedRequest arrivalOf(ApiRequest request) throws IOException, InterruptedException {
        answering(request, status(request.host() == ApiHost.TILES ? 404 : 200).body("{}"));
        return server.takeRequest();
    }

    public static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status);
    }

    public static MockResponse.Builder bytes(byte[] body) {
        return status(200).body(new Buffer().write(body));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
