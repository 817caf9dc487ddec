package io.github.gtmapillary.geoserver.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.Query;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin with only GeoTools and JTS beside it, against a sandbox in a process of its own. */
class PluginOnItsOwnIT {
    private static final String BOX = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)";

    /** Type names and filters: tiles, lines, distances, the Graph API, and a function that comes with the store. */
    private static final List<String> QUERIES = List.of(
            "images",
            BOX + " AND is_pano = true",
            "sequences",
            "INTERSECTS(geometry, POLYGON((12.98 55.59, 13.01 55.59, 12.98 55.61, 12.98 55.59)))",
            "points",
            "DWITHIN(geometry, POINT(13.0 55.6), 500, meters)",
            "map_feature_entities",
            BOX + " AND object_value LIKE 'object--%'",
            "images",
            BOX + " AND lookingAt(geometry, compass_angle, is_pano, POINT(13.0 55.6), 70) = true");

    private static PackagedPlugin plugin;
    private static Path classPathOfTheProgram;
    private static Process sandbox;
    private static String url;
    private static String token;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        plugin = PackagedPlugin.unpack(folder);
        classPathOfTheProgram = onlyTheProgram(folder.resolve("program"));
        sandbox = java("-jar", PackagedPlugin.commandJar().toString(), "sandbox");
        BufferedReader announcement = sandbox.inputReader(StandardCharsets.UTF_8);
        url = announcement.readLine().replaceFirst(".* at ", "");
        token = announcement.readLine().replaceFirst("Access token: ", "");
    }

    @AfterAll
    static void stop() {
        sandbox.destroy();
    }

    @Test
    void answersAsTheLibraryDoes() throws Exception {
        Run run = runBesideGeoTools(token, QUERIES);

        assertThat(run.exitCode).as(run.errors).isZero();
        assertThat(run.lines.get(0)).endsWith(PackagedPlugin.JAR);
        for (int i = 0; i < QUERIES.size(); i += 2) {
            List<String> expected = fromLibrary(QUERIES.get(i), QUERIES.get(i + 1));
            assertThat(expected).as(QUERIES.get(i + 1)).hasSizeGreaterThan(3);
            assertThat(run.lines).containsSequence(expected);
        }
    }

    @Test
    void aTokenThatIsRefusedIsNotShown() throws Exception {
        Run run = runBesideGeoTools("MLY|17|0123456789abcdef", List.of("images", BOX));

        assertThat(run.errors).contains("the access token was refused").doesNotContain("0123456789abcdef");
        assertThat(run.exitCode).isNotZero();
    }

    @Test
    void bundledLibrariesFindTheirFilesUnderTheirNewNames() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(plugin.besideGeoTools().toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> httpUrl = loader.loadClass("io.github.gtmapillary.shaded.okhttp3.HttpUrl");
            Method parse = httpUrl.getMethod("get", String.class);
            Method topPrivateDomain = httpUrl.getMethod("topPrivateDomain");

            // this one reads the Public Suffix List
            assertThat(topPrivateDomain.invoke(parse.invoke(null, "https://tiles.mapillary.co.uk/")))
                    .isEqualTo("mapillary.co.uk");
        }
    }

    private record Run(int exitCode, List<String> lines, String errors) {}

    private static Run runBesideGeoTools(String withToken, List<String> queries)
            throws IOException, URISyntaxException, InterruptedException {
        List<String> classPath = new ArrayList<>(List.of(classPathOfTheProgram.toString()));
        for (URL jar : plugin.besideGeoTools()) {
            classPath.add(Path.of(jar.toURI()).toString());
        }
        List<String> arguments = new ArrayList<>(
                List.of("-cp", String.join(File.pathSeparator, classPath), PluginQueries.class.getName(), url));
        arguments.add(withToken);
        arguments.addAll(queries);
        Path errors = Files.createTempFile(classPathOfTheProgram, "errors", ".txt");
        Process process = new ProcessBuilder(command(arguments))
                .redirectError(errors.toFile())
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines, Files.readString(errors));
    }

    private static List<String> fromLibrary(String typeName, String cql) throws Exception {
        DataStore store = PluginQueries.open(url, token);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PluginQueries.print(
                store, new Query(typeName, ECQL.toFilter(cql)), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        store.dispose();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Path onlyTheProgram(Path folder) throws IOException {
        String name = PluginQueries.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(name);
        Files.createDirectories(copy.getParent());
        try (InputStream program = PluginQueries.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(program, copy);
        }
        return folder;
    }

    private static Process java(String... arguments) throws IOException {
        return new ProcessBuilder(command(List.of(arguments)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        return command;
    }
}
