package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ids of the images of sequences, in capture order. */
final class SequenceImages {
    private final OrderedAnswers<String> answers;

    SequenceImages(ApiClient client, List<String> sequenceIds, int ahead, FetchTally tally) {
        this.answers = new OrderedAnswers<>(
                client,
                Keys.of(sequenceIds.iterator()),
                id -> ApiRequests.of(GraphRequest.imageIds(id)),
                ahead,
                false,
                tally);
    }

    /** By the ids of all images, one sequence's after the other's, the sequence that each is in; an image in two comes with the first. */
    Map<String, String> sequences() throws IOException {
        Map<String, String> sequences = new LinkedHashMap<>();
        for (String sequence = answers.nextKey(); sequence != null; sequence = answers.nextKey()) {
            for (String image : next(answers)) {
                sequences.putIfAbsent(image, sequence);
            }
        }
        return sequences;
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
