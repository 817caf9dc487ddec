package io.github.gtmapillary.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps OkHttp from answering a 503 that says {@code Retry-After: 0} by sending the request again at once, which it does whatever
 * {@code retryOnConnectionFailure} says. The header goes on under another name.
 */
final class NoFollowUp implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String retryAfter = response.header(RetryAfter.HEADER);
        if (response.code() != 503 || retryAfter == null) {
            return response;
        }
        return response.newBuilder()
                .removeHeader(RetryAfter.HEADER)
                .header(RetryAfter.KEPT, retryAfter)
                .build();
    }
}
