package io.github.gtmapillary.http;

/**
 * What came back.
 *
 * @param exists false when there is nothing there, as for a tile that has no data; always true for {@link ApiHost#GRAPH}
 * @param body the bytes, un-gzipped; empty if nothing exists. Not copied: whoever gets it must not change it.
 * @param bytesReceived bytes of the body as they came over the wire, before un-gzipping; counted also when nothing exists
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are read once: no copies, and never compared
public record ApiAnswer(boolean exists, byte[] body, long bytesReceived) {

    /** @throws IllegalArgumentException if something absent has a body, or on a negative count */
    public ApiAnswer {
        if (!exists && body.length > 0) {
            throw new IllegalArgumentException(
                    "what does not exist has no body, but here are " + body.length + " bytes");
        }
        if (bytesReceived < 0) {
            throw new IllegalArgumentException("bytesReceived must not be negative, but is " + bytesReceived);
        }
    }

    /** Something is there. */
    public static ApiAnswer of(byte[] body, long bytesReceived) {
        return new ApiAnswer(true, body, bytesReceived);
    }

    /** Nothing is there; {@code bytesReceived} is the length of the body that said so. */
    public static ApiAnswer absent(long bytesReceived) {
        return new ApiAnswer(false, new byte[0], bytesReceived);
    }

    @Override
    public String toString() {
        return exists ? body.length + " bytes (" + bytesReceived + " received)" : "nothing there";
    }
}
