package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.FakeGeoServer.Sent;
import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresPrograms({"bash", "awk", "curl", "find", "grep", "sed"})
class RestScriptTest {

    private static final String STORE = "workspaces/mapillary/datastores/mapillary";
    private static final String TYPE = STORE + "/featuretypes/images";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("GEOSERVER_PASSWORD", FakeGeoServer.PASSWORD));
    private ConfigFolder config;
    private FakeGeoServer geoServer;

    @BeforeEach
    void startGeoServer() throws IOException {
        config = ConfigFolder.copyInto(folder);
        geoServer = FakeGeoServer.start(Files.createDirectories(folder.resolve("data")));
    }

    @AfterEach
    void stopGeoServer() {
        geoServer.close();
    }

    @Test
    void aNewServerGetsEverythingInTheOrderOfWhatRefersToWhat() throws IOException {
        Run run = rest();
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(geoServer.changes())
                .extracting(Sent::line)
                .containsExactly(
                        "POST workspaces",
                        "PUT namespaces/mapillary",
                        "PUT resource/workspaces/mapillary/styles/signs/stop.svg",
                        "POST workspaces/mapillary/styles?name=arrows&raw=true",
                        "POST workspaces/mapillary/datastores",
                        "POST " + STORE + "/featuretypes",
                        "PUT layers/mapillary:images",
                        "PUT " + TYPE + "/templates/content.ftl",
                        "POST workspaces/mapillary/layergroups",
                        "PUT gwc/rest/layers/mapillary:images.xml",
                        "POST gwc/rest/masstruncate",
                        "PUT resource/.gt-mapillary.sha256");
        assertThat(run.out().lines())
                .startsWith("POST workspaces", "PUT namespaces/mapillary")
                .hasSize(11);
    }

    @Test
    void aSecondRunHasNothingToDo() throws IOException {
        rest();
        geoServer.forgetRequests();
        assertThat(rest()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(geoServer.changes()).isEmpty();
    }

    @Test
    void aNewerVersionUpdatesWhatItChanges() throws IOException {
        rest();
        geoServer.forgetRequests();
        for (String file : List.of(
                ConfigFolder.SPACE + "namespace.xml", ConfigFolder.TYPE, ConfigFolder.LAYER, ConfigFolder.GROUP)) {
            config.write(file, Files.readString(config.file(file)).replaceFirst("</[A-Za-z]*>\\s*$", "<new>1</new>$0"));
        }
        for (String file : List.of(ConfigFolder.SLD, ConfigFolder.CONTENT, ConfigFolder.PICTURE)) {
            config.write(file, Files.readString(config.file(file)) + "<!-- new -->");
        }
        Run run = rest();
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(geoServer.changes())
                .extracting(Sent::line)
                .containsExactly(
                        "PUT namespaces/mapillary",
                        "PUT resource/workspaces/mapillary/styles/signs/stop.svg",
                        "PUT workspaces/mapillary/styles/arrows?raw=true",
                        "PUT " + TYPE + "?recalculate=",
                        "PUT layers/mapillary:images",
                        "PUT " + TYPE + "/templates/content.ftl",
                        "PUT workspaces/mapillary/layergroups/all",
                        "POST gwc/rest/masstruncate",
                        "PUT resource/.gt-mapillary.sha256");
    }

    @Test
    void idsBecomeNames() throws IOException {
        rest();
        assertThat(sent("PUT layers/mapillary:images")).isEqualToIgnoringWhitespace("""
                <layer><name>images</name><type>VECTOR</type>
                <defaultStyle><name>arrows</name><workspace>mapillary</workspace></defaultStyle></layer>
                """);
        assertThat(sent("POST workspaces/mapillary/layergroups")).isEqualToIgnoringWhitespace("""
                <layerGroup><name>all</name>
                <publishables><published type="layer"><name>mapillary:images</name></published></publishables>
                <styles><style><name>arrows</name><workspace>mapillary</workspace></style></styles></layerGroup>
                """);
        assertThat(sent("POST workspaces/mapillary/datastores")).isEqualToIgnoringWhitespace("""
                <dataStore><name>mapillary</name><type>Mapillary</type>
                <connectionParameters>
                <entry key="dbtype">mapillary</entry><entry key="graph_url">https://graph.example.org</entry>
                </connectionParameters></dataStore>
                """);
    }

    /** Or it would serve maps of an older style, or of a sandbox after it was left for Mapillary. */
    @Test
    void geoWebCacheKnowsTheLayerAndForgetsItsTiles() throws IOException {
        rest();
        assertThat(sent("PUT gwc/rest/layers/mapillary:images.xml")).isEqualToIgnoringWhitespace("""
                <GeoServerLayer><name>mapillary:images</name><expireCache>86400</expireCache></GeoServerLayer>
                """);
        assertThat(sent("POST gwc/rest/masstruncate"))
                .isEqualTo("<truncateLayer><layerName>mapillary:images</layerName></truncateLayer>\n");
    }

    @Test
    void theRestOfAFileStaysAsItIs() throws IOException {
        rest();
        assertThat(sent("POST " + STORE + "/featuretypes")).isEqualToIgnoringWhitespace("""
                <featureType><name>images</name><title>Bilder &amp; mehr: größer als 1 &gt; 0</title>
                <metadata><entry key="id">kept</entry></metadata>
                <attributes><attribute><name>id</name></attribute></attributes></featureType>
                """);
        assertThat(sent("POST workspaces/mapillary/styles?name=arrows&raw=true"))
                .isEqualTo(config.layers().get(ConfigFolder.SLD));
        assertThat(sent("PUT " + TYPE + "/templates/content.ftl"))
                .isEqualTo(config.layers().get(ConfigFolder.CONTENT));
        assertThat(geoServer.changes())
                .extracting(Sent::type)
                .containsOnly(
                        "application/xml; charset=UTF-8",
                        "text/xml; charset=UTF-8",
                        "text/xml",
                        "application/vnd.ogc.sld+xml; charset=UTF-8",
                        "text/plain; charset=UTF-8",
                        "application/octet-stream");
    }

    @Test
    void theProjectsOwnLayersAreAllSentAndTaken() throws IOException {
        config = ConfigFolder.completeCopyInto(folder.resolve("complete"));
        Map<String, String> layers = config.layers();
        Run first = rest();
        assertThat(first).isEqualTo(new Run(0, first.out(), ""));
        // the server checks each name in them
        assertThat(posted("/featuretypes"))
                .isEqualTo(count(layers, "/featuretype.xml"))
                .isPositive();
        assertThat(posted("/styles")).isEqualTo(count(layers, ".sld")).isPositive();
        assertThat(posted("/layergroups")).isPositive();
        long tileLayers = layers.keySet().stream()
                .filter(name -> name.startsWith("gwc-layers/"))
                .count();
        assertThat(posted("/masstruncate")).isEqualTo(tileLayers).isPositive();
        // and the list of them
        assertThat(geoServer.changes()).hasSize(layers.size() - (int) count(layers, ".sld") + (int) tileLayers + 1);
        geoServer.forgetRequests();
        assertThat(rest()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(geoServer.changes()).isEmpty();
    }

    private long posted(String collection) {
        return geoServer.changes().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith(collection))
                .count();
    }

    private static long count(Map<String, String> files, String end) {
        return files.keySet().stream().filter(name -> name.endsWith(end)).count();
    }

    @Test
    void anSldOfVersion11IsSentAsOne() throws IOException {
        config.write(ConfigFolder.SLD, "<StyledLayerDescriptor version=\"1.1.0\"/>");
        rest();
        assertThat(geoServer.changes()).extracting(Sent::type).contains("application/vnd.ogc.se+xml; charset=UTF-8");
    }

    @Test
    void aLegendIsSentWithItsStyle() throws IOException {
        String style = config.layers().get(ConfigFolder.STYLE);
        config.write(ConfigFolder.STYLE, style.replace("</style>", "<legend><width>16</width></legend></style>"));
        rest();
        assertThat(sent("PUT workspaces/mapillary/styles/arrows")).contains("<legend><width>16</width></legend>");
    }

    @Test
    void parametersOfTheStoreAreSet() throws IOException {
        rest("--set", "tiles_url=http://cache.example.org:8080", "--set=graph_url=http://127.0.0.1:1");
        assertThat(sent("POST workspaces/mapillary/datastores"))
                .contains(
                        "<entry key=\"tiles_url\">http://cache.example.org:8080</entry>",
                        "<entry key=\"graph_url\">http://127.0.0.1:1</entry>")
                .doesNotContain("graph.example.org");
    }

    @Test
    void parametersThatAreNotNamedStayAsTheyAreWhoeverMadeThem() throws IOException {
        rest();
        geoServer.saveForm(STORE, """
                <dataStore>
                  <connectionParameters>
                    <entry key="max_tiles">9</entry>
                    <entry key="access_token">crypt1:c2VjcmV0Cg==</entry>
                    <entry key="tiles_url">http://cache.example.org:8080/a?b&amp;c</entry>
                    <entry key="dbtype">mapillary</entry>
                    <entry key="graph_url">http://127.0.0.1:1</entry>
                  </connectionParameters>
                </dataStore>""");
        geoServer.forgetRequests();
        assertThat(rest("--set", "max_tiles=8").exit()).isZero();
        assertThat(sent("PUT " + STORE))
                .contains(
                        "<entry key=\"max_tiles\">8</entry>",
                        "<entry key=\"access_token\">crypt1:c2VjcmV0Cg==</entry>",
                        "<entry key=\"tiles_url\">http://cache.example.org:8080/a?b&amp;c</entry>",
                        "<entry key=\"graph_url\">http://127.0.0.1:1</entry>");
    }

    @Test
    void aDryRunOnlyLooks() throws IOException {
        Run run = rest("--dry-run");
        assertThat(run.exit()).isZero();
        assertThat(geoServer.changes()).isEmpty();
        assertThat(geoServer.requests())
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
        assertThat(run.out())
                .contains("would POST workspaces (" + config.file(ConfigFolder.SPACE + "workspace.xml") + ")\n")
                .contains("would PUT " + TYPE + "/templates/content.ftl (");
    }

    @Test
    void thePasswordIsInNoArgument() throws IOException {
        Path arguments = folder.resolve("arguments");
        Path wrapper = Files.createDirectories(folder.resolve("bin")).resolve("curl");
        Files.writeString(wrapper, """
                #!/bin/sh
                printf '%%s\\n' "$@" >>'%s'
                exec '%s' "$@"
                """.formatted(arguments, Tool.named("curl").program()));
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", wrapper.getParent() + ":" + System.getenv("PATH"));
        assertThat(rest().exit()).isZero();
        assertThat(Files.readString(arguments)).contains("--config").doesNotContain("sérver", "ge\"o");
    }

    @Test
    void nameAndPasswordMayStandInANetrcFile() throws IOException {
        Path netrc = folder.resolve("my netrc");
        Files.writeString(
                netrc,
                "machine 127.0.0.1 login admin password \"%s\"\n"
                        .formatted(FakeGeoServer.PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"")));
        environment.remove("GEOSERVER_PASSWORD");
        assertThat(rest("--netrc-file", netrc.toString()).exit()).isZero();
        assertThat(geoServer.changes()).hasSize(12);
    }

    @Test
    void aRefusedLoginIsTold() throws IOException {
        Run run = rest("--user", "guest");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("rest.sh: GET " + geoServer.url()
                        + "/rest/workspaces was answered with 401 (wrong name or password)\n")
                .contains("the server says: Unauthorized")
                .doesNotContain(FakeGeoServer.PASSWORD);
        assertThat(geoServer.changes()).isEmpty();
    }

    @Test
    void withoutAPasswordNothingIsAsked() throws IOException {
        environment.remove("GEOSERVER_PASSWORD");
        Run run = rest();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("no password: set GEOSERVER_PASSWORD, give --netrc or --netrc-file");
        assertThat(geoServer.requests()).isEmpty();
    }

    @Test
    void aFailureNamesTheFileAndTheServersWords() throws IOException {
        geoServer.refuse(STORE + "/featuretypes");
        Run run = rest();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("POST " + geoServer.url() + "/rest/" + STORE + "/featuretypes was answered with 500\n")
                .contains("file: " + config.file(ConfigFolder.TYPE) + "\n")
                .contains("the server says: Could not open the store m")
                .contains("The plugin must be in its WEB-INF/lib, and MAPILLARY_ACCESS_TOKEN in its environment");
        assertThat(geoServer.changes())
                .extracting(Sent::path)
                .endsWith(STORE + "/featuretypes", "resource/.gt-mapillary.sha256");
        assertThat(sent("PUT resource/.gt-mapillary.sha256"))
                .contains("  " + ConfigFolder.STORE + "\n")
                .doesNotContain(ConfigFolder.TYPE);
    }

    @Test
    void aReferenceToNothingIsTheServersToFind() throws IOException {
        String layer = config.layers().get(ConfigFolder.LAYER);
        config.write(ConfigFolder.LAYER, layer.replace("StyleInfoImpl--a", "StyleInfoImpl--none"));
        assertThat(rest().err()).contains("No such defaultStyle", "file: " + config.file(ConfigFolder.LAYER));
    }

    @Test
    void brokenXmlIsToldBeforeAnythingIsSent() throws IOException {
        config.write(ConfigFolder.GROUP, "<layerGroup><name>all</name>");
        Run run = rest();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("is no well-formed XML: " + config.file(ConfigFolder.GROUP));
        assertThat(geoServer.requests()).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        geoServer.close();
        Run run = rest();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("no answer to GET " + geoServer.url() + "/rest/workspaces");
    }

    @Test
    void mistakesInTheCommandLineAreTold() throws IOException {
        String url = geoServer.url();
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("ftp://localhost"),
                List.of("http://admin:geoserver@localhost"),
                List.of(url, url),
                List.of("--set", "access_token=MLY|1|2", url),
                List.of("--set", "nothing", url),
                List.of("--set", "MLY|1|2", url),
                List.of("--set", "acess_token=MLY|1|2", url),
                List.of("--set", "max_tiles=MLY|1|2", url),
                List.of("--set", "max_tile=9", url),
                List.of("--set", "max_tiles=many", url),
                List.of("--set=allow_http=yes", url),
                List.of("--set", "cache_dir=/a\nmax_tiles=many", url),
                List.of("--nothing=1", url),
                List.of(url, "--user"))) {
            Run run = run(arguments);
            assertThat(run.exit()).as("%s", arguments).isEqualTo(2);
            assertThat(run.err()).contains("rest.sh: ", "Try rest.sh --help.").doesNotContain("MLY|");
        }
        assertThat(geoServer.requests()).isEmpty();
        assertThat(run(List.of("--help")).out()).startsWith("Usage: rest.sh [OPTION]... URL\n");
    }

    @Test
    void aPasswordInTheClearIsWarnedOfWhereOthersCanRead() throws IOException {
        String other = "http://geoserver.invalid";
        assertThat(run(List.of(other)).err())
                .startsWith("rest.sh: name and password go unencrypted to " + other + "\n");
        assertThat(run(List.of("http://localhost.invalid")).err()).contains("unencrypted");
        assertThat(run(List.of("https://geoserver.invalid")).err()).doesNotContain("unencrypted");
    }

    private String sent(String line) {
        return geoServer.changes().stream()
                .filter(request -> request.line().equals(line))
                .map(Sent::body)
                .findFirst()
                .orElse("nothing was sent: " + line);
    }

    private Run rest(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(geoServer.url() + "/");
        return run(arguments);
    }

    private Run run(List<String> arguments) throws IOException {
        return config.run("rest.sh", environment, arguments);
    }
}
