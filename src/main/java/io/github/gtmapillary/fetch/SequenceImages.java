package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /** Those of all sequences, one after the other; a sequence that does not exist has none. */
    List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        while (answers.nextKey() != null) {
            ids.addAll(answers.next(EntityDecoder::ids));
        }
        return ids;
    }

    void close() {
        answers.close();
    }
}
