package io.github.gtmapillary;

import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.LocalServer.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A local server that answers paths with what a test gave it, everything else with 404, and remembers what was asked. */
public final class FakeTileServer implements AutoCloseable {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final LocalServer server =
            LocalServer.start(request -> answers.getOrDefault(request.path(), Answer.NOT_FOUND));

    public FakeTileServer() throws IOException {}

    public void give(String path, Answer answer) {
        answers.put(path, answer);
    }

    public String url() {
        return server.url();
    }

    /** The paths asked for, without the query. */
    public List<String> requests() {
        return server.requests().stream().map(Request::path).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
