package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * Asks again for the entities of a batch that failed, half by half, until each part is answered or one id is left alone. An id that is
 * unknown when it is asked for alone has no entity. Any other failure of a single id is the failure of the query, which then names the
 * id.
 *
 * <p>An outage and a batch that is too large both fail with HTTP 500. A request for a single id tells them apart: it goes first, and if
 * it fails too, no other request follows. So an outage costs one more request, and one bad id in a batch of 50 costs about a dozen.
 */
final class FailedBatches {
    private static final Logger LOGGER = Logging.getLogger(FailedBatches.class);

    private final FetchSession session;
    private final EntityDecoder decoder;

    FailedBatches(FetchSession session, EntityDecoder decoder) {
        this.session = session;
        this.decoder = decoder;
    }

    /** Decides what the failure of a request for one id means. */
    @FunctionalInterface
    interface FailedAlone {
        void failed(String id, ApiException failure) throws IOException;
    }

    /** The entities of a batch that failed, by id. */
    Map<String, Row> inParts(List<String> ids, String fields, ApiException failure) throws IOException {
        Map<String, Row> found = new HashMap<>();
        halve(ids, fields, failure, false, found);
        return found;
    }

    /** The entities of a batch that may fail, by id. */
    Map<String, Row> whole(List<String> ids, String fields) throws IOException {
        Map<String, Row> found = new HashMap<>();
        ask(List.of(ids), fields, false, found);
        return found;
    }

    /** The entities that answer alone, by id. */
    Map<String, Row> oneByOne(List<String> ids, String fields, EntityDecoder reading, FailedAlone failed)
            throws IOException {
        Map<String, Row> found = new HashMap<>();
        OrderedAnswers<List<String>> answers =
                answers(ids.stream().map(List::of).toList(), fields);
        for (List<String> one = answers.nextKey(); one != null; one = answers.nextKey()) {
            try {
                answers.next(reading::entity).ifPresent(row -> found.put(row.id(), row));
            } catch (ApiException e) {
                if (!e.smallerRequestMayPass()) {
                    throw e;
                }
                failed.failed(one.get(0), e);
            }
        }
        return found;
    }

    private void halve(
            List<String> ids, String fields, ApiException failure, boolean hostAnswers, Map<String, Row> found)
            throws IOException {
        if (ids.size() == 1) {
            requireUnknown(ids.get(0), failure);
        } else if (failure instanceof TransientApiException && !hostAnswers) {
            ask(List.of(ids.subList(0, 1)), fields, true, found);
            ask(halves(ids.subList(1, ids.size())), fields, true, found);
        } else {
            ask(halves(ids), fields, hostAnswers, found);
        }
    }

    /** An unknown id is no failure: there is no such entity, or this token may not see it. */
    private static void requireUnknown(String id, ApiException failure) throws ApiException {
        if (!(failure instanceof UnknownEntityException)) {
            throw failure;
        }
        LOGGER.log(Level.FINE, "Mapillary knows no entity {0}", id);
    }

    private static List<List<String>> halves(List<String> ids) {
        int half = (ids.size() + 1) / 2;
        return half == ids.size() ? List.of(ids) : List.of(ids.subList(0, half), ids.subList(half, ids.size()));
    }

    private void ask(List<List<String>> parts, String fields, boolean hostAnswers, Map<String, Row> found)
            throws IOException {
        OrderedAnswers<List<String>> answers = answers(parts, fields);
        for (List<String> part = answers.nextKey(); part != null; part = answers.nextKey()) {
            try {
                found.putAll(next(answers, part));
            } catch (ApiException e) {
                if (!e.smallerRequestMayPass()) {
                    throw e;
                }
                halve(part, fields, e, hostAnswers, found);
            }
        }
    }

    private Map<String, Row> next(OrderedAnswers<List<String>> answers, List<String> ids) throws IOException {
        if (ids.size() > 1) {
            return answers.next(decoder::entities);
        }
        Optional<Row> row = answers.next(decoder::entity);
        return row.isPresent() ? Map.of(ids.get(0), row.get()) : Map.of();
    }

    private OrderedAnswers<List<String>> answers(List<List<String>> parts, String fields) {
        return session.answers(
                Keys.of(parts),
                ids -> ids.size() == 1 ? GraphRequest.entity(ids.get(0), fields) : GraphRequest.entities(ids, fields),
                session.twoEach());
    }
}
