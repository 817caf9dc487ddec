package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.util.function.Consumer;
import okio.Buffer;
import okio.FileSystem;
import okio.ForwardingFileSystem;
import okio.ForwardingSink;
import okio.Path;
import okio.Sink;

/** Reports failed changes on the disk: OkHttp's cache ignores them silently. */
final class WatchedFileSystem extends ForwardingFileSystem {

    private final Consumer<? super IOException> failures;

    WatchedFileSystem(FileSystem delegate, Consumer<? super IOException> failures) {
        super(delegate);
        this.failures = failures;
    }

    /** A change on the disk. */
    private interface Change<T> {
        T make() throws IOException;
    }

    private <T> T watched(Change<T> change) throws IOException {
        try {
            return change.make();
        } catch (IOException e) {
            failures.accept(e);
            throw e;
        }
    }

    @Override
    public Sink sink(Path file, boolean mustCreate) throws IOException {
        return watched(() -> new WatchedSink(super.sink(file, mustCreate)));
    }

    @Override
    public Sink appendingSink(Path file, boolean mustExist) throws IOException {
        return watched(() -> new WatchedSink(super.appendingSink(file, mustExist)));
    }

    @Override
    public void atomicMove(Path source, Path target) throws IOException {
        var unused = watched(() -> {
            super.atomicMove(source, target);
            return target;
        });
    }

    @Override
    public void createDirectory(Path folder, boolean mustCreate) throws IOException {
        var unused = watched(() -> {
            super.createDirectory(folder, mustCreate);
            return folder;
        });
    }

    @Override
    public void delete(Path path, boolean mustExist) throws IOException {
        var unused = watched(() -> {
            super.delete(path, mustExist);
            return path;
        });
    }

    private final class WatchedSink extends ForwardingSink {
        WatchedSink(Sink delegate) {
            super(delegate);
        }

        @Override
        public void write(Buffer source, long byteCount) throws IOException {
            var unused = watched(() -> {
                super.write(source, byteCount);
                return byteCount;
            });
        }

        @Override
        public void flush() throws IOException {
            var unused = watched(() -> {
                super.flush();
                return true;
            });
        }

        @Override
        public void close() throws IOException {
            var unused = watched(() -> {
                super.close();
                return true;
            });
        }
    }
}
