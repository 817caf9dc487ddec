package io.github.gtmapillary.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * The name given to option {@code -o}, and the destination that it leads to.
 *
 * <p>Links are followed one by one, as the shell's {@code >} follows them. {@link Path#toRealPath} alone would not do: it fails on a link
 * to a file that is yet to be made, and turns {@code /dev/stdout} into the file that the shell has open, which must not be replaced.
 */
final class OutputPath {

    /** The number of links that Linux follows. */
    private static final int MAX_LINKS = 40;

    /** Folders whose entries are open descriptors of a process, by their real paths: on Linux, then on macOS and BSD. */
    private static final Pattern DESCRIPTORS = Pattern.compile("/proc/\\d+(/task/\\d+)?/fd|/dev/fd");

    private static final Path OWN_DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String STANDARD_OUTPUT = "1";

    private final String name;

    private OutputPath(String name) {
        this.name = name;
    }

    /**
     * Finds the destination of a name before any request is sent.
     *
     * @param name a path, or {@code -} for standard output
     * @throws IllegalArgumentException with one line on why nothing can be written there, and what to do
     */
    static OutputTarget resolve(String name) {
        if (name.equals("-")) {
            return new OutputTarget.Standard();
        }
        try {
            return new OutputPath(name).followed();
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be written: " + Failures.reason(e), e);
        }
    }

    private OutputTarget followed() throws IOException {
        Path path = Path.of(name).toAbsolutePath();
        for (int links = 0; links <= MAX_LINKS; links++) {
            Path folder = path.getParent();
            Path last = path.getFileName();
            if (folder == null || last == null || name.isEmpty()) {
                throw refused("is no name of a file; name one");
            }
            folder = realFolder(folder, links == 0 ? "" : "is a link to " + path + ", and ");
            Path here = folder.resolve(last);
            if (DESCRIPTORS.matcher(folder.toString()).matches()) {
                return descriptor(folder, here);
            }
            if (!Files.isSymbolicLink(here)) {
                return target(here, folder);
            }
            path = folder.resolve(Files.readSymbolicLink(here));
        }
        throw refused("is a link that leads to itself; name another file, or remove the link");
    }

    private Path realFolder(Path folder, String after) throws IOException {
        try {
            Path real = folder.toRealPath();
            if (Files.isDirectory(real)) {
                return real;
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(noFolder(folder, after), e);
        }
        throw new IllegalArgumentException(noFolder(folder, after));
    }

    private String noFolder(Path folder, String after) {
        return "'" + name + "' " + (after.isEmpty() ? "cannot be made: " : after) + "there is no folder " + folder
                + "; make it first";
    }

    private OutputTarget descriptor(Path folder, Path here) throws IOException {
        if (!Files.exists(here)) {
            throw refused("is no open descriptor");
        }
        boolean own = folder.toString().equals("/dev/fd") || folder.equals(OWN_DESCRIPTORS.toRealPath());
        // opened a second time, it would be written from its start, and a socket cannot be opened at all
        return own && here.endsWith(STANDARD_OUTPUT)
                ? new OutputTarget.Standard()
                : new OutputTarget.Stream(name, here);
    }

    private OutputTarget target(Path here, Path folder) throws IOException {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(here, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (there.isDirectory()) {
                throw refused("is a folder; name a file in it");
            }
            if (!Files.isWritable(here)) {
                throw refused("may not be written by this user; name another file, or change its permissions");
            }
            if (there.isOther()) {
                return new OutputTarget.Stream(name, here);
            }
        } catch (NoSuchFileException e) {
            // the file does not exist yet
        }
        if (!Files.isWritable(folder)) {
            throw refused("cannot be made: this user may not make files in " + folder
                    + ", where it is written until it is complete; name another folder, or write to standard output");
        }
        return new OutputTarget.NewFile(name, here);
    }

    private IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("'" + name + "' " + reason);
    }
}
