package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.files.LockHolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okio.Buffer;
import okio.FileSystem;
import okio.ForwardingFileSystem;
import okio.ForwardingSink;
import okio.Sink;

/** Faults of the disk under the cache. They do not use permissions, which do not restrict root. */
public interface FaultyDisk {

    /** Nothing is. */
    public FaultyDisk SOUND = cache -> () -> {};

    /**
     * Does the damage, after what was kept earlier was kept.
     *
     * @param cache folder of the cache
     * @return what keeps the fault up until it is closed
     */
    public Closeable spoil(Path cache) throws IOException;

    /** How the cache gets at its files. */
    public default FileSystem files() {
        return FileSystem.SYSTEM;
    }

    /** Limits the free space to this many more bytes. */
    public static FaultyDisk full(long room) {
        return through(new FullDisk(room));
    }

    /** Takes no file. */
    public static FaultyDisk readOnly() {
        return through(new ForwardingFileSystem(FileSystem.SYSTEM) {
            @Override
            public Sink sink(okio.Path file, boolean mustCreate) throws IOException {
                throw new IOException(file + ": Read-only file system");
            }
        });
    }

    /** Takes answers, but not in their place. */
    public static FaultyDisk neverInPlace() {
        return through(new ForwardingFileSystem(FileSystem.SYSTEM) {
            @Override
            public void atomicMove(okio.Path source, okio.Path target) throws IOException {
                if (!target.name().startsWith("journal")) {
                    throw new IOException("Input/output error");
                }
                super.atomicMove(source, target);
            }
        });
    }

    /** Has a file where the folder should be. */
    public static FaultyDisk fileInPlaceOfTheFolder() {
        return cache -> {
            Files.writeString(cache, "mine");
            return () -> assertThat(cache).as("left alone").hasContent("mine");
        };
    }

    /** Lets no lock be taken in the folder. */
    public static FaultyDisk withoutLocks() {
        return cache -> {
            Files.createDirectories(cache.resolve("answers-1.lock"));
            return () -> {};
        };
    }

    /** Has lost or changed bytes of the files whose names end like this. */
    public static FaultyDisk damaged(String ending, UnaryOperator<byte[]> damage) {
        return cache -> {
            List<Path> hit = filesOf(cache, ending);
            if (hit.isEmpty()) {
                throw new IllegalStateException("nothing ends with " + ending + " in " + cache);
            }
            for (Path file : hit) {
                Files.write(file, damage.apply(Files.readAllBytes(file)));
            }
            return () -> {};
        };
    }

    /** Has lost the files whose names end like this. */
    public static FaultyDisk lost(String ending) {
        return cache -> {
            for (Path file : filesOf(cache, ending)) {
                Files.delete(file);
            }
            return () -> {};
        };
    }

    /** Makes this many other processes use the disk cache. */
    public static FaultyDisk inUseBy(int processes) {
        return cache -> {
            Files.createDirectories(cache);
            return new LockHolder(IntStream.rangeClosed(1, processes)
                    .mapToObj(part -> cache.resolve("answers-" + part + ".lock"))
                    .toList())::close;
        };
    }

    private static List<Path> filesOf(Path cache, String ending) throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("answers-1"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static FaultyDisk through(FileSystem files) {
        return new FaultyDisk() {
            @Override
            public Closeable spoil(Path cache) {
                return () -> {};
            }

            @Override
            public FileSystem files() {
                return files;
            }
        };
    }

    /** A file system with room for a limited number of further bytes. */
    public final class FullDisk extends ForwardingFileSystem {
        private long room;

        private FullDisk(long room) {
            super(FileSystem.SYSTEM);
            this.room = room;
        }

        @Override
        public Sink sink(okio.Path file, boolean mustCreate) throws IOException {
            return bounded(super.sink(file, mustCreate));
        }

        @Override
        public Sink appendingSink(okio.Path file, boolean mustExist) throws IOException {
            return bounded(super.appendingSink(file, mustExist));
        }

        private Sink bounded(Sink sink) {
            return new ForwardingSink(sink) {
                @Override
                public void write(Buffer source, long byteCount) throws IOException {
                    room -= byteCount;
                    if (room < 0) {
                        throw new IOException("No space left on device");
                    }
                    super.write(source, byteCount);
                }
            };
        }
    }
}
