package io.github.gtmapillary.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A file that appears under its name only when it is complete.
 *
 * <p>Until {@link #complete}, the results go into a file beside it with another name. Closing it earlier removes that file and leaves an
 * older file of the target's name unchanged. The new file keeps the permissions and the group of the file that it replaces, and its owner
 * where the user may change owners, as root may.
 */
final class OutputFile implements Output {

    private static final Set<PosixFilePermission> OF_GROUP = PosixFilePermissions.fromString("---rwx---");

    private final Path target;
    private final String name;
    private final PartFile part;
    private final OutputStream out;

    private OutputFile(Path target, String name, PartFile part) {
        this.target = target;
        this.name = name;
        this.part = part;
        this.out = new BufferedOutputStream(new NamedOutput(Channels.newOutputStream(part.channel()), name));
    }

    /**
     * Begins a file.
     *
     * @param target the file to write, not a link, in a folder that exists
     * @param name the file's name in messages
     */
    static OutputFile begin(Path target, String name) throws IOException {
        Path folder = target.resolveSibling("");
        PartFile.removeAbandoned(folder);
        try {
            Optional<PosixFileAttributes> older = attributes(target);
            PartFile part =
                    PartFile.create(folder, older.map(OutputFile::creationMode).orElse(new FileAttribute<?>[0]));
            OutputFile file = new OutputFile(target, name, part);
            if (older.isPresent()) {
                file.inherit(older.get());
            }
            return file;
        } catch (FileSystemException e) {
            throw new IOException("Cannot make '" + name + "' in " + folder + ": " + Failures.reason(e), e);
        }
    }

    /** The attributes of the file to replace; empty if there is none, or if the system has no POSIX permissions. */
    private static Optional<PosixFileAttributes> attributes(Path target) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(target, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return view != null && Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(view.readAttributes())
                : Optional.empty();
    }

    /** Permissions that hide the new file from its first byte on from all users who could not read the older one. */
    private static FileAttribute<?>[] creationMode(PosixFileAttributes older) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(older.permissions())};
    }

    private void inherit(PosixFileAttributes older) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part.path(), PosixFileAttributeView.class);
        try {
            PosixFileAttributes now = view.readAttributes();
            Set<PosixFilePermission> permissions = new HashSet<>(older.permissions());
            if (!now.group().equals(older.group()) && !tryTo(() -> view.setGroup(older.group()))) {
                // the old group's permissions must not pass to another group
                permissions.removeAll(OF_GROUP);
            }
            view.setPermissions(permissions);
            if (!now.owner().equals(older.owner())) {
                tryTo(() -> view.setOwner(older.owner()));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Returns false if this user may not change it. */
    private static boolean tryTo(Change change) throws IOException {
        try {
            change.make();
            return true;
        } catch (FileSystemException e) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    @Override
    public OutputStream stream() {
        return out;
    }

    @Override
    public void complete() throws IOException {
        out.flush();
        try {
            part.moveTo(target);
        } catch (IOException e) {
            throw new IOException("Cannot complete '" + name + "': " + Failures.reason(e), e);
        }
    }

    /** Drops the rest of the buffer after a failure. */
    @Override
    public void close() throws IOException {
        part.close();
    }
}
