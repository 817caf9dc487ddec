package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.CacheEntry;
import io.github.gtmapillary.http.PerHost;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import okhttp3.Cache;
import okhttp3.CacheControl;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The answers in a disk cache, written by {@link OkHttpApiClient}. */
public final class DiskAnswers implements AnswerStore {

    /** Number of threads that read and un-gzip; more would only wait for the disk. */
    private static final int READERS = 2;

    private final DiskCache disk;
    private final PerHost<Endpoint> endpoints;
    private final RequestQueue readers = new RequestQueue("cache", READERS, () -> {});
    private @Nullable OkHttpClient okHttp;

    /** @param disk closed together with this store */
    public DiskAnswers(ApiSettings settings, DiskCache disk) {
        this.disk = disk;
        this.endpoints = PerHost.make(host -> new Endpoint(host, settings));
    }

    /** Reads an answer from OkHttp's cache. */
    private interface EntryReader<T> {
        T read(Request keyed, Response kept) throws IOException;
    }

    @Override
    public Executor searcher() {
        return readers;
    }

    @Override
    public @Nullable CacheEntry glance(ApiRequest request) {
        return read(request, (keyed, kept) -> CacheEntryCodec.note(kept));
    }

    @Override
    public CacheEntry.@Nullable Answer find(ApiRequest request) {
        return read(
                request,
                (keyed, kept) ->
                        CacheEntryCodec.read(keyed, kept, request.host().mostBytes()));
    }

    private <T> @Nullable T read(ApiRequest request, EntryReader<T> reader) {
        OkHttpClient okHttpOfCache = okHttp();
        if (okHttpOfCache == null) {
            return null;
        }
        Request keyed = keyed(request);
        Request cachedOnly =
                keyed.newBuilder().cacheControl(CacheControl.FORCE_CACHE).build();
        try (Response response = okHttpOfCache.newCall(cachedOnly).execute()) {
            // without one, this response is OkHttp's way to say that the cache has no entry
            return response.cacheResponse() == null ? null : reader.read(keyed, response);
        } catch (IOException | RuntimeException e) {
            // unchecked exceptions too: OkHttp does not expect every damage of a file
            damaged(request, e);
            return null;
        }
    }

    private void damaged(ApiRequest request, Exception e) {
        if (disk.cache() != null) { // closed meanwhile
            disk.failed(e);
            forget(request);
        }
    }

    /** A client that reads the cache alone; null if there is no cache. */
    private synchronized @Nullable OkHttpClient okHttp() {
        Cache cache = disk.cache();
        if (cache == null) {
            return null;
        }
        if (okHttp == null) {
            // it never connects: without TLS it does not load the machine's certificates
            okHttp = new OkHttpClient.Builder()
                    .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                    .cache(cache)
                    .build();
        }
        return okHttp;
    }

    @Override
    public void keep(ApiRequest request, ApiAnswer answer) {
        // written as it came over the wire, below OkHttp's cache
    }

    /** The disk holds bodies alone. */
    @Override
    public void keepParsed(ApiRequest request, ApiAnswer answer) {}

    @Override
    public void forget(ApiRequest request) {
        Cache cache = disk.cache();
        if (cache == null) {
            return;
        }
        String url = keyed(request).url().toString();
        try {
            for (Iterator<String> urls = cache.urls(); urls.hasNext(); ) {
                if (urls.next().equals(url)) {
                    urls.remove();
                }
            }
        } catch (IOException e) {
            disk.failed(e);
        }
    }

    @Override
    public void close() {
        // without interrupts, which would look like a damaged disk
        readers.shutdown();
        readers.getQueue().clear();
        disk.close();
    }

    private Request keyed(ApiRequest request) {
        return endpoints.of(request.host()).keyed(request);
    }
}
