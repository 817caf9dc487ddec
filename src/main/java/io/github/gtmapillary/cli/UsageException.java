package io.github.gtmapillary.cli;

/** The user asked for something that cannot be: the message says in one line what, where, and what to change. Exit code 2. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
