package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.DataAccessFactory.Param;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether docker-compose.yml agrees with itself, with the files beside it and with the code. */
class ComposeFileTest {

    private static final Pattern VARIABLE =
            Pattern.compile("(?<!\\$)\\$\\{(?<name>[A-Z_]+)(?::(?<sign>[-+])(?<value>[^}]*))?}");

    /** {@code timeout_seconds} of stores behind the tiles cache. */
    private static final int STORE_SECONDS = 75;

    private String text;
    private Map<?, ?> compose;
    private Map<?, ?> services;

    @BeforeEach
    void read() throws IOException {
        text = file("docker-compose.yml");
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        compose = new Yaml(new SafeConstructor(strict)).load(text);
        services = map(compose, "services");
    }

    @Test
    void theServicesAreThoseOfTheReadersChoice() {
        assertThat(services.keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("geoserver", "folder", "sandbox", "tiles-cache");
        assertThat(map(services, "geoserver").get("profiles")).isNull();
        assertThat(map(services, "folder").get("profiles")).isNull();
        assertThat(map(services, "sandbox").get("profiles")).isEqualTo(List.of("sandbox"));
        assertThat(map(services, "tiles-cache").get("profiles")).isEqualTo(List.of("cache"));
    }

    @Test
    void whatIsMountedIsInTheProjectOrBuilt() throws IOException {
        String pom = Files.readString(ConfigFolder.ORIGINAL.resolveSibling("pom.xml"));
        List<String> sources = bindSources();
        assertThat(sources).hasSize(5);
        for (String source : sources) {
            Path path = ConfigFolder.ORIGINAL.resolve(source).normalize();
            if (path.startsWith(ConfigFolder.ORIGINAL.resolveSibling("target"))) {
                String name = path.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
                assertThat(pom).as(source).contains("<finalName>" + name + "</finalName>");
            } else {
                assertThat(path).exists();
            }
        }
    }

    @Test
    void volumesAreDeclaredAndUsed() {
        Set<String> declared =
                map(compose, "volumes").keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        Set<String> used = services.keySet().stream()
                .flatMap(name -> list(map(services, name), "volumes"))
                .filter(String.class::isInstance)
                .map(volume -> String.valueOf(volume).replaceFirst(":.*", ""))
                .filter(source -> !source.startsWith("."))
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(declared);
    }

    @Test
    void servicesWaitForOnesThatExistAndAreWatched() {
        for (Object name : services.keySet()) {
            Map<?, ?> service = map(services, name);
            if (!(service.get("depends_on") instanceof Map<?, ?> others)) {
                continue;
            }
            for (Object other : others.keySet()) {
                assertThat(services.containsKey(other)).isTrue();
                boolean healthy = map(others, other).get("condition").equals("service_healthy");
                assertThat(map(services, other).containsKey("healthcheck")).isEqualTo(healthy);
                // one that only a profile starts may be missing
                assertThat(map(others, other).get("required"))
                        .isEqualTo(map(services, other).containsKey("profiles") ? false : null);
            }
        }
    }

    @Test
    void eachServiceHasLimitsAndEachThatStaysIsWatched() {
        for (Object name : services.keySet()) {
            Map<?, ?> service = map(services, name);
            Map<?, ?> limits = map(map(map(service, "deploy"), "resources"), "limits");
            assertThat(limits.containsKey("memory")).as("%s", name).isTrue();
            assertThat(service.containsKey("healthcheck")).as("%s", name).isEqualTo(!name.equals("folder"));
            assertThat(service.get("restart"))
                    .as("%s", name)
                    .isEqualTo(name.equals("folder") ? null : "unless-stopped");
        }
    }

    @Test
    void theTokenComesFromTheEnvironmentAndIsElseTheSandboxs() {
        String expected = "${MAPILLARY_ACCESS_TOKEN:-" + Sandbox.ACCESS_TOKEN + "}";
        assertThat(map(map(services, "geoserver"), "environment").get("MAPILLARY_ACCESS_TOKEN"))
                .isEqualTo(expected);
        // here it decides between Mapillary and the sandbox, whose token would be none
        assertThat(map(map(services, "folder"), "environment").get("MAPILLARY_ACCESS_TOKEN"))
                .isEqualTo("${MAPILLARY_ACCESS_TOKEN:-}");
        assertThat(text.replace(Sandbox.ACCESS_TOKEN, "").replace("MLY|…|…", ""))
                .doesNotContain("MLY|");
    }

    @Test
    void variablesHaveDefaults() {
        Matcher matcher = VARIABLE.matcher(text.replaceAll("(?m)^ *#.*$", ""));
        List<MatchResult> variables = matcher.results().toList();
        assertThat(variables)
                .hasSize(text.split("(?<!\\$)\\$\\{", -1).length - 1)
                .hasSizeGreaterThan(8);
        assertThat(variables).allMatch(variable -> variable.group(2) != null);
        Set<String> names =
                variables.stream().map(variable -> variable.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(names)
                .containsExactly(
                        "CORS_ALLOWED_ORIGINS",
                        "CORS_ENABLED",
                        "EXTRA_JAVA_OPTS",
                        "GEOSERVER_ADDRESS",
                        "GEOSERVER_ADMIN_PASSWORD",
                        "GEOSERVER_ADMIN_USER",
                        "GEOSERVER_CPUS",
                        "GEOSERVER_FEATUREINFO_HTML_SCRIPT",
                        "GEOSERVER_MEMORY",
                        "GEOSERVER_PORT",
                        "GEOSERVER_VERSION",
                        "GT_MAPILLARY_CLI",
                        "GT_MAPILLARY_ZIP",
                        "MAPILLARY_ACCESS_TOKEN",
                        "MAPILLARY_THUMBNAILS",
                        "TILES_BURST",
                        "TILES_PER_MINUTE");
    }

    @Test
    void whatTheReadmeAndTheTemplatesAskOfTheEnvironmentReachesGeoServer() throws IOException {
        Map<?, ?> environment = map(map(services, "geoserver"), "environment");
        Set<String> wanted = new TreeSet<>();
        for (String text : List.of(file("README.md"), templates())) {
            Pattern.compile("\\b(MAPILLARY_THUMBNAILS|GEOSERVER_FEATUREINFO_[A-Z_]+|(?<=environment\\.)[A-Z_]+)\\b")
                    .matcher(text)
                    .results()
                    .forEach(name -> wanted.add(name.group(1)));
        }
        assertThat(wanted)
                .containsExactly("GEOSERVER_FEATUREINFO_HTML_SCRIPT", "MAPILLARY_THUMBNAILS")
                .allSatisfy(name -> assertThat(environment.get(name)).isEqualTo("${" + name + ":-}"));
    }

    /** Foreign pages read, and no more: what changes GeoServer (PUT, DELETE) is not for them, even where CORS is on. */
    @Test
    void pagesOfOtherHostsReadOnlyWhereTheAdministratorSaysSo() throws IOException {
        Map<?, ?> environment = map(map(services, "geoserver"), "environment");

        assertThat(environment.get("CORS_ENABLED")).isEqualTo("${CORS_ENABLED:-false}");
        assertThat(environment.get("CORS_ALLOWED_ORIGINS")).isEqualTo("${CORS_ALLOWED_ORIGINS:-*}");
        assertThat(environment.get("CORS_ALLOWED_METHODS")).isEqualTo("GET,POST,HEAD,OPTIONS");
        assertThat(file("README.md")).contains("CORS_ENABLED=true", "CORS_ALLOWED_ORIGINS=");
    }

    @Test
    void aMapOfATimeThatNoSampleShowsIsNotRefusedWhateverOtherOptionsAreSet() {
        assertThat(map(map(services, "geoserver"), "environment").get("EXTRA_JAVA_OPTS"))
                .isEqualTo("-Dorg.geoserver.wms.exceptionOnInvalidDimension=false"
                        + " ${EXTRA_JAVA_OPTS:--Xms512m -Xmx2g}");
    }

    @Test
    void portsOfOneServiceAreTheSameEverywhere() throws IOException {
        Map<?, ?> sandbox = map(services, "sandbox");
        assertThat(list(sandbox, "command")).containsSequence("sandbox", "--host", "0.0.0.0", "--port", "8790");
        assertThat(list(sandbox, "ports")).containsExactly("127.0.0.1:8790:8790");
        assertThat(list(map(sandbox, "healthcheck"), "test")).last().isEqualTo("exec 3<>/dev/tcp/127.0.0.1/8790");
        assertThat(file("docker/upstream-sandbox.conf")).contains("server sandbox:8790;");
        assertThat(file("docker/folder.sh")).contains("SANDBOX_HOST:-sandbox}", "SANDBOX_PORT:-8790}");

        assertThat(list(map(map(services, "tiles-cache"), "healthcheck"), "test"))
                .last()
                .isEqualTo("http://127.0.0.1:8080/health");
        assertThat(file("nginx.conf"))
                .contains("listen 8080;", "location = /health {", "proxy_cache_path /var/lib/nginx/mapillary-tiles ");
        assertThat(list(map(services, "tiles-cache"), "volumes"))
                .contains("tiles_cache:/var/lib/nginx/mapillary-tiles", ".:/geoserver-config:ro");
        assertThat(list(map(services, "tiles-cache"), "command"))
                .containsExactly("sh", "/geoserver-config/docker/tiles-cache.sh");
        assertThat(file("docker/folder.sh")).contains("TILES_CACHE_HOST:-tiles-cache}", "TILES_CACHE_PORT:-8080}");
    }

    @Test
    void whatFolderFillsIsWhatGeoServerReads() {
        Map<?, ?> filled = map(map(services, "folder"), "environment");
        Map<?, ?> read = map(map(services, "geoserver"), "environment");
        assertThat(filled.get("GEOSERVER_DATA_DIR"))
                .isEqualTo(read.get("GEOSERVER_DATA_DIR"))
                .isEqualTo("/opt/geoserver_data");
        assertThat(read.get("ADDITIONAL_LIBS_DIR")).isEqualTo("/opt/additional_libs/");
        assertThat(filled.get("PLUGIN_WEBAPP_DIR")).isEqualTo("/plugin");
        assertThat(list(map(services, "folder"), "volumes"))
                .contains(
                        "geoserver_data:/opt/geoserver_data",
                        "plugin:/plugin/WEB-INF/lib",
                        "mapillary_cache:" + filled.get("MAPILLARY_CACHE_DIR"));
        assertThat(list(map(services, "geoserver"), "volumes"))
                .contains(
                        "geoserver_data:/opt/geoserver_data",
                        "plugin:/opt/additional_libs:ro",
                        "mapillary_cache:" + filled.get("MAPILLARY_CACHE_DIR"));
    }

    /** A client may wait for a tile that another client asked for. If that request fails, its own one still fits into its timeout. */
    @Test
    void theWaitsOfTheTilesCacheFitIntoThatOfTheStore() throws IOException {
        String[] servers = file("nginx.conf").split("\n# Only requests that the cache above can't answer", -1);
        assertThat(servers).hasSize(2);
        String cache = servers[0];
        String misses = servers[1];
        int slowestTile = seconds(misses, "resolver_timeout")
                + seconds(misses, "proxy_next_upstream_timeout")
                // for the connection and for TLS
                + 2 * seconds(misses, "proxy_connect_timeout")
                + seconds(misses, "proxy_read_timeout");

        assertThat(seconds(misses, "proxy_read_timeout")).isGreaterThan(22);
        assertThat(seconds(cache, "proxy_read_timeout")).isGreaterThan(slowestTile);
        int slowestMiss = seconds(cache, "proxy_connect_timeout") + seconds(cache, "proxy_read_timeout");
        assertThat(seconds(cache, "proxy_cache_lock_timeout"))
                .isEqualTo(seconds(cache, "proxy_cache_lock_age"))
                .isGreaterThan(slowestMiss);
        assertThat(seconds(cache, "proxy_cache_lock_timeout") + slowestMiss).isLessThan(STORE_SECONDS);
        for (String name : List.of("docker/folder.sh", "nginx.conf", "README.md")) {
            assertThat(file(name)).as(name).contains("timeout_seconds=" + STORE_SECONDS);
        }
    }

    private static int seconds(String text, String directive) {
        Matcher value = Pattern.compile("\\b" + directive + " (\\d+)s;").matcher(text);
        assertThat(value.find()).as(directive).isTrue();
        int seconds = Integer.parseInt(value.group(1));
        assertThat(value.find()).as("a second " + directive).isFalse();
        return seconds;
    }

    /** The cache's pace for all stores is that of one store, which is what Mapillary is asked at without a cache. */
    @Test
    void thePaceOfTheTilesCacheIsThatOfOneStore() throws IOException {
        Map<String, Object> defaults = Stream.of(new MapillaryDataStoreFactory().getParametersInfo())
                .filter(parameter -> parameter.getDefaultValue() != null)
                .collect(Collectors.toMap(parameter -> parameter.key, Param::getDefaultValue));

        assertThat(file("nginx.conf"))
                .containsOnlyOnce(" rate=" + defaults.get("tiles_per_minute") + "r/m;")
                // beside the first request
                .containsOnlyOnce(" burst=" + ((int) defaults.get("tiles_burst") - 1) + " nodelay;");
        Map<?, ?> environment = map(map(services, "tiles-cache"), "environment");
        assertThat(environment.get("TILES_PER_MINUTE"))
                .isEqualTo("${TILES_PER_MINUTE:-" + defaults.get("tiles_per_minute") + "}");
        assertThat(environment.get("TILES_BURST")).isEqualTo("${TILES_BURST:-" + defaults.get("tiles_burst") + "}");
    }

    @Test
    void theNumberOfProcessorsHasNoLimitUnlessOneIsSet() {
        assertThat(text).contains("cpus: \"${GEOSERVER_CPUS:-0}\"");
    }

    /** The image takes both or none. */
    @Test
    void aPasswordOfTheAdministratorNeedsNoNameBesideIt() {
        Map<?, ?> environment = map(map(services, "geoserver"), "environment");
        assertThat(environment.get("GEOSERVER_ADMIN_USER")).isEqualTo("${GEOSERVER_ADMIN_USER:-admin}");
        assertThat(environment.get("GEOSERVER_ADMIN_PASSWORD")).isEqualTo("${GEOSERVER_ADMIN_PASSWORD:-}");
    }

    /** The health check ends GeoServer after a new installation: it sees the plugin's volume, and Docker restarts GeoServer. */
    @Test
    void geoServerStartsAgainWithWhatFolderHasInstalled() {
        Map<?, ?> geoserver = map(services, "geoserver");
        assertThat(list(map(geoserver, "healthcheck"), "test"))
                .containsExactly("CMD", "bash", "/geoserver-config/docker/health.sh");
        assertThat(list(geoserver, "volumes")).contains(".:/geoserver-config:ro", "plugin:/opt/additional_libs:ro");
        assertThat(geoserver.get("restart")).isEqualTo("unless-stopped");
    }

    @Test
    void eachUpstreamSaysWhatTheProxyReads() throws IOException {
        for (String name :
                List.of("mapillary-upstream.conf", "docker/upstream-mapillary.conf", "docker/upstream-sandbox.conf")) {
            assertThat(file(name))
                    .as(name)
                    .contains(
                            "map \"\" $mapillary_scheme {",
                            "map \"\" $mapillary_host {",
                            "map \"\" $mapillary_server {");
        }
    }

    private List<String> bindSources() {
        List<String> sources = new ArrayList<>();
        for (Object name : services.keySet()) {
            list(map(services, name), "volumes").forEach(volume -> {
                String source =
                        volume instanceof Map<?, ?> long_ ? String.valueOf(long_.get("source")) : withoutTarget(volume);
                Matcher variable = VARIABLE.matcher(source);
                String path = variable.matches() ? variable.group("value") : source;
                if (path.startsWith(".")) {
                    sources.add(path);
                }
            });
        }
        return sources;
    }

    private static String withoutTarget(Object volume) {
        return String.valueOf(volume).replaceFirst(":.*", "");
    }

    private static String templates() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(ConfigFolder.ORIGINAL)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".ftl")).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static String file(String name) throws IOException {
        return Files.readString(ConfigFolder.ORIGINAL.resolve(name));
    }

    private static Map<?, ?> map(Map<?, ?> parent, Object key) {
        assertThat(parent.get(key)).as("%s", key).isInstanceOf(Map.class);
        return (Map<?, ?>) parent.get(key);
    }

    private static Stream<Object> list(Map<?, ?> parent, Object key) {
        return parent.get(key) instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.empty();
    }
}
