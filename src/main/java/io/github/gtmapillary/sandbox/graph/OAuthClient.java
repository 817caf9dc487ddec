package io.github.gtmapillary.sandbox.graph;

/**
 * The application that may ask for users' tokens.
 *
 * @param id its client id
 * @param secret its client secret
 * @param authorizationCode the code that a user's consent yields
 */
public record OAuthClient(String id, String secret, String authorizationCode) {}
