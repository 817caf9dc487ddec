package io.github.gtmapillary.graph;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An answer of the Graph API is not of a form that is known. */
final class UnknownFormException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param what goes on after "answered with" */
    UnknownFormException(String what, @Nullable Throwable cause) {
        super(
                "Mapillary's Graph API answered with " + what
                        + ": a change of the API or a fault of Mapillary, try again later, or graph_url leads elsewhere",
                cause);
    }
}
