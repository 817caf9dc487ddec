package io.github.gtmapillary.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output whose failures are heard.
 *
 * <p>{@code System.out} swallows them, so that a query would go on for hours after {@code head} has read enough.
 */
final class StandardOutput extends FilterOutputStream {

    StandardOutput(OutputStream target) {
        super(target);
    }

    static OutputStream ofProcess() {
        return new BufferedOutputStream(new StandardOutput(new FileOutputStream(FileDescriptor.out)));
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
    private static IOException explained(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.toLowerCase(Locale.ROOT).contains("pipe")
                ? new ClosedPipeException(e)
                : new IOException("Cannot write to standard output: " + message, e);
    }

    /** Whoever read the results has read enough: no failure. */
    static final class ClosedPipeException extends IOException {

        ClosedPipeException(IOException cause) {
            super("Standard output was closed by its reader", cause);
        }
    }
}
