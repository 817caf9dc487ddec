package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ids of the images of sequences, in capture order. */
final class SequenceImages {
    private final OrderedAnswers<String> answers;

    SequenceImages(FetchSession session, List<String> sequenceIds, ReadAhead readAhead) {
        this.answers = session.answers(Keys.of(sequenceIds), GraphRequest::imageIds, readAhead);
    }

    /**
     * Reads the images of all sequences.
     *
     * @return by the id of each image the sequence that it is in, sequence by sequence; an image in two sequences comes with the first
     */
    Map<String, String> sequences() throws IOException {
        Map<String, String> sequences = new LinkedHashMap<>();
        for (String sequence = nextSequence(); sequence != null; sequence = nextSequence()) {
            for (String image : nextImages()) {
                sequences.putIfAbsent(image, sequence);
            }
        }
        return sequences;
    }

    /** The sequence whose images come next; null after the last. */
    @Nullable String nextSequence() throws IOException {
        return answers.nextKey();
    }

    /** The images of the next sequence. A sequence that does not exist has none; Mapillary may say so with an error. */
    List<String> nextImages() throws IOException {
        try {
            return answers.nextOfPages(EntityDecoder::ids);
        } catch (UnknownEntityException e) {
            return List.of();
        }
    }
}
