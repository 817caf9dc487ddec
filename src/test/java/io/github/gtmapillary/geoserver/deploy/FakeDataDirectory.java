package io.github.gtmapillary.geoserver.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes objects of GeoServer's catalog as GeoServer does: with an id of its own for a new object, ids in place of the names of
 * others, a date, and what an update does not name as it was.
 */
record FakeDataDirectory(Path root) {

    private static final Set<String> NAMED = Set.of("defaultStyle", "style", "published");

    /** The content of a file. */
    byte[] read(String file) throws IOException {
        return Files.readAllBytes(root.resolve(file));
    }

    boolean has(String file) {
        return Files.isRegularFile(root.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    /** The file of an object by its path in the REST interface. */
    String fileOf(String path) throws IOException {
        if (path.startsWith("layers/")) {
            return layerFile(path.substring("layers/".length()));
        }
        if (path.startsWith("namespaces/")) {
            return path.replaceFirst("namespaces", "workspaces") + "/namespace.xml";
        }
        String folder = path.replaceFirst("/datastores/", "/").replaceFirst("/featuretypes/", "/");
        if (path.contains("/featuretypes/")) {
            return folder + "/featuretype.xml";
        }
        if (path.contains("/datastores/")) {
            return folder + "/datastore.xml";
        }
        return path.matches("workspaces/[^/]*") ? path + "/workspace.xml" : path + ".xml";
    }

    /** Creates or updates the file of an object, with what GeoServer makes beside it. */
    void saveObject(String path, String xml) throws IOException {
        String space = path.replaceFirst("^(workspaces/[^/]*).*", "$1");
        String file = fileOf(path);
        if (path.contains("/featuretypes/")) {
            String store = file.replaceFirst("/[^/]*/featuretype.xml$", "/datastore.xml");
            boolean isNew = !has(file);
            save(file, xml, "namespace", space + "/namespace.xml", "store", store);
            if (isNew) {
                addLayer(file, child(parse(xml).getDocumentElement(), "name"));
            }
        } else if (path.startsWith("layers/")) {
            save(file, xml, "resource", file.replace("layer.xml", "featuretype.xml"));
        } else if (path.startsWith("namespaces/") || path.equals(space)) {
            save(file, xml);
        } else {
            save(file, xml, "workspace", space + "/workspace.xml");
        }
    }

    /** With the first type comes a layer, with a style of GeoServer's own, and for the layer GeoWebCache has tiles. */
    private void addLayer(String typeFile, String name) throws IOException {
        String file = typeFile.replace("featuretype.xml", "layer.xml");
        String layer = "<layer><name>%s</name><type>VECTOR</type><defaultStyle><id>point</id></defaultStyle></layer>"
                .formatted(name);
        save(file, layer, "resource", typeFile);
        saveTileLayer(
                file, "<GeoServerLayer><name>mapillary:%s</name><gutter>9</gutter></GeoServerLayer>".formatted(name));
    }

    /** Writes a tile layer into the file that bears the id of its layer. */
    void saveTileLayer(String layerFile, String xml) throws IOException {
        String id = idIn(layerFile);
        String file = "gwc-layers/" + id.replace(':', '_') + ".xml";
        write(
                file,
                xml.replace("GeoServerLayer>", "GeoServerTileLayer>")
                        .replaceFirst("<name>", "<id>" + id + "</id><name>"));
    }

    /** The objects of the catalog that have files, by their paths in the REST interface. */
    Set<String> objects() throws IOException {
        Set<String> objects = new HashSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(file -> root.relativize(file).toString()).forEach(file -> addObject(objects, file));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return objects;
    }

    private static void addObject(Set<String> objects, String file) {
        String[] part = file.split("/", -1);
        String space = part.length > 1 ? part[0] + "/" + part[1] : "";
        if (file.endsWith("/namespace.xml")) {
            objects.add(space);
            objects.add("namespaces/" + part[1]);
        } else if (file.endsWith("/datastore.xml")) {
            objects.add(space + "/datastores/" + part[2]);
        } else if (file.endsWith("/layer.xml")) {
            objects.add(space + "/datastores/" + part[2] + "/featuretypes/" + part[3]);
            objects.add("layers/" + part[1] + ":" + part[3]);
        } else if (file.matches("workspaces/[^/]*/(styles|layergroups)/[^/]*\\.xml")) {
            objects.add(file.replaceFirst("\\.xml$", ""));
        }
    }

    /** Creates the file of an object, or changes what an update names. */
    void save(String file, String xml, String... references) throws IOException {
        Element update = parse(xml).getDocumentElement();
        Document document = has(file) ? parse(Files.readString(root.resolve(file))) : parse(xml);
        Element object = document.getDocumentElement();
        if (has(file)) {
            merge(object, update);
        } else {
            addId(object, file);
        }
        resolveNames(object);
        for (int i = 0; i < references.length; i += 2) {
            refer(object, references[i], references[i + 1]);
        }
        remove(object, "dateModified");
        Element date = document.createElement("dateModified");
        date.setTextContent("2026-11-28 03:18:41.695 UTC");
        object.appendChild(date);
        write(file, text(document));
    }

    /** The id in a file. */
    String idIn(String file) throws IOException {
        return child(parse(Files.readString(root.resolve(file))).getDocumentElement(), "id");
    }

    private static void merge(Element object, Element update) {
        for (Element child : children(update)) {
            remove(object, child.getTagName());
            object.appendChild(object.getOwnerDocument().importNode(child, true));
        }
    }

    private static void addId(Element object, String file) {
        String kind = object.getTagName().substring(0, 1).toUpperCase(Locale.ROOT)
                + object.getTagName().substring(1);
        Element id = object.getOwnerDocument().createElement("id");
        id.setTextContent(kind + "Info-7c1:" + Integer.toHexString(file.hashCode()));
        object.insertBefore(id, object.getFirstChild());
    }

    private void resolveNames(Element object) throws IOException {
        NodeList elements = object.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            String name = child(element, "name");
            if (NAMED.contains(element.getTagName()) && !name.isEmpty()) {
                String file = element.getTagName().equals("published")
                        ? layerFile(name)
                        : "workspaces/" + child(element, "workspace") + "/styles/" + name + ".xml";
                for (Element child : children(element)) {
                    element.removeChild(child);
                }
                refer(element, idIn(file));
            }
        }
    }

    /** The file of a layer by its name with its workspace. */
    String layerFile(String name) throws IOException {
        String[] parts = name.split(":", -1);
        try (Stream<Path> files = Files.walk(root.resolve("workspaces").resolve(parts[0]))) {
            return files.filter(file -> file.endsWith(Path.of(parts[1], "layer.xml")))
                    .map(file -> root.relativize(file).toString())
                    .findFirst()
                    .orElse("workspaces/none/layer.xml");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void refer(Element object, String name, String file) throws IOException {
        remove(object, name);
        Element reference = object.getOwnerDocument().createElement(name);
        refer(reference, idIn(file));
        object.appendChild(reference);
    }

    private static void refer(Element element, String id) {
        Element child = element.getOwnerDocument().createElement("id");
        child.setTextContent(id);
        element.appendChild(child);
    }

    private static void remove(Element object, String name) {
        children(object).stream()
                .filter(child -> child.getTagName().equals(name))
                .forEach(object::removeChild);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    static String child(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getTagName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    static Document parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no XML: " + xml, e);
        }
    }

    private static String text(Document document) {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
