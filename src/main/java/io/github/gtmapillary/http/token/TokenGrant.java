package io.github.gtmapillary.http.token;

import java.time.Duration;

/**
 * The answer of the token endpoint.
 *
 * @param life for how long the token is good from now on, positive
 */
public record TokenGrant(AccessToken token, Duration life) {}
