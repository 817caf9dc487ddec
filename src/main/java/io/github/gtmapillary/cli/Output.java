package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Results on their way to where they go; closing it before {@link #complete} leaves no file behind. */
interface Output extends AutoCloseable {

    /** Takes the results; it is closed with the output. */
    OutputStream stream();

    /** Called once, after the last byte: only now does a file get its name. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
