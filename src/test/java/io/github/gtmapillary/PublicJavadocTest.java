package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public packages tell what every parameter, result and exception means. */
class PublicJavadocTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final List<String> PUBLIC = List.of("io/github/gtmapillary", "io/github/gtmapillary/failure");

    /** The compact constructor of a record, whose parameters the record's own comment explains. */
    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*public \\w+ \\{");

    @Test
    void everythingPublicIsDocumentedInFull(@TempDir Path classes) throws IOException {
        assertThat(faults(classes)).isEmpty();
    }

    private static List<String> faults(Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            found,
                            List.of(
                                    "-Xdoclint:all/protected",
                                    "-Xmaxwarns",
                                    "1000",
                                    "-proc:none",
                                    "-implicit:none",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(publicSources()))
                    .call();
            assertThat(compiled).as(() -> found.getDiagnostics().toString()).isTrue();
        }
        return found.getDiagnostics().stream()
                .filter(fault -> fault.getCode().startsWith("compiler.warn.proc.messager"))
                .filter(fault -> !isAtCompactConstructor(fault))
                .map(fault ->
                        fault.getSource().getName() + ":" + fault.getLineNumber() + " " + fault.getMessage(Locale.ROOT))
                .toList();
    }

    private static List<Path> publicSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> PUBLIC.contains(
                            SOURCES.relativize(file).getParent().toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isAtCompactConstructor(Diagnostic<? extends JavaFileObject> fault) {
        try {
            String line = fault.getSource()
                    .getCharContent(true)
                    .toString()
                    .lines()
                    .skip(fault.getLineNumber() - 1)
                    .findFirst()
                    .orElseThrow();
            return COMPACT_CONSTRUCTOR.matcher(line).matches();
        } catch (IOException e) {
            throw new AssertionError(fault.getSource().getName(), e);
        }
    }
}
