package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormatTest {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    @ParameterizedTest
    @CsvSource({
        "all.csv, 'fid,'",
        "all.CSV, 'fid,'",
        "all.json.csv, 'fid,'",
        "all.geojson, '{\"type\":\"FeatureCollection\"'",
        "all.JSON, '{\"type\":\"FeatureCollection\"'",
        "all.geojsonl, '{\"type\":\"Feature\",'",
        "ALL.GEOJSONL, '{\"type\":\"Feature\",'",
        "all.ndjson, '{\"type\":\"Feature\",'",
        "all.jsonl, '{\"type\":\"Feature\",'"
    })
    void theEndingDecides(String name, String start) {
        Path file = folder.resolve(name);
        assertThat(command.run("query", "images", "-o", file.toString())).isZero();
        assertThat(file).content().startsWith(start);
        assertThat(command.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.shp", "all", "csv", "all.csv.gz", "all.çsv", "all.csv "})
    void anUnknownEndingIsRefusedBeforeAnythingIsOpened(String name) {
        Path file = folder.resolve(name);
        assertThat(command.run("query", "images", "-o", file.toString())).isEqualTo(2);
        assertThat(command.err())
                .isEqualTo(
                        "mapillary: -o: no format has the ending of '" + file
                                + "'; the endings are .geojson, .json, .geojsonl, .ndjson, .jsonl, .csv, and with --format any will do\n");
        assertThat(command.opened).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFormatThatIsToldNeedsNoEnding() {
        Path file = folder.resolve("all.txt");
        assertThat(command.run("query", "images", "--format", "csv", "-o", file.toString()))
                .isZero();
        assertThat(file).content().startsWith("fid,");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void aFormatThatIsToldWinsOverTheEndingWithALine() {
        Path file = folder.resolve("all.csv");
        assertThat(command.run("query", "images", "--format", "geojsonl", "-o", file.toString()))
                .isZero();
        assertThat(file).content().startsWith("{\"type\":\"Feature\",");
        assertThat(command.err()).isEqualTo("mapillary: '" + file + "' gets geojsonl, as --format says\n");
    }

    @Test
    void aNumberNeedsNoEnding() {
        Path file = folder.resolve("all.txt");
        assertThat(command.run("query", "images", "--count", "-o", file.toString()))
                .isZero();
        assertThat(file).hasContent("3\n");
    }
}
