package io.github.gtmapillary.http.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Another process that has a cache folder open: locks the files given until its standard input ends. */
public final class LockHolder implements AutoCloseable {

    private final Process process;

    /** Starts it and waits until it has the locks. */
    public LockHolder(List<Path> files) throws IOException {
        process = OtherProcess.running(
                LockHolder.class, files.stream().map(Path::toString).toList());
        if (process.getInputStream().read() != '!') {
            throw new IOException("the other process did not get its locks");
        }
    }

    /** The other process. */
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw new IOException(file + " is locked already");
            }
        }
        System.out.write('!');
        System.out.flush();
        var unused = System.in.read();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
