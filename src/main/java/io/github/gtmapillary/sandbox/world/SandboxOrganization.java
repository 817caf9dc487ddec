package io.github.gtmapillary.sandbox.world;

/**
 * An organization that images were taken for.
 *
 * @param id positive
 * @param slug short name in lower case
 * @param name for people to read
 * @param description one sentence
 */
public record SandboxOrganization(long id, String slug, String name, String description) {}
