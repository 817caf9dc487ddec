package io.github.gtmapillary.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gtmapillary.http.ApiHost;
import java.io.IOException;
import java.util.OptionalDouble;
import okhttp3.Headers;

/**
 * How much of its limits the application has used up, in percent, as the header {@code x-app-usage} tells in JSON: {@code
 * {"call_count":28,…}}. The greatest of its numbers counts.
 */
public final class AppUsage {

    static final String HEADER = "x-app-usage";

    private static final JsonFactory JSON = new JsonFactory();

    private AppUsage() {}

    /** Is told what answers say of the limits of their host. */
    public interface Listener {
        Listener NONE = new Listener() {
            @Override
            public void used(ApiHost host, double percent) {}

            @Override
            public void answeredByCache(ApiHost host) {}
        };

        /**
         * A host has told it.
         *
         * @param percent of the limit, 0 or more, beyond 100 too
         */
        void used(ApiHost host, double percent);

        /** A cache between this store and Mapillary had the answer, so that Mapillary was not asked. */
        void answeredByCache(ApiHost host);
    }

    /** Empty if the header is absent or not readable: it is only advice. */
    public static OptionalDouble in(Headers headers) {
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
