package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.OutputStream;

/** An open destination for results; closing it before {@link #complete} leaves no file behind. */
interface Output extends AutoCloseable {

    /** The stream to write results to; closing the output closes it. */
    OutputStream stream();

    /** Called once, after the last byte: a file gets its name only now. */
    void complete() throws IOException;

    @Override
    void close() throws IOException;
}
