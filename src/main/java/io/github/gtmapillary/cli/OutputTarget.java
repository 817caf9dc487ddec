package io.github.gtmapillary.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The destination of option {@code -o}. {@link OutputPath#resolve} finds it without opening it. */
sealed interface OutputTarget {

    /** Opens the destination for writing. */
    Output begin(CommandContext context) throws IOException;

    /** Whether the results go into a file of their own, rather than to a terminal, a device or another program. */
    boolean isFile();

    /** The name that the user gave, whose ending names the format; empty for standard output. */
    String name();

    /** Standard output of this process, under any of its names. */
    record Standard() implements OutputTarget {

        @Override
        public Output begin(CommandContext context) {
            return new StreamOutput(context.out(), false);
        }

        @Override
        public boolean isFile() {
            return false;
        }

        @Override
        public String name() {
            return "";
        }
    }

    /**
     * A pipe, a device or an open descriptor. The bytes go to it as they come, for it cannot be replaced.
     *
     * @param path the pipe, device or descriptor; never created
     */
    record Stream(String name, Path path) implements OutputTarget {

        @Override
        public Output begin(CommandContext context) throws IOException {
            // the shell may have opened a descriptor on a file that holds something already
            OpenOption[] options = Files.isRegularFile(path)
                    ? new OpenOption[] {StandardOpenOption.WRITE, StandardOpenOption.APPEND}
                    : new OpenOption[] {StandardOpenOption.WRITE};
            OutputStream out = Files.newOutputStream(path, options);
            return new StreamOutput(new BufferedOutputStream(new NamedOutput(out, name)), true);
        }

        @Override
        public boolean isFile() {
            return false;
        }
    }

    /**
     * A file that appears once it is complete.
     *
     * @param file the file, with links resolved; it need not exist, but its folder does
     */
    record NewFile(String name, Path file) implements OutputTarget {

        @Override
        public Output begin(CommandContext context) throws IOException {
            return OutputFile.begin(file, name);
        }

        @Override
        public boolean isFile() {
            return true;
        }
    }

    /**
     * Results that are written as they come.
     *
     * @param owned whether the stream was opened for these results, and ends with them
     */
    record StreamOutput(OutputStream stream, boolean owned) implements Output {

        @Override
        public void complete() throws IOException {
            stream.flush();
        }

        @Override
        public void close() throws IOException {
            if (owned) {
                stream.close();
            }
        }
    }
}
