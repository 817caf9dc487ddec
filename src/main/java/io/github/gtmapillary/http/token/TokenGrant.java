package io.github.gtmapillary.http.token;

import java.time.Duration;

/**
 * The answer of the token endpoint.
 *
 * @param life how long the token is valid from now on, positive
 */
public record TokenGrant(AccessToken token, Duration life) {}
