package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Targets of a name after {@code -o}: links, pipes, devices, folders and nothing at all. */
class OutputPathTest {

    @TempDir
    private Path folder;

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    @Test
    void aLinkStaysOneAndItsTargetIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        assertThat(count(link)).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("3\n");
    }

    @Test
    void aChainOfRelativeLinksIsFollowedToItsEnd() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.createSymbolicLink(inner.resolve("second.csv"), Path.of("..", "images.csv"));
        Path first = Files.createSymbolicLink(folder.resolve("first.csv"), Path.of("inner", "second.csv"));
        assertThat(count(first)).isZero();
        assertThat(first).isSymbolicLink();
        assertThat(inner.resolve("second.csv")).isSymbolicLink();
        assertThat(folder.resolve("images.csv")).isRegularFile().hasContent("3\n");
    }

    @Test
    void aDanglingLinkIsFollowedAndItsFileMade() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), Path.of("today.csv"));
        assertThat(count(link)).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("today.csv")).hasContent("3\n");
    }

    @Test
    void aDanglingLinkIntoAFolderThatIsNotThereIsRefused() throws IOException {
        Path there = folder.resolve("none/today.csv");
        Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), there);
        assertRefused(
                link, "is a link to " + there + ", and there is no folder " + there.getParent() + "; make it first");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkThatLeadsToItselfIsRefused() throws IOException {
        Path link = folder.resolve("a.csv");
        Files.createSymbolicLink(link, folder.resolve("b.csv"));
        Files.createSymbolicLink(folder.resolve("b.csv"), link);
        assertRefused(link, "is a link that leads to itself");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkedFolderIsAFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("linked"), real);
        assertThat(count(link.resolve("images.csv"))).isZero();
        assertThat(real.resolve("images.csv")).hasContent("3\n");
    }

    @Test
    void aFolderIsNoFile() {
        assertRefused(folder, "is a folder; name a file in it");
        assertRefused(Path.of("/"), "is no name of a file");
        assertRefused(Path.of(""), "is no name of a file");
    }

    @Test
    void theFolderHasToBeThere() throws IOException {
        Path file = folder.resolve("none").resolve("images.json");
        assertRefused(file, "cannot be made: there is no folder " + file.getParent() + "; make it first");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertRefused(plain.resolve("images.json"), "");
    }

    @Test
    void aFileThatItsUserMayNotWriteStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("images.json"), "older");
        assumeTrue(file.toFile().setReadOnly() && !Files.isWritable(file), "root may write everything");
        assertRefused(file, "may not be written by this user");
        assertThat(file).hasContent("older");
    }

    @Test
    void aFolderThatItsUserMayNotWriteIsNamed() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "root may write everywhere");
        assertRefused(closed.resolve("images.json"), "this user may not make files in " + closed);
    }

    @Test
    void aNameThatIsTooLongIsRefusedWithThatReason() {
        assertRefused(folder.resolve("x".repeat(300) + ".csv"), "cannot be written: ");
    }

    @Test
    void aMinusIsStandardOutput() {
        assertThat(command.run("query", "images", "--format", "csv", "-o", "-")).isZero();
        assertThat(command.out()).startsWith("fid,");
        assertThat(command.progress).isEmpty();
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void theDeviceOfStandardOutputIsStandardOutput() {
        for (String name : new String[] {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}) {
            assumeTrue(Files.exists(Path.of(name)), "there is no " + name);
            assertThat(OutputPath.resolve(name)).as(name).isEqualTo(new OutputTarget.Standard());
        }
        assertThat(command.run("query", "images", "-o", "/dev/stdout")).isZero();
        assertThat(command.out()).startsWith("{\"type\":\"FeatureCollection\"").endsWith("]}\n");
    }

    @Test
    void aDescriptorOnAFileGoesOnWhereTheFileEnds() throws IOException {
        Path file = Files.writeString(folder.resolve("log.txt"), "before\n");
        try (FileOutputStream opened = new FileOutputStream(file.toFile(), true)) {
            Path descriptor = descriptorOf(file);
            opened.write("opened\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(count(descriptor)).isZero();
        }
        assertThat(file).hasContent("before\nopened\n3\n");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aDescriptorThatIsNotOpenIsRefused() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "there is no /proc");
        assertRefused(Path.of("/proc/self/fd/54321"), "is no open descriptor");
    }

    @Test
    void aDeviceIsWrittenToAndStaysOne() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no " + device);
        assertThat(command.run("query", "images", "-o", device.toString())).isZero();
        assertThat(command.out()).isEmpty();
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aFullDeviceIsAFailureThatNamesIt() {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "there is no " + device);
        assertThat(command.run("query", "images", "-o", device.toString())).isEqualTo(1);
        assertThat(command.err())
                .startsWith("mapillary: Cannot write to /dev/full: ")
                .hasLineCount(1);
    }

    @Test
    @Timeout(30)
    void aNamedPipeTakesTheFormatOfItsName() throws Exception {
        Path pipe = makePipe("images.csv");
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
        new Thread(read).start();
        assertThat(command.run("query", "images", "-o", pipe.toString())).isZero();
        assertThat(read.get(20, TimeUnit.SECONDS)).startsWith("fid,").endsWith("\r\n");
        assertThat(Files.readAttributes(pipe, "isOther")).containsEntry("isOther", true);
    }

    @Test
    @Timeout(30)
    void aPipeWithoutAnEndingTakesGeoJson() throws Exception {
        Path pipe = makePipe("pipe");
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
        new Thread(read).start();
        assertThat(command.run("query", "images", "-o", pipe.toString())).isZero();
        assertThat(read.get(20, TimeUnit.SECONDS)).startsWith("{\"type\":\"FeatureCollection\"");
    }

    private Path makePipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no /usr/bin/mkfifo");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        return pipe;
    }

    private static Path descriptorOf(Path file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "there is no " + descriptors);
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(descriptor -> descriptor.toFile().exists())
                    .filter(descriptor -> leadsTo(descriptor, file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            // closed in the meantime
            return false;
        }
    }

    private int count(Path output) {
        return command.run("query", "images", "--count", "-o", output.toString());
    }

    private void assertRefused(Path output, String reason) {
        CommandRun run = newRun();
        assertThat(run.run("query", "images", "--count", "-o", output.toString()))
                .isEqualTo(2);
        assertThat(run.err())
                .startsWith("mapillary: Invalid value for option '--output': '" + output + "' ")
                .contains(reason)
                .hasLineCount(1);
        assertThat(run.opened).isEmpty();
    }

    private static CommandRun newRun() {
        try {
            return new CommandRun();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
