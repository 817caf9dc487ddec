package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.DetectionLookup.Owner;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * The detections of images or map features, one request each; of sequences, those of all their images. What the detections were
 * asked by is filled in where answers do not say it. Owners that Mapillary does not know have none.
 */
final class DetectionRows implements RowCursor {
    private static final Logger LOGGER = Logging.getLogger(DetectionRows.class);

    /**
     * An image or a map feature that is asked for its detections.
     *
     * @param known what this says of them, by attribute
     */
    private record Asked(String ownerId, Map<String, String> known) {}

    private final DetectionLookup lookup;
    private final EntityDecoder decoder;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final OrderedAnswers<String> imagesOfSequences;
    private final Queue<Asked> images = new ArrayDeque<>();
    private final OrderedAnswers<Asked> answers;
    private Iterator<Row> current = List.<Row>of().iterator();

    DetectionRows(ApiClient client, DetectionLookup lookup, ReadOptions options, int ahead, FetchTally tally) {
        this.lookup = lookup;
        this.tally = tally;
        this.decoder = new EntityDecoder(lookup.schema(), options.projection(), Positions.ORIGINAL, tally);
        this.imagesOfSequences = new OrderedAnswers<>(
                client,
                Keys.of(
                        lookup.owner() == Owner.SEQUENCE
                                ? lookup.ownerIds().iterator()
                                : List.<String>of().iterator()),
                id -> ApiRequests.of(GraphRequest.imageIds(id)),
                1,
                true,
                tally);
        Keys<Asked> owners = lookup.owner() == Owner.SEQUENCE
                ? this::nextImage
                : Keys.of(lookup.ownerIds().stream().map(this::asked).iterator());
        this.answers = new OrderedAnswers<>(
                client,
                owners,
                asked -> ApiRequests.of(GraphRequest.detections(asked.ownerId, lookup.fields())),
                2 * ahead,
                options.mayStopEarly(),
                tally);
    }

    private Asked asked(String ownerId) {
        String attribute =
                lookup.owner() == Owner.MAP_FEATURE ? MapillaryTypes.MAP_FEATURE_ID : MapillaryTypes.IMAGE_ID;
        return new Asked(ownerId, Map.of(attribute, ownerId));
    }

    private @Nullable Asked nextImage() throws IOException {
        while (images.isEmpty()) {
            String sequence = imagesOfSequences.nextKey();
            if (sequence == null) {
                return null;
            }
            for (String image : SequenceImages.next(imagesOfSequences)) {
                images.add(new Asked(image, Map.of(MapillaryTypes.IMAGE_ID, image, MapillaryTypes.SEQUENCE, sequence)));
            }
        }
        return images.remove();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            Row row = seen.nextNew(current);
            if (row != null) {
                return row;
            }
            Asked asked = answers.nextKey();
            if (asked == null) {
                return null;
            }
            current = read(asked).iterator();
        }
    }

    private List<Row> read(Asked asked) throws IOException {
        try {
            List<Row> rows = answers.nextOfPages(decoder.knowing(KnownValues.ofAll(asked.known))::page);
            tally.counts.add(rows.size(), rows.size());
            return rows;
        } catch (UnknownEntityException e) {
            LOGGER.log(Level.FINE, "Mapillary knows nothing of {0}", asked.ownerId);
            return List.of();
        }
    }

    void close() {
        imagesOfSequences.close();
        answers.close();
    }
}
