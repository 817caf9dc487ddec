package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(file)
                .content()
                .startsWith("fid,")
                .contains("images.3,POINT (-179.5 1),3,,,,")
                .endsWith("\r\n");
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.progress).containsExactly("1", "2", "3", "end");
    }

    @Test
    void theFileHasItsNameOnlyWhenItIsComplete() throws IOException {
        Path file = folder.resolve("images.csv");
        try (OutputFile output = OutputFile.begin(file, "images.csv")) {
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

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r-----", "rwxr-x--x"})
    void aReplacedFileKeepsItsPermissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assumeTrue(Files.isWritable(file), "only root may write it");
        assertThat(command.run("query", "images", "--count", "-o", file.toString()))
                .isZero();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whileItIsWrittenNobodyElseReadsWhatReplacesAPrivateFile() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (OutputFile output = OutputFile.begin(file, "images.json")) {
            output.stream().write('x');
            assertThat(parts())
                    .singleElement()
                    .satisfies(part -> assertThat(Files.getPosixFilePermissions(part))
                            .containsExactlyInAnyOrder(
                                    PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
    }

    @Test
    void aNewFileHasThePermissionsOfAnyNewFile() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        Path file = folder.resolve("images.json");
        assertThat(command.run("query", "images", "-o", file.toString())).isZero();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void aReplacedFileKeepsItsGroupAndItsOwner() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        try {
            Files.setAttribute(file, "unix:gid", 12);
            Files.setAttribute(file, "unix:uid", 34);
        } catch (FileSystemException e) {
            assumeTrue(false, "only root may give files away: " + e.getMessage());
        }
        PosixFileAttributes older = view.readAttributes();
        assertThat(command.run("query", "images", "-o", file.toString())).isZero();
        assertThat(view.readAttributes().group()).isEqualTo(older.group());
        assertThat(view.readAttributes().owner()).isEqualTo(older.owner());
    }

    @Test
    void whatAKilledRunLeftIsRemovedAndWhatARunningOneWritesIsNot() throws Exception {
        Path file = folder.resolve("images.csv");
        try (OtherRun killed = OtherRun.begin(file);
                OtherRun running = OtherRun.begin(folder.resolve("other.csv"))) {
            killed.kill();
            assertThat(parts()).hasSize(2);
            assertThat(command.run("query", "images", "--count", "-o", file.toString()))
                    .isZero();
            assertThat(parts()).hasSize(1);
            running.complete();
        }
        assertThat(file).hasContent("3\n");
        assertThat(folder.resolve("other.csv")).hasContent("other run");
        assertThat(parts()).isEmpty();
    }

    @Test
    void ofTwoRunsWithTheSameFileTheLastToEndWins() throws Exception {
        Path file = folder.resolve("images.csv");
        try (OtherRun other = OtherRun.begin(file)) {
            assertThat(command.run("query", "images", "--count", "-o", file.toString()))
                    .isZero();
            assertThat(file).hasContent("3\n");
            other.complete();
        }
        assertThat(file).hasContent("other run");
        assertThat(parts()).isEmpty();
    }

    @Test
    void twoFilesOfOneProcessLeaveEachOtherAlone() throws IOException {
        Path file = folder.resolve("images.csv");
        try (OutputFile first = OutputFile.begin(file, "first");
                OutputFile second = OutputFile.begin(file, "second")) {
            first.stream().write('1');
            second.stream().write('2');
            second.complete();
            first.complete();
        }
        assertThat(file).hasContent("1");
    }

    @Test
    void aFileThatCannotBeMadeIsNamedWithItsReason() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no /proc");
        assertThat(command.run("query", "images", "-o", "/proc/images.csv")).isPositive();
        assertThat(command.err())
                .contains("'/proc/images.csv'")
                .doesNotContain(".part")
                .hasLineCount(1);
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }
}
