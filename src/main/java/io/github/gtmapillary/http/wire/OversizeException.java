package io.github.gtmapillary.http.wire;

import java.io.IOException;

/** A body is larger than any answer can be: a mistake or an attack. */
final class OversizeException extends IOException {

    /** @param what the body's size, which ends the sentence "the host answered …" */
    OversizeException(String what) {
        super(what);
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
