package io.github.gtmapillary.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A server on this machine that plays both hosts, and a client of it. */
final class ApiServer implements AutoCloseable {

    static final AccessToken TOKEN = AccessToken.of("MLY|1|abc");
    static final ApiRequest TILE = ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5123");
    static final ApiRequest ENTITY = ApiRequest.graph("1933525276802129", Map.of("fields", "id"));

    final MockWebServer server = new MockWebServer();
    final ApiClient client;

    ApiServer() throws IOException {
        this(6, Duration.ofSeconds(20));
    }

    ApiServer(int connections, Duration timeout) throws IOException {
        server.start();
        client = ApiClients.connect(settings(server.url("/").toString(), connections, timeout));
    }

    static ApiSettings settings(String url, int connections, Duration timeout) {
        return new ApiSettings(url, url, TOKEN, connections, timeout, false);
    }

    /** Sends the request and has it answered with this. */
    ApiAnswer answering(ApiRequest request, MockResponse.Builder response) throws IOException {
        server.enqueue(response.build());
        return client.send(request).await();
    }

    /** Sends the request, has it answered somehow and tells how it arrived. */
    RecordedRequest arrivalOf(ApiRequest request) throws IOException, InterruptedException {
        answering(request, status(request.host() == ApiHost.TILES ? 404 : 200).body("{}"));
        return server.takeRequest();
    }

    static MockResponse.Builder status(int status) {
        return new MockResponse.Builder().code(status);
    }

    static MockResponse.Builder bytes(byte[] body) {
        return status(200).body(new Buffer().write(body));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
