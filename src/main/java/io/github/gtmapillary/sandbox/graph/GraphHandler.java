package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.gtmapillary.sandbox.exchange.CompressedAnswer;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.exchange.GraphJson;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers for the graph host: entities by id, their edges, and searches. Without {@code fields} an entity consists of its id.
 *
 * <p>Two answers are assumptions, because the behaviour of the service is unknown. Unreadable parameters get code 100.
 * {@code sfm_cluster} or {@code mesh} without {@code geometry} gets status 500 and code 1, but no subcode: the subcode would mean
 * too much data.
 */
public final class GraphHandler implements HttpHandler {

    private final String base;
    private final GraphTokens tokens;
    private final SandboxWorld world;
    private final GraphNodes nodes;
    private final NodeRequests nodeRequests;
    private final ImageSearch images;
    private final MapFeatureSearch mapFeatures;
    private final DetectionSearch detections;

    public GraphHandler(SandboxWorld world, SearchLimits limits, GraphTokens tokens, ImageUrls urls) {
        this.base = urls.base();
        this.tokens = tokens;
        this.world = world;
        this.nodes = new GraphNodes(world, urls);
        this.nodeRequests = new NodeRequests(nodes);
        this.images = new ImageSearch(world, limits);
        this.mapFeatures = new MapFeatureSearch(world, limits);
        this.detections = new DetectionSearch(world, limits);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            tokens.check(exchange);
            if (!exchange.getRequestMethod().equals("GET")) {
                throw GraphException.invalid("Unsupported request method");
            }
            URI uri = exchange.getRequestURI();
            // buffered completely before it is sent, because an error may occur late
            String body = GraphJson.text(json -> write(json, uri));
            CompressedAnswer.send(exchange, GraphJson.CONTENT_TYPE, body.getBytes(StandardCharsets.UTF_8));
        } catch (GraphException e) {
            e.answer().send(exchange);
        }
    }

    private void write(JsonGenerator json, URI uri) throws IOException {
        QueryParameters query = new QueryParameters(uri.getRawQuery());
        List<String> path = Stream.of(uri.getPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
        switch (path.size()) {
            case 0 -> nodeRequests.writeBatch(json, query.list("ids"), query.fields());
            case 1 -> writeRoot(json, path.get(0), query, uri);
            case 2 -> nodeRequests.writeEdge(json, path.get(0), path.get(1), query.fields());
            default -> throw new GraphException(ErrorAnswer.NOT_FOUND);
        }
    }

    private void writeRoot(JsonGenerator json, String name, QueryParameters query, URI uri) throws IOException {
        switch (name) {
            case "images" -> writeImages(json, query, uri);
            case "image_ids" -> writeImageIds(json, query);
            case "map_features" -> {
                nodes.mapFeatures().check(query.fields());
                writeFound(json, nodes.mapFeatures(), mapFeatures.search(query), query);
            }
            case "detections" -> {
                nodes.detections().check(query.fields());
                writeFound(json, nodes.detections(), detections.search(query), query);
            }
            default -> nodeRequests.writeNode(json, name, query.fields());
        }
    }

    private void writeImages(JsonGenerator json, QueryParameters query, URI uri) throws IOException {
        nodes.images().check(query.fields());
        if (!images.isPaged(query)) {
            writeFound(json, nodes.images(), images.search(query), query);
            return;
        }
        Page<SandboxImage> page = images.page(query);
        json.writeStartObject();
        nodes.images().writeData(json, page.entities(), query.fields());
        if (!page.entities().isEmpty()) {
            writePaging(json, page, uri);
        }
        json.writeEndObject();
    }

    private void writePaging(JsonGenerator json, Page<?> page, URI uri) throws IOException {
        json.writeObjectFieldStart("paging");
        json.writeObjectFieldStart("cursors");
        json.writeStringField("before", page.before());
        json.writeStringField("after", page.after());
        json.writeEndObject();
        if (page.more()) {
            json.writeStringField("next", next(uri, page.after()));
        }
        json.writeEndObject();
    }

    /** Returns the URL of the same request with another cursor. It contains the token if the query of the request did. */
    private String next(URI uri, String cursor) {
        Stream<String> rest = Stream.of(uri.getRawQuery().split("&", -1))
                .filter(parameter -> !parameter.startsWith(Page.CURSOR + "="));
        // in a cursor, only the padding needs to be escaped in a query
        Stream<String> after = Stream.of(Page.CURSOR + "=" + cursor.replace("=", "%3D"));
        return base + uri.getRawPath() + "?"
                + String.join("&", Stream.concat(rest, after).toList());
    }

    /** Writes the ids of all images of a sequence in capture order. The list of an unknown sequence is empty. */
    private void writeImageIds(JsonGenerator json, QueryParameters query) throws IOException {
        String sequenceId = query.text("sequence_id")
                .orElseThrow(() -> GraphException.invalid("(#100) The parameter sequence_id is required"));
        List<SandboxImage> found =
                world.sequence(sequenceId).map(SandboxSequence::images).orElse(List.of());
        json.writeStartObject();
        nodes.images().writeData(json, found, FieldSelection.NONE);
        json.writeEndObject();
    }

    private static <E> void writeFound(JsonGenerator json, NodeType<E> type, List<E> found, QueryParameters query)
            throws IOException {
        json.writeStartObject();
        type.writeData(json, found, query.fields());
        json.writeEndObject();
    }
}
