package io.github.gtmapillary.fetch;

import java.io.IOException;

/** The caller closed the reader, perhaps from another thread, and went on reading: what came is not the whole answer. */
final class ReaderClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    ReaderClosedException() {
        super("the reader was closed while it was being read");
    }
}
