package io.github.gtmapillary.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request.
 *
 * @param exists false if Mapillary has no data here, as for a tile without data; always true for {@link ApiHost#GRAPH}
 * @param body the bytes, un-gzipped; empty if nothing exists. Not copied: callers must not change it.
 * @param bytesReceived length of the body on the wire, before un-gzipping. It counts even if nothing exists, and is 0 for an answer from a
 * cache.
 * @param source where the answer came from
 * @param age time since the answer came over the wire, not negative; zero for {@link AnswerSource#NETWORK}
 * @param madeData whether a header marks the answer as made by a sandbox, not by Mapillary
 * @param parsed an earlier reader's result for the body; null if the body is still to be read
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are read once: never copied, never compared
public record ApiAnswer(
        boolean exists,
        byte[] body,
        long bytesReceived,
        AnswerSource source,
        Duration age,
        boolean madeData,
        @Nullable ParsedBody parsed) {

    /** Lists without entities. Mapillary has been seen to return them now and then in place of full lists. */
    private static final Set<String> NO_ENTITIES = Set.of("{\"data\":[]}", "{}");

    private static final int LONGEST_EMPTY_ANSWER = 64;

    /** @throws IllegalArgumentException if an absent answer has a body, or a count or the age is negative */
    public ApiAnswer {
        if (!exists && body.length > 0) {
            throw new IllegalArgumentException(
                    "an absent answer has no body, but this one has " + body.length + " bytes");
        }
        if (bytesReceived < 0) {
            throw new IllegalArgumentException("bytesReceived must not be negative, but is " + bytesReceived);
        }
        if (age.isNegative()) {
            throw new IllegalArgumentException("age must not be negative, but is " + age);
        }
    }

    /** An answer that nobody has read yet. */
    public ApiAnswer(
            boolean exists, byte[] body, long bytesReceived, AnswerSource source, Duration age, boolean madeData) {
        this(exists, body, bytesReceived, source, age, madeData, null);
    }

    /** An answer with data. */
    public static ApiAnswer of(byte[] body, long bytesReceived) {
        return new ApiAnswer(true, body, bytesReceived, AnswerSource.NETWORK, Duration.ZERO, false);
    }

    /** An answer without data; {@code bytesReceived} is the length of the body that said so. */
    public static ApiAnswer absent(long bytesReceived) {
        return new ApiAnswer(false, new byte[0], bytesReceived, AnswerSource.NETWORK, Duration.ZERO, false);
    }

    /** Whether the answer is absent or an empty list. If another source promises data, such an answer must not be believed at once. */
    public boolean holdsNothing() {
        return !exists
                || (body.length <= LONGEST_EMPTY_ANSWER
                        && NO_ENTITIES.contains(new String(body, StandardCharsets.UTF_8).replaceAll("\\s", "")));
    }

    /** The same answer, marked as a sandbox's. */
    public ApiAnswer asMadeData() {
        return new ApiAnswer(exists, body, bytesReceived, source, age, true, parsed);
    }

    /** The same answer, marked as a cache's. */
    public ApiAnswer kept(AnswerSource cache, Duration ageNow) {
        return new ApiAnswer(exists, body, 0, cache, ageNow, madeData, parsed);
    }

    /** The same answer with what a reader made of its body; null for nothing. */
    public ApiAnswer parsedAs(@Nullable ParsedBody result) {
        return new ApiAnswer(exists, body, bytesReceived, source, age, madeData, result);
    }

    @Override
    public String toString() {
        String origin = source == AnswerSource.NETWORK ? bytesReceived + " received" : source + ", " + age + " old";
        return exists ? body.length + " bytes (" + origin + ")" : "nothing there";
    }
}
