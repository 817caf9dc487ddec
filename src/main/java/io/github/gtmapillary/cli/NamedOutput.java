package io.github.gtmapillary.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;

/**
 * An output stream whose failures name its destination.
 *
 * <p>{@code System.out} swallows failures, so that a query would go on for hours after {@code head} has read enough. The JDK's other
 * streams throw them, but name neither a file nor a pipe.
 */
final class NamedOutput extends FilterOutputStream {

    private final String name;

    /** @param name the subject of an error message: {@code standard output}, or the name of a file */
    NamedOutput(OutputStream target, String name) {
        super(target);
        this.name = name;
    }

    /** Standard output of this process, with a buffer. */
    static OutputStream standard() {
        return new BufferedOutputStream(new NamedOutput(new FileOutputStream(FileDescriptor.out), "standard output"));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /** A pipe that was closed and a full disk are the same exception in Java; only its text tells them apart. */
    private IOException explained(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.equals("Broken pipe") || message.equals(closedPipeMessage())
                ? new ClosedPipeException(name, e)
                : new IOException("Cannot write to " + name + ": " + message, e);
    }

    /** The system's message for a closed pipe in the language of the process, read from a pipe closed for this purpose. */
    private static String closedPipeMessage() {
        try {
            Pipe pipe = Pipe.open();
            try (WritableByteChannel sink = pipe.sink()) {
                pipe.source().close();
                sink.write(ByteBuffer.allocate(1));
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The reader of the results has read enough: no failure. */
    static final class ClosedPipeException extends IOException {

        ClosedPipeException(String name, IOException cause) {
            super("The reader of " + name + " closed it", cause);
        }
    }
}
