package io.github.gtmapillary.tile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tiles that Mapillary has sent; who asks for them is skipped where they are not at hand. */
public final class RecordedTiles {
    private RecordedTiles() {}

    public static byte[] bytes(String name) throws IOException {
        Path file = Path.of(System.getProperty("mapillary.fixtures", "../shared/fixtures"))
                .resolve("tiles")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), () -> "no recorded tile: " + file.toAbsolutePath() + " is no file");
        return Files.readAllBytes(file);
    }
}
