package io.github.gtmapillary.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The features of a GeoJSON text.
 *
 * @param count number of features
 * @param values by attribute, the geometry among them, the first value that is not null
 */
record PrintedFeatures(int count, Map<String, String> values) {

    private static final JsonFactory JSON = new JsonFactory();

    static PrintedFeatures of(String geoJson) throws IOException {
        int count = 0;
        Map<String, String> values = new HashMap<>();
        try (JsonParser json = JSON.createParser(geoJson)) {
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                String name = json.currentName();
                String holder = json.getParsingContext().getParent().getCurrentName();
                boolean known = json.nextToken() != JsonToken.VALUE_NULL;
                if (known && ("properties".equals(holder) || name.equals("geometry"))) {
                    values.putIfAbsent(name, json.getText());
                }
                count += name.equals("properties") ? 1 : 0;
            }
        }
        return new PrintedFeatures(count, values);
    }
}
