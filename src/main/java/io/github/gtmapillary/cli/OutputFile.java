package io.github.gtmapillary.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears under its name only when it is complete.
 *
 * <p>Until {@link #complete} it is written beside under another name; closed before that, it leaves nothing, and what was there under
 * its name before stays as it was.
 */
final class OutputFile implements AutoCloseable {

    private final Path target;
    private final Path part;
    private final OutputStream out;

    private OutputFile(Path target, Path part) throws IOException {
        this.target = target;
        this.part = part;
        // not createTempFile: its files are for their owner's eyes only, and keep that when renamed
        this.out = new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW));
        // an interrupt from the keyboard runs no finally
        part.toFile().deleteOnExit();
    }

    /**
     * Begins a file.
     *
     * @throws UsageException when there cannot be a file of that name
     */
    static OutputFile begin(Path file) throws IOException {
        // a rename would replace a link, not what it leads to
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new UsageException("-o " + file + " is not a file that can be replaced; name another");
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageException("-o " + file + ": there is no folder " + folder + "; make it first");
        }
        return new OutputFile(target, folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part"));
    }

    OutputStream stream() {
        return out;
    }

    /** Gives the file its name. */
    void complete() throws IOException {
        out.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
