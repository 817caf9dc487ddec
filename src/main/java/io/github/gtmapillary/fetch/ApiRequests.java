package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiRequest;

/** Makes the requests that the client sends of those that the Graph API's package names; neither package knows the other. */
final class ApiRequests {
    private ApiRequests() {}

    static ApiRequest of(GraphRequest request) {
        return ApiRequest.graph(request.path(), request.parameters());
    }
}
