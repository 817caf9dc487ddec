package io.github.gtmapillary.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gtmapillary.http.ApiHost;
import java.io.IOException;
import java.util.OptionalDouble;
import okhttp3.Headers;

/**
 * The percentage of the application's limits in use, from the JSON of the header {@code x-app-usage}: {@code {"call_count":28,…}}. The
 * greatest of its numbers counts.
 */
public final class AppUsage {

    static final String HEADER = "x-app-usage";

    private static final JsonFactory JSON = new JsonFactory();

    private AppUsage() {}

    /** Receives the usage of a host's limits. */
    public interface Listener {
        Listener NONE = new Listener() {
            @Override
            public void used(ApiHost host, double percent) {}

            @Override
            public void answeredByCache(ApiHost host) {}
        };

        /**
         * The host has reported its usage.
         *
         * @param percent used part of the limit, 0 or more, possibly above 100
         */
        void used(ApiHost host, double percent);

        /** A cache in front of Mapillary had the answer, so the request did not reach Mapillary. */
        void answeredByCache(ApiHost host);
    }

    /** Empty if the header is absent or unreadable: it is only advice. */
    static OptionalDouble in(Headers headers) {
        String value = headers.get(HEADER);
        if (value == null) {
            return OptionalDouble.empty();
        }
        double most = -1;
        try (JsonParser json = JSON.createParser(value)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isNumeric()) {
                    most = Math.max(most, json.getDoubleValue());
                }
            }
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
        return most < 0 ? OptionalDouble.empty() : OptionalDouble.of(most);
    }
}
