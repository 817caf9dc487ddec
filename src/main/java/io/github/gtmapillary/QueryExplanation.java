package io.github.gtmapillary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.plan.Explanation;
import io.github.gtmapillary.store.ExplainedQuery;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How the store will answer a query, found without a request.
 *
 * <p>{@link MapillaryDataStore#explain} makes it.
 *
 * @param typeName the feature type
 * @param plan the kind of plan, such as {@code tiles} or {@code ids}; several are joined by {@code +}
 * @param reason why the store chose this plan
 * @param requests the paths of the requests that are known beforehand, below the API's base URL and without the token, in order
 * @param fewestRequests the least number of requests; below the number of {@code requests} if a limit may stop the reader early
 * @param mostRequests the greatest number of requests; above the number of {@code requests} if answers lead to further requests.
 *     Repetitions of failed, unreadable or suspect answers are not counted
 * @param cached the number of {@code requests} that a cache would answer now
 * @param whileDecoding the conditions that are tested before a feature is built
 * @param afterwards the filter that is evaluated on features, as CQL; one that has no CQL as GeoTools prints it
 */
public record QueryExplanation(
        String typeName,
        String plan,
        String reason,
        List<String> requests,
        long fewestRequests,
        long mostRequests,
        int cached,
        String whileDecoding,
        String afterwards) {
    private static final int SHOWN = 10;

    public QueryExplanation {
        requests = List.copyOf(requests);
    }

    static QueryExplanation of(ExplainedQuery query) {
        Explanation explanation = query.explanation();
        return new QueryExplanation(
                explanation.typeName(),
                explanation.kind(),
                explanation.reason(),
                explanation.requestPaths(),
                explanation.requests().fewest(),
                explanation.requests().most(),
                query.cached(),
                explanation.whileDecoding(),
                explanation.afterwards());
    }

    /** {@return a few lines for a person, with the first ten requests} */
    public String text() {
        StringBuilder text = new StringBuilder()
                .append("type        ")
                .append(typeName)
                .append('\n')
                .append("plan        ")
                .append(plan)
                .append(": ")
                .append(reason)
                .append('\n')
                .append("requests    ")
                .append(fewestRequests == mostRequests ? mostRequests : fewestRequests + " to " + mostRequests)
                .append(cached == 0 ? "" : ", of which " + cached + " in the cache")
                .append('\n');
        requests.stream()
                .limit(SHOWN)
                .forEach(path -> text.append("            ").append(path).append('\n'));
        if (requests.size() > SHOWN) {
            text.append("            … ").append(requests.size() - SHOWN).append(" more\n");
        }
        return text.append("decoding    ")
                .append(whileDecoding)
                .append('\n')
                .append("afterwards  ")
                .append(afterwards)
                .append('\n')
                .toString();
    }

    /**
     * Writes the explanation for programs.
     *
     * @return one JSON object with the members {@code type}, {@code plan}, {@code reason}, {@code request_count} (the number of
     *     {@code requests}), {@code fewest_requests}, {@code most_requests}, {@code cached}, {@code requests}, {@code while_decoding}
     *     and {@code afterwards}
     */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", typeName);
            json.writeStringField("plan", plan);
            json.writeStringField("reason", reason);
            json.writeNumberField("request_count", requests.size());
            json.writeNumberField("fewest_requests", fewestRequests);
            json.writeNumberField("most_requests", mostRequests);
            json.writeNumberField("cached", cached);
            json.writeArrayFieldStart("requests");
            for (String path : requests) {
                json.writeString(path);
            }
            json.writeEndArray();
            json.writeStringField("while_decoding", whileDecoding);
            json.writeStringField("afterwards", afterwards);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory takes every character", e);
        }
        return text.toString();
    }
}
