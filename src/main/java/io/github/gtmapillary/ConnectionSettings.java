package io.github.gtmapillary;

import io.github.gtmapillary.http.ApiSettings;
import io.github.gtmapillary.schema.Positions;

/**
 * A store's settings, checked.
 *
 * @param api where the API is and how to speak to it
 * @param positions which position of images counts
 * @param maxTiles most tiles that one query may ask for
 * @param maxGraphRequests most requests to the Graph API that one query may make
 * @param skipFailedTiles whether a tile that can't be had is left out instead of failing the query
 */
record ConnectionSettings(
        ApiSettings api, Positions positions, int maxTiles, int maxGraphRequests, boolean skipFailedTiles) {}
