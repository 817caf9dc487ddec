/**
 * Requests and their answers: {@link io.github.gtmapillary.http.ApiClient} sends {@link io.github.gtmapillary.http.ApiRequest}s and
 * gives an {@link io.github.gtmapillary.http.ApiAnswer} or throws one of the {@link io.github.gtmapillary.http.ApiException}s, whose
 * type says what may be done next. What the packages below share is here too: promised answers, health, warnings, safe texts, time.
 *
 * <p>The packages below know this one, and it knows none of them: {@code files} (locks and shared files), {@code token} (tokens and
 * OAuth), {@code wire} (OkHttp and what answers mean), {@code pace} (rate, budget, repetition, blocks), {@code cache}, and {@code client},
 * which opens clients. Their classes are internal; what they share is public because Java has no friend packages.
 *
 * <p>A client is made of clients that wrap each other. From the outside in: counters of the day written ({@code DailyCountersClient}),
 * equal requests made once ({@code SingleFlightClient}), batches without the entities in memory ({@code EntityCachingClient}), the
 * cache in memory and that on disk ({@code CachingClient}), repetition ({@code RetryingClient}), {@code BreakerClient}, {@code
 * PacedClient}, {@code CountingClient}, and the one that sends, {@code OkHttpApiClient}. This last one writes the disk cache, which is
 * OkHttp's: an answer is read and judged below it, so that it holds good answers only, and of them nothing but their bytes and when they
 * came.
 *
 * <p>May import {@code failure}, the JDK and GeoTools' loggers. Knows nothing of tiles or features.
 */
@NullMarked
package io.github.gtmapillary.http;

import org.jspecify.annotations.NullMarked;
