package io.github.gtmapillary.sandbox.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signed addresses of thumbnails, meshes and point clouds, all of this server.
 *
 * @param base without a trailing slash
 * @param clock decides when they expire
 */
public record ImageUrls(String base, Clock clock) {

    public static final String THUMBNAILS = "/thumbs/";

    /** The lifetime measured on real addresses: about 30 days. */
    private static final Duration LIFE = Duration.ofDays(30);

    /** @param size pixels along the width, or {@code original} */
    String thumbnail(long imageId, String size) {
        return signed(THUMBNAILS + imageId + "_" + size + ".png");
    }

    @Nullable Map<String, String> mesh(@Nullable Long id) {
        return link("/meshes/", id);
    }

    @Nullable Map<String, String> cluster(@Nullable Long id) {
        return link("/clusters/", id);
    }

    public boolean isExpired(String oe) {
        return Instant.ofEpochSecond(Long.parseLong(oe, 16)).isBefore(clock.instant());
    }

    private @Nullable Map<String, String> link(String path, @Nullable Long id) {
        return id == null ? null : new TreeMap<>(Map.of("id", Long.toString(id), "url", signed(path + id + ".ply")));
    }

    private String signed(String path) {
        long expiry = clock.instant().plus(LIFE).getEpochSecond();
        return base + path + "?oh=00_sandbox&oe=" + Long.toHexString(expiry);
    }
}
