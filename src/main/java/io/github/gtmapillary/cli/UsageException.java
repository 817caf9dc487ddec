package io.github.gtmapillary.cli;

/** A mistake on the command line. The message says in one line what is wrong, where, and what to change. Exit code 2. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
