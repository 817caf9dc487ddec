package io.github.gtmapillary.http;

import java.time.Instant;

/** An entry in a cache. */
public interface CacheEntry {

    /** Whether the answer has data. */
    boolean exists();

    /** When the answer came over the wire. */
    Instant since();

    /** An answer's metadata, known without reading the body. */
    record Metadata(boolean exists, Instant since) implements CacheEntry {}

    /** A whole answer, as it first came. */
    record Answer(ApiAnswer answer, Instant since) implements CacheEntry {
        @Override
        public boolean exists() {
            return answer.exists();
        }
    }
}
