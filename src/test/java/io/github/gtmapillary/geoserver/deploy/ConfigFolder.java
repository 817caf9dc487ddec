package io.github.gtmapillary.geoserver.deploy;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;

/** A copy of the project's {@code geoserver-config}, with small files in place of the real layers. Its path has a space in it. */
record ConfigFolder(Path root) {

    /** Tests run where the project's pom.xml is. */
    static final Path ORIGINAL = Path.of("geoserver-config").toAbsolutePath();

    static final String SPACE = "workspaces/mapillary/";
    static final String STORE = SPACE + "mapillary/datastore.xml";
    static final String TYPE = SPACE + "mapillary/images/featuretype.xml";
    static final String LAYER = SPACE + "mapillary/images/layer.xml";
    static final String CONTENT = SPACE + "mapillary/images/content.ftl";
    static final String STYLE = SPACE + "styles/arrows.xml";
    static final String SLD = SPACE + "styles/arrows.sld";
    static final String PICTURE = SPACE + "styles/signs/stop.svg";
    static final String GROUP = SPACE + "layergroups/all.xml";

    static final String TILES = "gwc-layers/LayerInfoImpl--i.xml";

    private static final Map<String, String> LAYERS = Map.ofEntries(
            Map.entry(SPACE + "workspace.xml", """
                    <workspace>
                      <id>WorkspaceInfoImpl--m</id>
                      <name>mapillary</name>
                    </workspace>
                    """),
            Map.entry(SPACE + "namespace.xml", """
                    <namespace>
                      <id>NamespaceInfoImpl--m</id>
                      <prefix>mapillary</prefix>
                      <uri>https://www.mapillary.com</uri>
                    </namespace>
                    """),
            Map.entry(STORE, """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <dataStore>
                      <id>DataStoreInfoImpl--m</id>
                      <name>mapillary</name>
                      <type>Mapillary</type>
                      <!-- <id>in a comment</id> & what is > or < in it -->
                      <workspace><id>WorkspaceInfoImpl--m</id></workspace>
                      <connectionParameters>
                        <entry key="dbtype">mapillary</entry>
                        <entry key="graph_url">https://graph.example.org</entry>
                      </connectionParameters>
                    </dataStore>
                    """),
            Map.entry(TYPE, """
                    <featureType>
                      <id>FeatureTypeInfoImpl--i</id>
                      <name>images</name>
                      <namespace>
                        <id>NamespaceInfoImpl--m</id>
                      </namespace>
                      <title>Bilder &amp; mehr: größer als 1 &gt; 0</title>
                      <metadata>
                        <entry key="id">kept</entry>
                      </metadata>
                      <store class="dataStore">
                        <id>DataStoreInfoImpl--m</id>
                      </store>
                      <attributes>
                        <attribute><name>id</name></attribute>
                      </attributes>
                    </featureType>
                    """),
            Map.entry(LAYER, """
                    <layer>
                      <name>images</name>
                      <id>LayerInfoImpl--i</id>
                      <type>VECTOR</type>
                      <defaultStyle>
                        <id>StyleInfoImpl--a</id>
                      </defaultStyle>
                      <resource class="featureType">
                        <id>FeatureTypeInfoImpl--i</id>
                      </resource>
                    </layer>
                    """),
            Map.entry(CONTENT, "<#list features as feature>${feature.fid}</#list>\n"),
            Map.entry(STYLE, """
                    <style>
                      <id>StyleInfoImpl--a</id>
                      <name>arrows</name>
                      <workspace>
                        <id>WorkspaceInfoImpl--m</id>
                      </workspace>
                      <format>sld</format>
                      <languageVersion><version>1.0.0</version></languageVersion>
                      <filename>arrows.sld</filename>
                    </style>
                    """),
            Map.entry(SLD, "<StyledLayerDescriptor version=\"1.0.0\"><!-- kept --></StyledLayerDescriptor>\n"),
            Map.entry(PICTURE, "<svg/>\n"),
            Map.entry(TILES, """
                    <GeoServerTileLayer>
                      <id>LayerInfoImpl--i</id>
                      <name>mapillary:images</name>
                      <expireCache>86400</expireCache>
                    </GeoServerTileLayer>
                    """),
            Map.entry(GROUP, """
                    <layerGroup>
                      <id>LayerGroupInfoImpl--m</id>
                      <name>all</name>
                      <workspace><id>WorkspaceInfoImpl--m</id></workspace>
                      <publishables>
                        <published type="layer"><id>LayerInfoImpl--i</id></published>
                      </publishables>
                      <styles>
                        <style>
                          <id>StyleInfoImpl--a</id>
                        </style>
                      </styles>
                    </layerGroup>
                    """));

    static ConfigFolder copyInto(Path folder) throws IOException {
        ConfigFolder copy = withoutLayers(folder);
        LAYERS.forEach(copy::write);
        return copy;
    }

    /** With the real layers. */
    static ConfigFolder completeCopyInto(Path folder) throws IOException {
        Path layers = ORIGINAL.resolve("data_dir");
        Assumptions.assumeTrue(Files.isDirectory(layers), "there is no " + layers);
        ConfigFolder copy = withoutLayers(folder);
        try (Stream<Path> files = Files.walk(layers)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                copy.write(layers.relativize(file).toString(), Files.readString(file));
            }
        }
        return copy;
    }

    private static ConfigFolder withoutLayers(Path folder) throws IOException {
        ConfigFolder copy = new ConfigFolder(Files.createDirectories(folder.resolve("the project/geoserver-config")));
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(ORIGINAL.resolve("data_dir")))::iterator) {
                Path target = copy.root.resolve(ORIGINAL.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    /** Runs a script of the folder from two folders above. */
    Run run(String script, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve(script).toString()));
        command.addAll(arguments);
        return Tool.named("bash").run(root.getParent().getParent(), environment, command);
    }

    Path file(String name) {
        return root.resolve("data_dir").resolve(name);
    }

    void write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stand-in of the plugin, where the build puts it. */
    Path buildPlugin(String jar, String content) throws IOException {
        Path zip = root.resolve("../target/gt-mapillary-geoserver.zip").normalize();
        Files.createDirectories(zip.getParent());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry :
                    Map.of(jar, content, "LICENSE.txt", "MIT").entrySet()) {
                entries.putNextEntry(new ZipEntry(entry.getKey()));
                entries.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                entries.closeEntry();
            }
        }
        return zip;
    }

    Map<String, String> layers() throws IOException {
        return contents(root.resolve("data_dir"));
    }

    /** All files below a folder, by their path in it, each byte a character. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                contents.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
