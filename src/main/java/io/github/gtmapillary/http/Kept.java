package io.github.gtmapillary.http;

import java.time.Instant;

/** What a cache holds. */
interface Kept {

    /** Whether something is there. */
    boolean exists();

    /** When it came over the wire. */
    Instant since();

    /** What is told of an answer without reading it. */
    record Note(boolean exists, Instant since) implements Kept {}

    /** A whole answer, as it was when it came. */
    record Whole(ApiAnswer answer, Instant since) implements Kept {
        @Override
        public boolean exists() {
            return answer.exists();
        }
    }
}
