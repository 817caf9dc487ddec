package io.github.gtmapillary.http;

import java.time.Duration;

/**
 * What the token endpoint gives.
 *
 * @param life for how long the token is good from now on, positive
 */
record TokenGrant(AccessToken token, Duration life) {}
