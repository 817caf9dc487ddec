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
 * What a query will do, found out without a request.
 *
 * @param typeName the feature type
 * @param plan the plan in a few words, such as {@code tiles} or {@code ids}; several with {@code +} between them
 * @param reason why this plan
 * @param requests the path of every request that can be named beforehand, below the API's base URL and without the token, in order
 * @param fewestRequests how many requests there will be at least: fewer than are named where a limit may stop the reader early
 * @param mostRequests how many there will be at most: more than are named where answers lead to further requests. What is asked for
 *     again because an answer failed, can't be read or is doubted comes on top
 * @param cached how many of those named a cache would answer now, without asking Mapillary
 * @param whileDecoding what is tested before a feature is built
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

    /** For people: a few lines, with the first requests only. */
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
     * For programs: one JSON object with the record's components as {@code type}, {@code plan}, …, the requests that can be named
     * beforehand, their number as {@code request_count}, and how many there will be as {@code fewest_requests} and
     * {@code most_requests}.
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
