package io.github.gtmapillary.sandbox.world;

/**
 * A user who uploads images.
 *
 * @param id positive
 * @param username case-sensitive
 */
public record SandboxCreator(long id, String username) {}
