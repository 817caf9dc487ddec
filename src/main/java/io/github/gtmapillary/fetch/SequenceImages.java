package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ids of the images of sequences, in capture order. */
final class SequenceImages {
    private final OrderedAnswers<String> answers;

    SequenceImages(ApiClient client, List<String> sequenceIds, int ahead, FetchTally tally) {
        this.answers = new OrderedAnswers<>(
                client,
                Keys.of(sequenceIds.iterator()),
                id -> EntityRows.api(GraphRequest.imageIds(id)),
                ahead,
                false,
                tally);
    }

    /** Those of all sequences, one after the other, each once. */
    List<String> ids() throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        while (answers.nextKey() != null) {
            ids.addAll(next(answers));
        }
        return List.copyOf(ids);
    }

    /** Those of the next sequence; a sequence that does not exist has none, in whichever way Mapillary says so. */
    static List<String> next(OrderedAnswers<String> sequences) throws IOException {
        try {
            return sequences.nextOfPages(EntityDecoder::ids);
        } catch (UnknownEntityException e) {
            return List.of();
        }
    }

    void close() {
        answers.close();
    }
}
