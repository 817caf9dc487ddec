package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;

/** Ends a request to the Graph API with an error answer. */
final class GraphException extends RuntimeException {

    private final transient ErrorAnswer answer;

    GraphException(ErrorAnswer answer) {
        super(answer.message());
        this.answer = answer;
    }

    static GraphException invalid(String message) {
        return new GraphException(ErrorAnswer.invalid(message));
    }

    ErrorAnswer answer() {
        return answer;
    }
}
