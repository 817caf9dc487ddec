package io.github.gtmapillary.geoserver.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An XML file of the data directory that is offered to GeoServer. */
public record ConfigFile(Path path, Element root) {
    public static final Path DATA_DIR = Path.of("geoserver-config", "data_dir");
    public static final Path WORKSPACE = DATA_DIR.resolve("workspaces").resolve("mapillary");
    public static final Path STORE = WORKSPACE.resolve("mapillary");

    public static ConfigFile read(Path path) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new ConfigFile(
                    path, factory.newDocumentBuilder().parse(path.toFile()).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException(path + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Every file of the data directory whose path matches, in the order of their paths. */
    public static List<Path> paths(String glob) {
        try (Stream<Path> all = Files.walk(DATA_DIR)) {
            var matcher = DATA_DIR.getFileSystem().getPathMatcher("glob:" + glob);
            return all.filter(Files::isRegularFile)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the tests run in the project's folder", e);
        }
    }

    public static List<ConfigFile> all(String glob) {
        return paths(glob).stream().map(ConfigFile::read).toList();
    }

    /** The name of the folder that it lies in. */
    public String folder() {
        return path.getParent().getFileName().toString();
    }

    /** The text at an XPath, empty if there is none. */
    public String text(String xpath) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(xpath, root).strip();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(xpath, e);
        }
    }

    public List<Element> elements(String xpath) {
        try {
            NodeList found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(xpath, root, XPathConstants.NODESET);
            return elements(found);
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(xpath, e);
        }
    }

    public List<String> texts(String xpath) {
        return elements(xpath).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    public static List<Element> children(Element parent) {
        return elements(parent.getChildNodes());
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        return DATA_DIR.relativize(path).toString();
    }
}
