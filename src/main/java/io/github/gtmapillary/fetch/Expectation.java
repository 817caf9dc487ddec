package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiRequest;

/** Whether the caller knows that the answers to its requests hold something. */
enum Expectation {
    /** An answer may be empty. */
    NOTHING {
        @Override
        ApiRequest of(ApiRequest request) {
            return request;
        }
    },

    /** An empty answer would contradict another answer, so the client does not believe an empty one from a cache. */
    DATA {
        @Override
        ApiRequest of(ApiRequest request) {
            return request.expectingData();
        }
    };

    /** The request with this expectation. */
    abstract ApiRequest of(ApiRequest request);
}
