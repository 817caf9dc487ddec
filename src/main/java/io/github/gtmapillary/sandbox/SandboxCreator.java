package io.github.gtmapillary.sandbox;

/**
 * Someone who takes images.
 *
 * @param id positive
 * @param username as chosen, case matters
 */
public record SandboxCreator(long id, String username) {}
