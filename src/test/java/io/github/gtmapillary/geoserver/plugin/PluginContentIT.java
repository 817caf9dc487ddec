package io.github.gtmapillary.geoserver.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the plugin must have, and those that it must not have. */
class PluginContentIT {
    private static final int JAVA_17 = 61;

    private static PackagedPlugin plugin;
    private static Map<String, ClassFile> classes;
    private static Set<String> otherFiles;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        plugin = PackagedPlugin.unpack(folder);
        classes = plugin.classes();
        otherFiles = plugin.files();
        otherFiles.removeIf(name -> name.endsWith(".class"));
    }

    @Test
    void theZipIsFlatAndHoldsOneJar() throws IOException {
        assertThat(PackagedPlugin.zipEntries())
                .containsExactlyInAnyOrder(PackagedPlugin.JAR, "LICENSE.txt", "README.txt");
    }

    @Test
    void everyClassIsOursOrBundledUnderOurName() {
        assertThat(classes.keySet()).allMatch(name -> name.startsWith(PackagedPlugin.OURS));
        assertThat(packagesBelow(PackagedPlugin.OURS))
                .containsExactlyInAnyOrder(
                        "failure", "fetch", "filter", "graph", "http", "model", "plan", "schema", "shaded", "store",
                        "tile");
    }

    @Test
    void everyClassLoadsOnJava17() {
        assertThat(classes.values()).allMatch(read -> read.majorVersion() <= JAVA_17);
    }

    @Test
    void theFilesBesideTheClassesAreThoseThatAreNeeded() {
        assertThat(otherFiles)
                .containsExactlyInAnyOrder(
                        "GeoServerApplication.properties",
                        "applicationContext.xml",
                        "io/github/gtmapillary/mapillary.png",
                        PackagedPlugin.SHADED + "okhttp3/internal/publicsuffix/PublicSuffixDatabase.list",
                        "META-INF/MANIFEST.MF",
                        "META-INF/maven/io.github.gtmapillary/gt-mapillary/pom.properties",
                        "META-INF/services/org.geotools.api.data.DataStoreFactorySpi",
                        "META-INF/services/org.geotools.filter.FunctionFactory",
                        "META-INF/services/io.github.gtmapillary.shaded.com.fasterxml.jackson.core.JsonFactory",
                        "META-INF/LICENSE",
                        "META-INF/THIRD-PARTY.txt",
                        "META-INF/Apache-2.0.txt",
                        "META-INF/NOTICE",
                        "META-INF/FastDoubleParser-LICENSE",
                        "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                        "META-INF/Schubfach-LICENSE");
    }

    @Test
    void theManifestTellsTheVersionAndPromisesNoOtherClassesToNewerJava() throws IOException {
        try (JarFile open = new JarFile(plugin.jar().toFile())) {
            assertThat(open.isMultiRelease()).isFalse();
            assertThat(open.getManifest().getMainAttributes().getValue("Implementation-Version"))
                    .isNotBlank();
        }
    }

    @Test
    void servicesNameClassesOfTheJar() throws IOException {
        for (String file : otherFiles) {
            if (file.startsWith("META-INF/services/")) {
                assertThat(plugin.text(file).lines().filter(line -> !line.isBlank()))
                        .as(file)
                        .isNotEmpty()
                        .allMatch(name -> classes.containsKey(name.replace('.', '/')));
            }
        }
    }

    @Test
    void everyBundledLibraryIsNamedWithItsLicence() throws IOException {
        String licences = plugin.text("META-INF/THIRD-PARTY.txt");
        Map<String, String> libraries = new TreeMap<>();
        libraries.put("com/carrotsearch/", "HPPC");
        libraries.put("com/fasterxml/jackson/", "Jackson");
        libraries.put("com/github/benmanes/caffeine/", "Caffeine");
        libraries.put("com/google/protobuf/", "Protocol Buffers");
        libraries.put("dev/failsafe/", "Failsafe");
        libraries.put("io/github/sebasbaumh/mapbox/", "mapbox-vector-tile-java");
        libraries.put("kotlin/", "Kotlin");
        libraries.put("net/sf/geographiclib/", "GeographicLib");
        libraries.put("okhttp3/", "OkHttp");
        libraries.put("okio/", "Okio");

        assertThat(classes.keySet().stream()
                        .filter(name -> name.startsWith(PackagedPlugin.SHADED))
                        .map(name -> name.substring(PackagedPlugin.SHADED.length())))
                .allMatch(name -> libraries.keySet().stream().anyMatch(name::startsWith));
        assertThat(libraries.values()).allMatch(licences::contains);
        assertThat(plugin.text("META-INF/LICENSE")).startsWith("MIT License");
        assertThat(plugin.text("META-INF/Apache-2.0.txt")).contains("Version 2.0, January 2004");
    }

    private static Set<String> packagesBelow(String folder) {
        Set<String> names = new TreeSet<>();
        for (String name : classes.keySet()) {
            String below = name.substring(folder.length());
            if (below.indexOf('/') > 0) {
                names.add(below.substring(0, below.indexOf('/')));
            }
        }
        return names;
    }
}
