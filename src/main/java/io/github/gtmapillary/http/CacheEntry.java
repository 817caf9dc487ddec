package io.github.gtmapillary.http;

import java.time.Instant;

/** An entry of a cache. */
public interface CacheEntry {

    /** Whether something is there. */
    boolean exists();

    /** When it came over the wire. */
    Instant since();

    /** The metadata of an answer, known without reading its body. */
    record Metadata(boolean exists, Instant since) implements CacheEntry {}

    /** A whole answer, as it was when it came. */
    record Answer(ApiAnswer answer, Instant since) implements CacheEntry {
        @Override
        public boolean exists() {
            return answer.exists();
        }
    }
}
