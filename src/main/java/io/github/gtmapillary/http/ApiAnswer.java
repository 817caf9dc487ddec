package io.github.gtmapillary.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/**
 * The answer to a request.
 *
 * @param exists false when there is nothing there, as for a tile that has no data; always true for {@link ApiHost#GRAPH}
 * @param body the bytes, un-gzipped; empty if nothing exists. Not copied: callers must not change it.
 * @param bytesReceived bytes of the body as they came over the wire, before un-gzipping; counted also when nothing exists, and 0
 *     for what comes from a cache
 * @param source where it was had from
 * @param age since it came over the wire, not negative; zero for {@link AnswerSource#NETWORK}
 * @param madeData whether it comes from a sandbox, which says so in a header, and not from Mapillary
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are read once: no copies, and never compared
public record ApiAnswer(
        boolean exists, byte[] body, long bytesReceived, AnswerSource source, Duration age, boolean madeData) {

    /** Lists without entities, which Mapillary was seen to answer now and then in place of a full one. */
    private static final Set<String> NO_ENTITIES = Set.of("{\"data\":[]}", "{}");

    private static final int LONGEST_EMPTY_ANSWER = 64;

    /** @throws IllegalArgumentException if something absent has a body, or on a negative count or age */
    public ApiAnswer {
        if (!exists && body.length > 0) {
            throw new IllegalArgumentException(
                    "what does not exist has no body, but here are " + body.length + " bytes");
        }
        if (bytesReceived < 0) {
            throw new IllegalArgumentException("bytesReceived must not be negative, but is " + bytesReceived);
        }
        if (age.isNegative()) {
            throw new IllegalArgumentException("age must not be negative, but is " + age);
        }
    }

    /** Something is there, says Mapillary. */
    public static ApiAnswer of(byte[] body, long bytesReceived) {
        return new ApiAnswer(true, body, bytesReceived, AnswerSource.NETWORK, Duration.ZERO, false);
    }

    /** Nothing is there, says Mapillary; {@code bytesReceived} is the length of the body that said so. */
    public static ApiAnswer absent(long bytesReceived) {
        return new ApiAnswer(false, new byte[0], bytesReceived, AnswerSource.NETWORK, Duration.ZERO, false);
    }

    /** Whether nothing is there, or a list of it: not to be believed at once where something else says that there is something. */
    public boolean holdsNothing() {
        return !exists
                || (body.length <= LONGEST_EMPTY_ANSWER
                        && NO_ENTITIES.contains(new String(body, StandardCharsets.UTF_8).replaceAll("\\s", "")));
    }

    /** The same, but from a sandbox. */
    public ApiAnswer asMadeData() {
        return new ApiAnswer(exists, body, bytesReceived, source, age, true);
    }

    /** The same as it comes from a cache. */
    public ApiAnswer kept(AnswerSource cache, Duration ageNow) {
        return new ApiAnswer(exists, body, 0, cache, ageNow, madeData);
    }

    @Override
    public String toString() {
        String origin = source == AnswerSource.NETWORK ? bytesReceived + " received" : source + ", " + age + " old";
        return exists ? body.length + " bytes (" + origin + ")" : "nothing there";
    }
}
