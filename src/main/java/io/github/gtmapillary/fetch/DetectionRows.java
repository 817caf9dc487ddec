package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * The detections of images or map features, one request each; of sequences, those of all their images. Answers may leave out the owner
 * that the detections were asked by; the rows then hold it all the same. Owners that Mapillary does not know have no detections.
 */
final class DetectionRows extends PagewiseRows {
    private static final Logger LOGGER = Logging.getLogger(DetectionRows.class);

    /**
     * An image or a map feature that is asked for its detections.
     *
     * @param known the values of its detections that follow from it, by attribute
     */
    private record Asked(String ownerId, Map<String, String> known) {}

    private final DetectionLookup lookup;
    private final EntityDecoder decoder;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final SequenceImages imagesOfSequences;
    private final Queue<Asked> images = new ArrayDeque<>();
    private final OrderedAnswers<Asked> answers;

    DetectionRows(FetchSession session, DetectionLookup lookup, ReadOptions options) {
        this.lookup = lookup;
        this.tally = session.tally();
        this.decoder = session.decoder(lookup.schema(), options.projection(), Positions.ORIGINAL);
        boolean ofSequences = lookup.owner().hasImages();
        this.imagesOfSequences =
                new SequenceImages(session, ofSequences ? lookup.ownerIds() : List.of(), ReadAhead.NONE);
        Keys<Asked> owners = ofSequences
                ? this::nextImage
                : Keys.of(lookup.ownerIds().stream().map(this::asked).toList());
        this.answers = session.answers(owners, asked -> lookup.request(asked.ownerId), session.twoEach(options));
    }

    private Asked asked(String ownerId) {
        return new Asked(ownerId, Map.of(lookup.owner().attribute(), ownerId));
    }

    private @Nullable Asked nextImage() throws IOException {
        while (images.isEmpty()) {
            String sequence = imagesOfSequences.nextSequence();
            if (sequence == null) {
                return null;
            }
            for (String image : imagesOfSequences.nextImages()) {
                images.add(new Asked(
                        image,
                        Map.of(
                                lookup.owner().images().orElseThrow(), image,
                                lookup.owner().attribute(), sequence)));
            }
        }
        return images.remove();
    }

    @Override
    @Nullable List<Row> nextPage() throws IOException {
        Asked asked = answers.nextKey();
        return asked == null ? null : seen.newOf(read(asked));
    }

    private List<Row> read(Asked asked) throws IOException {
        try {
            List<Row> rows = answers.nextOfPages(decoder.knowing(KnownValues.ofAll(asked.known))::page);
            tally.decodedEntities(rows.size());
            return rows;
        } catch (UnknownEntityException e) {
            LOGGER.log(Level.FINE, "Mapillary knows nothing of {0}", asked.ownerId);
            return List.of();
        }
    }
}
