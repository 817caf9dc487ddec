package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    @Test
    void theWholeResultIsInTheFileAndNothingElseBeside() {
        Path file = folder.resolve("images.csv");
        assertThat(command.run("query", "images", "--format", "csv", "-o", file.toString()))
                .isZero();
        assertThat(file).content().startsWith("fid,").endsWith("images.3,POINT (-179.5 1),3,,,,\r\n");
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.progress).containsExactly("1", "2", "3", "end");
    }

    @Test
    void theFileHasItsNameOnlyWhenItIsComplete() throws IOException {
        Path file = folder.resolve("images.csv");
        try (OutputFile output = OutputFile.begin(file)) {
            output.stream().write('x');
            assertThat(file).doesNotExist();
            output.complete();
            assertThat(file).hasContent("x");
        }
        assertThat(file).hasContent("x");
    }

    @Test
    void aFailureMidwayLeavesNothing() {
        command.store.failAfter(2);
        assertThat(command.run(
                        "query", "images", "-o", folder.resolve("images.json").toString()))
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
        assertThat(command.progress).containsExactly("1", "2", "end");
    }

    @Test
    void aFailureMidwayLeavesTheOlderFile() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        command.store.failUncheckedAfter(2);
        assertThat(command.run("query", "images", "-o", file.toString())).isEqualTo(1);
        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        assertThat(command.run("query", "images", "--count", "-o", file.toString()))
                .isZero();
        assertThat(file).hasContent("3\n");
    }

    @Test
    void aLinkStaysOneAndItsTargetIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        assertThat(command.run("query", "images", "--count", "-o", link.toString()))
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("3\n");
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(command.run("query", "images", "-o", folder.toString())).isEqualTo(2);
        assertThat(command.err())
                .isEqualTo("mapillary: -o " + folder + " is not a file that can be replaced; name another\n");
    }

    @Test
    void theFolderHasToBeThere() {
        Path file = folder.resolve("none").resolve("images.json");
        assertThat(command.run("query", "images", "-o", file.toString())).isEqualTo(2);
        assertThat(command.err())
                .isEqualTo("mapillary: -o " + file + ": there is no folder " + file.getParent() + "; make it first\n");
    }
}
