package io.github.gtmapillary.geoserver.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The plugin as a GeoServer administrator gets it.
 *
 * @param jar the plugin jar, unpacked from the zip
 */
record PackagedPlugin(Path jar) {
    static final String JAR = "gt-mapillary-geoserver.jar";
    static final String OURS = "io/github/gtmapillary/";
    static final String SHADED = OURS + "shaded/";

    /** The artifacts of the build, which passes their names. */
    static Path zip() {
        return Path.of(System.getProperty("plugin.zip"));
    }

    static Path commandJar() {
        return Path.of(System.getProperty("command.jar"));
    }

    static PackagedPlugin unpack(Path folder) throws IOException {
        Path jar = folder.resolve(JAR);
        try (ZipFile zip = new ZipFile(zip().toFile());
                InputStream content = zip.getInputStream(zip.getEntry(JAR))) {
            Files.copy(content, jar);
        }
        return new PackagedPlugin(jar);
    }

    static List<String> zipEntries() throws IOException {
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    /** The names of all files in the jar, without folders. */
    Set<String> files() throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            Set<String> names = new TreeSet<>();
            open.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> names.add(entry.getName()));
            return names;
        }
    }

    String text(String file) throws IOException {
        try (JarFile open = new JarFile(jar.toFile());
                InputStream content = open.getInputStream(open.getEntry(file))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** All classes by their internal names. */
    Map<String, ClassFile> classes() throws IOException {
        Map<String, ClassFile> classes = new TreeMap<>();
        try (JarFile open = new JarFile(jar.toFile())) {
            for (JarEntry entry : open.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream content = open.getInputStream(entry)) {
                        ClassFile read = ClassFile.read(content);
                        classes.put(read.name(), read);
                    }
                }
            }
        }
        return classes;
    }

    /** The plugin beside GeoTools and JTS, as in a GeoServer that has nothing else. */
    List<URL> besideGeoTools() throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (Class<?> library :
                List.of(org.geotools.api.data.DataStore.class, org.locationtech.jts.geom.Geometry.class)) {
            urls.add(library.getProtectionDomain().getCodeSource().getLocation());
        }
        return urls;
    }
}
