package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;

/** The caller closed the reader, perhaps from another thread, and then continued to read. The features so far are not the whole answer. */
final class ReaderClosedException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    ReaderClosedException() {
        super(FailureKind.CANCELLED, "the reader was closed while it was being read");
    }
}
