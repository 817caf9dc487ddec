package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.KnownValues;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.SequenceLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The images of sequences in capture order or, for the type of sequences, the sequences as lines through their images. The API is first
 * asked for the ids of the images, then for the images.
 */
final class SequenceLookupRows implements RowCursor {
    private final FetchSession session;
    private final SequenceLookup lookup;
    private final ReadOptions options;
    private final SequenceImages imageIds;
    private @Nullable RowCursor rows;

    SequenceLookupRows(FetchSession session, SequenceLookup lookup, ReadOptions options) {
        this.session = session;
        this.lookup = lookup;
        this.options = options;
        this.imageIds = new SequenceImages(session, lookup.sequenceIds(), session.oneEach());
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (rows == null) {
            rows = lookup.makesLines() ? RowCursor.of(sequences()) : images(options);
        }
        return rows.next();
    }

    private RowCursor images(ReadOptions wanted) throws IOException {
        Map<String, String> sequences = imageIds.sequences();
        List<List<String>> portions = EntityLookup.batches(List.copyOf(sequences.keySet()));
        session.tally().needs((long) portions.size() + lookup.sequenceIds().size());
        EntityReading reading = EntityReading.of(
                session,
                decoder(wanted, sequences),
                BatchFields.of(lookup.schema(), wanted.projection(), lookup.fields()));
        return new EntityRows(session, Keys.of(portions), reading, Expectation.DATA, session.twoEach(wanted));
    }

    /** @param sequences by the ids of their images */
    private EntityDecoder decoder(ReadOptions wanted, Map<String, String> sequences) {
        return session.decoder(lookup.imageType(), wanted.projection(), lookup.positions())
                .knowing(KnownValues.ofEach(lookup.sequenceAttribute(), sequences));
    }

    private List<Row> sequences() throws IOException {
        RowCursor cursor = images(new ReadOptions(SequenceLookup.ofImages(options.projection()), false, false));
        Map<String, SequenceAssembly> sequences = new LinkedHashMap<>();
        for (Row image = cursor.next(); image != null; image = cursor.next()) {
            Row first = image;
            sequences
                    .computeIfAbsent(image.id(), id -> new SequenceAssembly(first))
                    .addImage(image);
        }
        GeometryFactory geometries = new GeometryFactory();
        return new ArrayList<>(sequences.values().stream()
                .map(sequence -> sequence.fromImagesInOrder(geometries))
                .filter(Objects::nonNull)
                .toList());
    }
}
