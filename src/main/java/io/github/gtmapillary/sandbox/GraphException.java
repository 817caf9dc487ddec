package io.github.gtmapillary.sandbox;

/** A request to the Graph API that gets an error for an answer. */
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
