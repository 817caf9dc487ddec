package io.github.gtmapillary.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A fault that has a kind is no bare {@code IOException}. The command and the sandbox keep their own: no program catches these. */
class BareFailuresTest {
    private static final Path CODE = Path.of("src/main/java/io/github/gtmapillary");
    private static final String BARE = "new IOException(";

    /** Where there still are some, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "BlockMemory.java", "the text of a warning in the log; blocks are then kept in memory",
            "CacheEntryCodec.java", "a damaged entry of the disk cache, in whose place Mapillary is asked",
            "GzipMembers.java", "a damaged body, which FailureText makes a failure of the request",
            "HttpExchange.java", "likewise a head that lies about the length",
            "WireAnswer.java", "likewise a body that is no gzip");

    @Test
    void everyFaultHasAKind() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(CODE.resolve("cli")) && !file.startsWith(CODE.resolve("sandbox")))
                    .filter(file -> read(file).contains(BARE))
                    .forEach(file -> found.add(file.getFileName().toString()));
        }
        assertThat(found).isEqualTo(new TreeSet<>(EXCEPTIONS.keySet()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
