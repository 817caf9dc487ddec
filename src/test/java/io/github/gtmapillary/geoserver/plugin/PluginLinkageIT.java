package io.github.gtmapillary.geoserver.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.plugin.ClassFile.MemberReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether everything that the plugin's code names is there: in the plugin, in GeoTools, in JTS or in Java. */
class PluginLinkageIT {
    /** Classes that the bundled libraries use if they are present: other TLS providers, Android, native images. */
    private static final List<String> OPTIONAL =
            List.of("android/", "dalvik/", "org/bouncycastle/", "org/conscrypt/", "org/openjsse/", "org/graalvm/");

    /** The methods of these take whatever they are given (section 2.9.3 of the Java Virtual Machine Specification). */
    private static final Set<String> TAKE_ANYTHING =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    private static final String PROTOBUF = PackagedPlugin.SHADED + "com/google/protobuf/";
    private static final String TILE_MESSAGES =
            PackagedPlugin.SHADED + "io/github/sebasbaumh/mapbox/vectortile/VectorTile";

    private static final String VERIFIED = "/geotools-references.txt";
    /** A comma, but not one within the parentheses of a method. */
    private static final Pattern BETWEEN_MEMBERS = Pattern.compile(", (?![^(]*\\))");

    private static final Pattern TYPE = Pattern.compile("(\\[*)(?:L([^;]+);|([BCDFIJSZV]))");
    private static final Map<String, String> PRIMITIVES = Map.of(
            "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J", "long", "S", "short", "Z",
            "boolean");

    private static Map<String, ClassFile> classes;
    private static URLClassLoader beside;
    private static ClassSpace space;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        PackagedPlugin plugin = PackagedPlugin.unpack(folder);
        classes = plugin.classes();
        beside = new URLClassLoader(plugin.besideGeoTools().toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        space = new ClassSpace(classes, beside);
    }

    @AfterAll
    static void close() throws IOException {
        beside.close();
    }

    @Test
    void everythingThatTheCodeNamesIsThere() {
        Set<String> missing = new TreeSet<>();
        for (ClassFile read : classes.values()) {
            for (String named : read.classes()) {
                if (!space.has(named) && !isOptional(named)) {
                    missing.add(read.name() + " names " + named);
                }
            }
            for (MemberReference member : read.members()) {
                if (isResolvable(member)
                        && !isClearing(member)
                        && space.declaring(member).isEmpty()) {
                    missing.add(read.name() + " names " + member);
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The reason for which {@link #isClearing} may leave something out. */
    @Test
    void nothingClearsABuilderOfTiles() {
        assertThat(classes.values().stream()
                        .filter(read -> !read.name().startsWith(TILE_MESSAGES))
                        .flatMap(read -> read.members().stream())
                        .filter(member -> member.owner().startsWith(TILE_MESSAGES)
                                && member.owner().endsWith("Builder")
                                && member.name().equals("clear")))
                .isEmpty();
    }

    @Test
    void bundledLibrariesUseNothingOfGeoToolsAndJts() {
        assertThat(classes.values().stream()
                        .filter(read -> read.name().startsWith(PackagedPlugin.SHADED))
                        .flatMap(read -> read.classes().stream()))
                .noneMatch(PluginLinkageIT::isGeoTools);
    }

    @Test
    void whatIsUsedOfGeoToolsWasVerifiedInItsOtherVersions() throws IOException {
        List<String> used = lines(geoToolsReferences());
        Path list = PackagedPlugin.zip().resolveSibling("geotools-references.txt");
        Files.write(list, used, StandardCharsets.UTF_8);

        assertThat(references(used))
                .as(
                        "new uses of GeoTools and JTS: verify them as CONTRIBUTING.md says, and let %s replace %s",
                        list, VERIFIED)
                .isSubsetOf(references(verified()));
    }

    private static List<String> verified() throws IOException {
        try (InputStream list = PluginLinkageIT.class.getResourceAsStream(VERIFIED)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** Each class, and each member with the name of its class before it. */
    private static Set<String> references(List<String> lines) {
        Set<String> references = new TreeSet<>();
        for (String line : lines) {
            String owner = line.replaceFirst(":.*", "");
            references.add(owner);
            BETWEEN_MEMBERS
                    .splitAsStream(line.substring(owner.length()).replaceFirst("^: ", ""))
                    .filter(member -> !member.isEmpty())
                    .forEach(member -> references.add(owner + " " + member));
        }
        return references;
    }

    private static boolean isOptional(String name) {
        return OPTIONAL.stream().anyMatch(name::startsWith);
    }

    /**
     * Methods that the generated code of tiles calls only to clear a builder. The protobuf runtime without warnings on Java 24 and newer
     * declares them with another result than the generated code's runtime did.
     */
    private static boolean isClearing(MemberReference member) {
        return member.owner().equals(PROTOBUF + "GeneratedMessageV3$ExtendableBuilder")
                && member.name().equals("clear");
    }

    private static boolean isResolvable(MemberReference member) {
        return !member.owner().startsWith("[")
                && !isOptional(member.owner())
                && !TAKE_ANYTHING.contains(member.owner());
    }

    private static boolean isGeoTools(String name) {
        return name.startsWith("org/geotools/") || name.startsWith("org/locationtech/");
    }

    /** Members by class; those that our classes inherit stand with the class that they inherit them from. */
    private static Map<String, Set<String>> geoToolsReferences() {
        Map<String, Set<String>> references = new TreeMap<>();
        for (ClassFile read : classes.values()) {
            for (String named : read.classes()) {
                if (isGeoTools(named)) {
                    references.computeIfAbsent(named, name -> new TreeSet<>());
                }
            }
            for (MemberReference member : read.members()) {
                String owner = classes.containsKey(member.owner())
                        ? space.declaring(member).map(ClassFile::name).orElse("")
                        : member.owner();
                if (isGeoTools(owner)) {
                    references.computeIfAbsent(owner, name -> new TreeSet<>()).add(readable(member));
                }
            }
        }
        return references;
    }

    private static List<String> lines(Map<String, Set<String>> references) {
        List<String> lines = new ArrayList<>();
        references.forEach((owner, members) ->
                lines.add(owner.replace('/', '.') + (members.isEmpty() ? "" : ": " + String.join(", ", members))));
        return lines;
    }

    private static String readable(MemberReference member) {
        if (!member.isMethod()) {
            return member.name();
        }
        List<String> parameters = new ArrayList<>();
        Matcher types = TYPE.matcher(
                member.descriptor().substring(1, member.descriptor().indexOf(')')));
        while (types.find()) {
            String type = types.group(2) == null
                    ? PRIMITIVES.get(types.group(3))
                    : types.group(2).substring(types.group(2).lastIndexOf('/') + 1);
            parameters.add(type + "[]".repeat(types.group(1).length()));
        }
        String name = member.name().equals("<init>") ? "new" : member.name();
        return name + "(" + String.join(", ", parameters) + ")";
    }
}
