package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers requests by id: for one entity, for the edge of an entity, or for several entities at once. */
final class NodeRequests {

    private static final int LARGEST_BATCH = 50;
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final GraphNodes nodes;

    NodeRequests(GraphNodes nodes) {
        this.nodes = nodes;
    }

    /** {@code /{id}?fields=} */
    void writeNode(JsonGenerator json, String id, FieldSelection selection) throws IOException {
        GraphNodes.Node<?> node = require(id);
        node.type().check(selection);
        node.write(json, selection);
    }

    /** {@code /{id}/{edge}?fields=} */
    void writeEdge(JsonGenerator json, String id, String edge, FieldSelection selection) throws IOException {
        require(id).writeEdge(json, edge, selection);
    }

    /** {@code /?ids=…&fields=}: an object with one member per existing entity. One malformed id fails the whole request. */
    void writeBatch(JsonGenerator json, List<String> ids, FieldSelection selection) throws IOException {
        if (ids.isEmpty()) {
            throw GraphException.invalid("Unsupported get request. The parameter ids is required");
        }
        if (ids.size() > LARGEST_BATCH) {
            throw GraphException.invalid(
                    "(#100) Too many IDs. Maximum: " + LARGEST_BATCH + ". Provided: " + ids.size());
        }
        Map<String, GraphNodes.Node<?>> found = new LinkedHashMap<>();
        for (String id : ids) {
            requireNumber(id);
            find(id).ifPresent(node -> found.put(id, node));
        }
        requireOneType(found);
        json.writeStartObject();
        for (Map.Entry<String, GraphNodes.Node<?>> entry : found.entrySet()) {
            entry.getValue().type().check(selection);
            json.writeFieldName(entry.getKey());
            entry.getValue().write(json, selection);
        }
        json.writeEndObject();
    }

    private static void requireOneType(Map<String, GraphNodes.Node<?>> found) {
        if (found.values().stream().map(GraphNodes.Node::type).distinct().count() > 1) {
            throw GraphException.invalid("(#100) The IDs given are not of the same type");
        }
    }

    private GraphNodes.Node<?> require(String id) {
        requireNumber(id);
        return find(id).orElseThrow(() -> new GraphException(ErrorAnswer.unknownId(id)));
    }

    private static void requireNumber(String id) {
        if (!ID.matcher(id).matches()) {
            throw new GraphException(ErrorAnswer.unknownId(id));
        }
    }

    private Optional<GraphNodes.Node<?>> find(String id) {
        return nodes.find(Long.parseLong(id));
    }
}
