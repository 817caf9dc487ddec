package io.github.gtmapillary.graph;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import org.jspecify.annotations.Nullable;

/** An answer of the Graph API is not of a form that is known, or can't be read at all. */
public final class UnknownFormException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what goes on after "answered with" */
    UnknownFormException(String what, @Nullable Throwable cause) {
        this("", what, cause);
    }

    private UnknownFormException(String request, String what, @Nullable Throwable cause) {
        super(
                FailureKind.UNEXPECTED_ANSWER,
                "Mapillary's Graph API answered " + request + "with " + what
                        + ": a change of the API or a fault of Mapillary, try again later, or graph_url leads elsewhere",
                cause);
        this.what = what;
    }

    /** The same failure with what the query uses the field for. */
    UnknownFormException usedAs(String attribute) {
        return new UnknownFormException(what + ", which the query uses as " + attribute, this);
    }

    /** The value that was found. */
    String found() {
        return what;
    }

    /**
     * The same failure with what the answer was to: who decodes does not know it.
     *
     * @param request as messages name it
     */
    public UnknownFormException inAnswerTo(String request) {
        return new UnknownFormException(request + " ", what, this);
    }
}
