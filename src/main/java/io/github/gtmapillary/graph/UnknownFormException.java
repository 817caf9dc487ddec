package io.github.gtmapillary.graph;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import org.jspecify.annotations.Nullable;

/** An answer of the Graph API has an unknown form, or can't be read at all. */
public final class UnknownFormException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    private final String what;

    /** @param what the answer's form; the message goes on with it after "answered with" */
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

    /** The same failure with the query's use of the field. */
    UnknownFormException usedAs(String attribute) {
        return new UnknownFormException(what + ", which the query uses as " + attribute, this);
    }

    /** The faulty value. */
    String found() {
        return what;
    }

    /**
     * The same failure with the name of the request, which the decoder does not know.
     *
     * @param request the request's name in messages
     */
    public UnknownFormException inAnswerTo(String request) {
        return new UnknownFormException(request + " ", what, this);
    }
}
