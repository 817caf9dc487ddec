package io.github.gtmapillary.geoserver.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Answers as GeoServer's REST interface does, and records what it was asked: what exists can be got and put, what does not can be
 * posted to its collection once, and names in what is sent must be those of what exists.
 */
final class FakeGeoServer implements AutoCloseable {

    static final String USER = "admin";
    static final String PASSWORD = "ge\"o \\ sérver:1";

    private static final Pattern TEMPLATE = Pattern.compile("(?<owner>.*)/templates/[a-z]+\\.ftl");

    private static final String TILE_LAYERS = "gwc/rest/layers/";

    private final HttpServer server;
    private final List<Sent> sent = new ArrayList<>();
    private final Set<String> existing = new HashSet<>(Set.of("workspaces"));
    private final Map<String, String> stores = new HashMap<>();
    private String refusedPath = "";

    private FakeGeoServer(HttpServer server) {
        this.server = server;
    }

    static FakeGeoServer start() throws IOException {
        FakeGeoServer geoServer =
                new FakeGeoServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        geoServer.server.createContext("/", geoServer::handle);
        geoServer.server.start();
        return geoServer;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/geoserver";
    }

    /** What was asked, without the requests that only look. */
    synchronized List<Sent> changes() {
        return sent.stream().filter(request -> !request.method().equals("GET")).toList();
    }

    synchronized List<Sent> requests() {
        return List.copyOf(sent);
    }

    synchronized void forgetRequests() {
        sent.clear();
    }

    /** From now on a change of that path fails, as a store does that can't be opened. */
    synchronized void refuse(String path) {
        refusedPath = path;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = uri.getPath().replaceFirst("^/geoserver/(rest/|(?=gwc/))", "");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        Sent request =
                new Sent(exchange.getRequestMethod(), path, query, type == null ? "" : type, new String(body, UTF_8));
        sent.add(request);
        Answer answer =
                isAuthorized(exchange) ? answer(request) : new Answer(401, "<html><h1>Unauthorized</h1></html>");
        byte[] text = answer.text().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
        return ("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Answer answer(Sent request) {
        if (!request.method().equals("GET") && request.path().equals(refusedPath)) {
            return new Answer(500, "Could not open the store <b>m</b>");
        }
        try {
            return switch (request.method()) {
                case "GET" -> get(request.path());
                case "PUT" -> put(request);
                case "POST" -> post(request);
                default -> new Answer(405, "");
            };
        } catch (IllegalArgumentException e) {
            return new Answer(500, String.valueOf(e.getMessage()));
        }
    }

    private Answer get(String path) {
        String store = stores.get(path.replaceFirst("\\.xml$", ""));
        if (store != null) {
            return new Answer(200, store);
        }
        return existing.contains(path) ? new Answer(200, "<found/>") : new Answer(404, "");
    }

    /** Sets the content of the file of a store. */
    synchronized void store(String path, String xml) {
        existing.add(path);
        stores.put(path, xml);
    }

    private Answer put(Sent request) {
        Matcher template = TEMPLATE.matcher(request.path());
        boolean ownsTemplate = template.matches() && existing.contains(template.group("owner"));
        if (ownsTemplate || request.path().startsWith("resource/")) {
            return new Answer(existing.add(request.path()) ? 201 : 200, "");
        }
        if (request.path().startsWith(TILE_LAYERS)) {
            return putTileLayer(request);
        }
        if (!existing.contains(request.path())) {
            return new Answer(404, "No such object: " + request.path());
        }
        check(request);
        if (stores.containsKey(request.path())) {
            stores.put(request.path(), request.body());
        }
        return new Answer(200, "");
    }

    /** GeoWebCache creates what is missing. */
    private Answer putTileLayer(Sent request) {
        Element layer = request.xml();
        String name = child(layer, "name");
        if (!layer.getTagName().equals("GeoServerLayer") || !child(layer, "id").isEmpty()) {
            return new Answer(400, "No tile layer: " + request.path());
        }
        if (!request.path().equals(TILE_LAYERS + name + ".xml") || !isPublished(name)) {
            return new Answer(404, "No such layer: " + name);
        }
        existing.add(request.path());
        return new Answer(200, "");
    }

    private boolean isPublished(String name) {
        String[] parts = name.split(":", -1);
        return existing.contains("layers/" + name)
                || existing.contains("workspaces/" + parts[0] + "/layergroups/" + parts[1]);
    }

    private Answer truncate(Sent request) {
        if (!request.type().equals("text/xml")) {
            return new Answer(400, "Format extension unknown or not specified: " + request.type());
        }
        String name = child(request.xml(), "layerName");
        return existing.contains(TILE_LAYERS + name + ".xml")
                ? new Answer(200, "")
                : new Answer(500, "No such tile layer: " + name);
    }

    private Answer post(Sent request) {
        if (request.path().equals("gwc/rest/masstruncate")) {
            return truncate(request);
        }
        String collection = request.path();
        int slash = collection.lastIndexOf('/');
        if (slash > 0 && !existing.contains(collection.substring(0, slash))) {
            return new Answer(404, "No such collection: " + collection);
        }
        String name = request.isStyle()
                ? request.query().replaceFirst(".*[?&]name=([^&]*).*", "$1")
                : child(request.xml(), collection.equals("namespaces") ? "prefix" : "name");
        if (!existing.add(collection + "/" + name)) {
            return new Answer(409, name + " already exists");
        }
        check(request);
        if (collection.endsWith("/datastores")) {
            stores.put(collection + "/" + name, request.body());
        }
        if (collection.equals("workspaces")) {
            existing.add("namespaces/" + name);
        } else if (collection.endsWith("/featuretypes")) {
            existing.add("layers/" + collection.split("/", -1)[1] + ":" + name);
        }
        return new Answer(201, name);
    }

    /** What REST can't resolve or must not be given. */
    private void check(Sent request) {
        if (request.isStyle()) {
            return;
        }
        Element root = request.xml();
        for (String reference : List.of("id", "workspace", "namespace", "store", "resource")) {
            if (!child(root, reference).isEmpty()) {
                throw new IllegalArgumentException(reference + " in " + request.path());
            }
        }
        NodeList elements = root.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            checkReference((Element) elements.item(i));
        }
    }

    private void checkReference(Element element) {
        String name = child(element, "name");
        String path = switch (element.getTagName()) {
            case "defaultStyle", "style" -> "workspaces/" + child(element, "workspace") + "/styles/" + name;
            case "published" -> "layers/" + name;
            default -> "workspaces";
        };
        if (!existing.contains(path)) {
            throw new IllegalArgumentException("No such " + element.getTagName() + ": " + path);
        }
    }

    private static String child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return node.getTextContent().strip();
            }
        }
        return "";
    }

    private record Answer(int status, String text) {}

    /**
     * A request.
     *
     * @param path below {@code /geoserver/rest/}, or below {@code /geoserver/} for GeoWebCache's own interface
     * @param query with its question mark, or empty
     */
    record Sent(String method, String path, String query, String type, String body) {

        String line() {
            return method + " " + path + query;
        }

        boolean isStyle() {
            return type.startsWith("application/vnd.ogc.s");
        }

        Element xml() {
            try {
                Document document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body.getBytes(UTF_8)));
                return document.getDocumentElement();
            } catch (ParserConfigurationException | SAXException | IOException e) {
                throw new IllegalArgumentException("no XML: " + body, e);
            }
        }
    }
}
