package io.github.gtmapillary.geoserver.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Answers as GeoServer's REST interface does, and records what it was asked: what exists can be got and put, what does not can be
 * posted to its collection once, and names in what is sent must be those of what exists. It writes what it gets into a data directory.
 */
final class FakeGeoServer implements AutoCloseable {

    static final String USER = "admin";
    static final String PASSWORD = "ge\"o \\ sérver:1";

    private static final Pattern TEMPLATE = Pattern.compile("(?<owner>.*)/templates/(?<name>[a-z]+\\.ftl)");

    private static final String TILE_LAYERS = "gwc/rest/layers/";

    private static final String RESOURCES = "resource/";

    private final HttpServer server;
    private final List<Sent> sent = new ArrayList<>();
    private final FakeDataDirectory files;

    /** The objects in its memory. */
    private final Set<String> existing = new HashSet<>(Set.of("workspaces"));

    private String refusedPath = "";

    private FakeGeoServer(HttpServer server, FakeDataDirectory files) {
        this.server = server;
        this.files = files;
    }

    /** With the layers that a data directory holds. */
    static FakeGeoServer start(Path dataDir) throws IOException {
        FakeGeoServer geoServer = new FakeGeoServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                new FakeDataDirectory(dataDir));
        geoServer.readFiles();
        geoServer.server.createContext("/", geoServer::handle);
        geoServer.server.start();
        return geoServer;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/geoserver";
    }

    /** The requests, except those that only read. */
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

    /** As at its start, and for {@code /rest/reload}. */
    synchronized void readFiles() throws IOException {
        existing.clear();
        existing.add("workspaces");
        existing.addAll(files.objects());
    }

    /** Saves an object as a form does: the whole of it, with changes. */
    synchronized void saveForm(String path, String xml) throws IOException {
        files.saveObject(path, xml);
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
        Answer answer = isAuthorized(exchange) ? answer(request) : Answer.of(401, "<html><h1>Unauthorized</h1></html>");
        byte[] text = answer.content();
        exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
        return ("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Answer answer(Sent request) throws IOException {
        if (!request.method().equals("GET") && request.path().equals(refusedPath)) {
            return Answer.of(500, "Could not open the store <b>m</b>");
        }
        try {
            return switch (request.method()) {
                case "GET" -> get(request.path());
                case "PUT" -> put(request);
                case "POST" -> post(request);
                default -> Answer.of(405, "");
            };
        } catch (IllegalArgumentException e) {
            return Answer.of(500, String.valueOf(e.getMessage()));
        }
    }

    private Answer get(String path) throws IOException {
        if (path.startsWith(RESOURCES)) {
            String file = path.substring(RESOURCES.length());
            return files.has(file) ? new Answer(200, files.read(file)) : Answer.of(404, "Undefined resource path.");
        }
        return existing.contains(path) ? Answer.of(200, "<found/>") : Answer.of(404, "");
    }

    private Answer put(Sent request) throws IOException {
        String path = request.path();
        if (path.startsWith(RESOURCES)) {
            return putFile(path.substring(RESOURCES.length()), request);
        }
        Matcher template = TEMPLATE.matcher(path);
        if (template.matches() && existing.contains(template.group("owner"))) {
            Path folder = Path.of(files.fileOf(template.group("owner"))).resolveSibling(template.group("name"));
            return putFile(folder.toString(), request);
        }
        if (path.startsWith(TILE_LAYERS)) {
            return putTileLayer(request);
        }
        if (!existing.contains(path)) {
            return Answer.of(404, "No such object: " + path);
        }
        check(request);
        if (request.isStyle()) {
            files.write(path + ".sld", request.body());
        } else {
            files.saveObject(path, request.body());
        }
        return Answer.of(200, "");
    }

    private Answer putFile(String file, Sent request) throws IOException {
        int status = files.has(file) ? 200 : 201;
        files.write(file, request.body());
        return Answer.of(status, "");
    }

    /** GeoWebCache creates what is missing. */
    private Answer putTileLayer(Sent request) throws IOException {
        Element layer = request.xml();
        String name = FakeDataDirectory.child(layer, "name");
        if (!layer.getTagName().equals("GeoServerLayer")
                || !FakeDataDirectory.child(layer, "id").isEmpty()) {
            return Answer.of(400, "No tile layer: " + request.path());
        }
        if (!request.path().equals(TILE_LAYERS + name + ".xml") || !isPublished(name)) {
            return Answer.of(404, "No such layer: " + name);
        }
        String group = "workspaces/" + name.replace(":", "/layergroups/");
        files.saveTileLayer(existing.contains(group) ? group + ".xml" : files.layerFile(name), request.body());
        return Answer.of(200, "");
    }

    private boolean isPublished(String name) {
        String[] parts = name.split(":", -1);
        return existing.contains("layers/" + name)
                || existing.contains("workspaces/" + parts[0] + "/layergroups/" + parts[1]);
    }

    private Answer truncate(Sent request) {
        if (!request.type().equals("text/xml")) {
            return Answer.of(400, "Format extension unknown or not specified: " + request.type());
        }
        String name = FakeDataDirectory.child(request.xml(), "layerName");
        return isPublished(name) ? Answer.of(200, "") : Answer.of(500, "No such tile layer: " + name);
    }

    private Answer post(Sent request) throws IOException {
        if (request.path().equals("reload")) {
            readFiles();
            return Answer.of(200, "");
        }
        if (request.path().equals("gwc/rest/masstruncate")) {
            return truncate(request);
        }
        String collection = request.path();
        int slash = collection.lastIndexOf('/');
        if (slash > 0 && !existing.contains(collection.substring(0, slash))) {
            return Answer.of(404, "No such collection: " + collection);
        }
        String name = request.isStyle()
                ? request.query().replaceFirst(".*[?&]name=([^&]*).*", "$1")
                : FakeDataDirectory.child(request.xml(), collection.equals("namespaces") ? "prefix" : "name");
        if (!existing.add(collection + "/" + name)) {
            return Answer.of(409, name + " already exists");
        }
        check(request);
        create(collection, name, request);
        if (collection.equals("workspaces")) {
            existing.add("namespaces/" + name);
        } else if (collection.endsWith("/featuretypes")) {
            existing.add("layers/" + collection.split("/", -1)[1] + ":" + name);
        }
        return Answer.of(201, name);
    }

    private void create(String collection, String name, Sent request) throws IOException {
        String path = collection + "/" + name;
        String body = request.body();
        if (request.isStyle()) {
            files.write(path + ".sld", body);
            body =
                    "<style><name>%s</name><format>sld</format><languageVersion><version>1.0.0</version></languageVersion><filename>%s.sld</filename></style>"
                            .formatted(name, name);
        }
        files.saveObject(path, body);
        if (collection.equals("workspaces")) {
            files.saveObject(
                    "namespaces/" + name,
                    "<namespace><prefix>%s</prefix><uri>http://%s</uri></namespace>".formatted(name, name));
        }
    }

    /** Elements that REST can't resolve or must not get. */
    private void check(Sent request) {
        if (request.isStyle()) {
            return;
        }
        Element root = request.xml();
        for (String reference : List.of("id", "workspace", "namespace", "store", "resource")) {
            if (!FakeDataDirectory.child(root, reference).isEmpty()) {
                throw new IllegalArgumentException(reference + " in " + request.path());
            }
        }
        NodeList elements = root.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            checkReference((Element) elements.item(i));
        }
    }

    private void checkReference(Element element) {
        String name = FakeDataDirectory.child(element, "name");
        String path = switch (element.getTagName()) {
            case "defaultStyle", "style" ->
                "workspaces/" + FakeDataDirectory.child(element, "workspace") + "/styles/" + name;
            case "published" -> "layers/" + name;
            default -> "workspaces";
        };
        if (!existing.contains(path)) {
            throw new IllegalArgumentException("No such " + element.getTagName() + ": " + path);
        }
    }

    // each answer is sent once, and compared with none
    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, byte[] content) {

        static Answer of(int status, String text) {
            return new Answer(status, text.getBytes(UTF_8));
        }
    }

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
            return FakeDataDirectory.parse(body).getDocumentElement();
        }
    }
}
