/**
 * Requests and their answers. An {@link io.github.gtmapillary.http.ApiClient} sends {@link io.github.gtmapillary.http.ApiRequest}s. It
 * returns an {@link io.github.gtmapillary.http.ApiAnswer} or throws one of the {@link io.github.gtmapillary.http.ApiException}s, whose
 * type says how to react. This package also holds what the packages below share: promised answers, health, warnings, safe texts, time.
 *
 * <p>The packages below know this one, and it knows none of them: {@code files} (locks and shared files), {@code token} (tokens and
 * OAuth), {@code wire} (OkHttp and the meaning of answers), {@code pace} (rate, budget, repetition, blocks), {@code cache}, and
 * {@code client}, which opens clients. Their classes are internal; the shared ones are public because Java has no friend packages.
 *
 * <p>A client is a chain of clients, each wrapping the next. From the outside in:
 *
 * <ol>
 *   <li>{@code DailyCountersClient} writes the counters of the day;
 *   <li>{@code SingleFlightClient} makes equal simultaneous requests once;
 *   <li>{@code EntityCachingClient} removes entities from batches that memory already holds;
 *   <li>{@code CachingClient}, twice: answers in memory and on disk;
 *   <li>{@code RetryingClient} repeats failed requests;
 *   <li>{@code BreakerClient} stops asking a host that blocks this address;
 *   <li>{@code PacedClient} keeps the pace;
 *   <li>{@code CountingClient} counts requests and answers;
 *   <li>{@code OkHttpApiClient} sends.
 * </ol>
 *
 * <p>{@code OkHttpApiClient} also writes the disk cache, which is OkHttp's. An answer is read and judged below that cache, so the cache
 * holds good answers only. It keeps the bytes and the time of each.
 *
 * <p>May import {@code failure}, the JDK and GeoTools' loggers. Knows nothing of tiles or features.
 */
@NullMarked
package io.github.gtmapillary.http;

import org.jspecify.annotations.NullMarked;
