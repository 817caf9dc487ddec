/**
 * The wire: requests, authorization, time limits, answers told apart by what they mean, caches of them, and what the API's limits and
 * failures ask for: pace, repetition, leaving alone a host that blocks this address.
 *
 * <p>{@link io.github.gtmapillary.http.ApiClient} sends {@link io.github.gtmapillary.http.ApiRequest}s and gives an {@link
 * io.github.gtmapillary.http.ApiAnswer} or throws one of the {@link io.github.gtmapillary.http.ApiException}s, whose type says
 * what may be done next. Tokens go into requests, and a user's into its {@link io.github.gtmapillary.http.TokenFile}, and nowhere
 * else; {@link io.github.gtmapillary.http.OAuthLogin} gets one. {@link io.github.gtmapillary.http.ImageHost} fetches images, without.
 *
 * <p>A client is made of clients that wrap each other. From the outside in: counters of the day written ({@code DailyCountersClient}),
 * equal requests made once ({@code SingleFlightClient}), batches without the entities in memory ({@code EntityCachingClient}), the
 * cache in memory and that on disk ({@code CachingClient}), repetition
 * ({@code RetryingClient}), {@code BreakerClient}, {@code PacedClient}, {@code CountingClient}, and the one that sends, {@code
 * OkHttpApiClient}. This last one writes the disk cache, which is OkHttp's: an answer is read and judged below it, so that it holds
 * good answers only, and of them nothing but their bytes and when they came.
 *
 * <p>May import {@code failure}, the JDK, OkHttp and its Okio, Caffeine, Failsafe, Jackson's streaming parser for error envelopes, and GeoTools' loggers.
 * Knows nothing of tiles or features.
 */
@NullMarked
package io.github.gtmapillary.http;

import org.jspecify.annotations.NullMarked;
