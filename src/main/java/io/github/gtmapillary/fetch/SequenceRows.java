package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Condition.AttributePasses;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.model.ValueTest.Missing;
import io.github.gtmapillary.model.ValueTest.OneOf;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The sequences of a scan, each once. As a sequence may go on in any tile, rows come only after the last tile.
 *
 * <p>A sequence is made of its line features; one that has none, but two images or more, of its images. That can't be told before
 * all tiles are read either.
 */
final class SequenceRows implements RowCursor {
    private static final Projection EVERYTHING = new Projection(
            MapillaryTypes.SEQUENCES.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);

    /** What one tile holds. */
    private record Pieces(Set<String> idsOfLines, List<Row> lines, List<Row> images) {}

    private final TileScan scan;
    private final DecodeCounts counts;
    private final TileRows<Pieces> tiles;
    private final GeometryFactory geometries = new GeometryFactory();
    private @Nullable RowCursor assembled;

    SequenceRows(TileScan scan, OrderedAnswers<TileId> answers, boolean skipFailed, FetchTally tally) {
        this.scan = scan;
        this.counts = tally.counts;
        this.tiles = new TileRows<>(answers, scan, skipFailed, tally, this::read);
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (assembled == null) {
            assembled = TileRows.over(assemble());
        }
        return assembled.next();
    }

    private Pieces read(Tile tile) throws IOException {
        List<Row> all =
                decode(tile, MapillaryTypes.SEQUENCES, Condition.ALWAYS, Projection.ID_ONLY, new DecodeCounts());
        Set<String> ids = all.stream().map(Row::id).collect(Collectors.toSet());
        List<Row> lines = decode(tile, MapillaryTypes.SEQUENCES, scan.condition(), EVERYTHING, counts);
        boolean hasImages =
                tile.id().zoom() >= MapillaryTypes.SEQUENCES_OF_IMAGES.layer().minZoom();
        List<Row> images = hasImages
                ? decode(tile, MapillaryTypes.SEQUENCES_OF_IMAGES, ofOtherSequences(ids), EVERYTHING, counts)
                : List.of();
        return new Pieces(ids, lines, images);
    }

    private static Condition ofOtherSequences(Set<String> ids) {
        return Condition.allOf(List.of(
                Condition.not(new AttributePasses(Attribute.ID, new Missing())),
                Condition.not(new AttributePasses(Attribute.ID, new OneOf(ids)))));
    }

    private static List<Row> decode(
            Tile tile, TypeSchema schema, Condition condition, Projection projection, DecodeCounts counts)
            throws IOException {
        return TileRows.all(new TileDecoder(schema, condition, projection, counts).decode(tile.id(), tile.bytes()));
    }

    private List<Row> assemble() throws IOException {
        Set<String> idsOfLines = new HashSet<>();
        Map<String, SequenceAssembly> byLine = new LinkedHashMap<>();
        Map<String, SequenceAssembly> byImages = new LinkedHashMap<>();
        for (Pieces pieces = tiles.next(); pieces != null; pieces = tiles.next()) {
            idsOfLines.addAll(pieces.idsOfLines);
            byId(pieces.lines).forEach(row -> assembly(byLine, row).addLine(row));
            byId(pieces.images).forEach(row -> assembly(byImages, row).addImage(row));
        }
        byImages.keySet().removeAll(idsOfLines);
        List<Row> rows = new ArrayList<>(
                byLine.values().stream().map(s -> s.fromLines(geometries)).toList());
        for (SequenceAssembly sequence : byImages.values()) {
            Row row = sequence.fromImages(geometries);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Within a tile by id, so that the order is the natural one, by the first tile, then by id: first of lines, then of what images make. */
    private static List<Row> byId(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(Row::id, IdOrder.BY_ID))
                .toList();
    }

    private static SequenceAssembly assembly(Map<String, SequenceAssembly> sequences, Row row) {
        return sequences.computeIfAbsent(row.id(), id -> new SequenceAssembly(row));
    }
}
