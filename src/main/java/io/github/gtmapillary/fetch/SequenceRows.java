package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Following;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.TooManyTilesException;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The sequences of a scan, each once. A sequence may go on in any tile, so rows come only after the last tile.
 *
 * <p>A sequence is made of its line features. A sequence without any, but with two images or more, is made of its images. Only after all
 * tiles are read is it known which sequences these are.
 */
final class SequenceRows implements RowCursor {
    /** The content of one tile. */
    private record Pieces(DecodedTile tile, Set<String> idsOfLines, List<Row> lines, List<Row> images) {}

    private final TileScan scan;
    private final Projection wanted;
    private final FetchTally tally;
    private final TileReading<Pieces> reading;
    private final Expectation expectation;
    private final GeometryFactory geometries = new GeometryFactory();
    private @Nullable RowCursor assembled;

    /** Makes rows that hold the geometry in any case, as it says where lines go on. */
    SequenceRows(FetchSession session, TileScan scan, Expectation expectation, Projection projection) {
        this.scan = scan;
        this.wanted = projection.withGeometryAnd(projection.attributes());
        this.tally = session.tally();
        this.reading = new TileReading<>(session, scan, session.twoEach(), this::read);
        this.expectation = expectation;
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (assembled == null) {
            assembled = RowCursor.of(assemble());
        }
        return assembled.next();
    }

    private Pieces read(DecodedTile tile) throws IOException {
        List<Row> all = decode(tile, scan.schema(), Condition.ALWAYS, Projection.ID_ONLY, new DecodeCounts());
        Set<String> ids = all.stream().map(Row::id).collect(Collectors.toSet());
        List<Row> lines = decode(tile, scan.schema(), scan.condition(), wanted, tally.decodeCounts());
        Optional<TypeSchema> imageType = scan.schema()
                .images()
                .filter(type -> tile.id().zoom() >= type.layer().minZoom());
        List<Row> images = imageType.isPresent()
                ? decode(
                        tile,
                        imageType.get(),
                        ofOtherSequences(ids),
                        SequenceLookup.ofImages(wanted),
                        tally.decodeCounts())
                : List.of();
        return new Pieces(tile, ids, lines, images);
    }

    private static Condition ofOtherSequences(Set<String> ids) {
        return Condition.allOf(List.of(
                Condition.not(new AttributePasses(Attribute.ID, new Missing())),
                Condition.not(new AttributePasses(Attribute.ID, new OneOf(ids)))));
    }

    private static List<Row> decode(
            DecodedTile tile, TypeSchema schema, Condition condition, Projection projection, DecodeCounts counts)
            throws IOException {
        return new TileDecoder(schema, condition, projection, counts)
                .decode(tile)
                .toList();
    }

    private List<Row> assemble() throws IOException {
        SequencePieces pieces = new SequencePieces();
        collect(reading.open(scan.tiles(), expectation), pieces, sequence -> true);
        List<TileId> missing = pieces.missing();
        if (!missing.isEmpty()) {
            // Mapillary was seen to answer "nothing there" for full tiles
            tally.asksAgain(missing);
            collect(reading.open(missing, Expectation.DATA), pieces, sequence -> true);
        }
        if (scan.following().isPresent()) {
            follow(pieces, scan.following().get());
        }
        return pieces.assembled(geometries, tally::orderOpen);
    }

    /** Follows the lines that touch the region into further tiles, until each line ends inside a tile. */
    private void follow(SequencePieces pieces, Following following) throws IOException {
        Set<TileId> asked = new HashSet<>(scan.tiles());
        Set<String> followed = pieces.linesTouching(following.region(), geometries);
        for (List<TileId> next = further(pieces, followed, asked);
                !next.isEmpty();
                next = further(pieces, followed, asked)) {
            asked.addAll(next);
            if (asked.size() > following.maxTiles()) {
                throw new TooManyTilesException(scan.schema().name(), asked.size(), scan.zoom(), following.maxTiles());
            }
            collect(reading.open(next, Expectation.DATA), pieces, followed::contains);
        }
    }

    private static List<TileId> further(SequencePieces pieces, Set<String> followed, Set<TileId> asked) {
        return pieces.leadTo(followed).stream()
                .filter(tile -> !asked.contains(tile))
                .sorted()
                .toList();
    }

    private static void collect(TileRows<Pieces> tiles, SequencePieces into, Predicate<String> wanted)
            throws IOException {
        for (Pieces pieces = tiles.next(); pieces != null; pieces = tiles.next()) {
            into.add(pieces.tile, pieces.idsOfLines, byId(pieces.lines, wanted), byId(pieces.images, wanted));
        }
    }

    /** Sorts the pieces of a tile by id. The sequences then come in natural order: by their first tile, then by id. */
    private static List<Row> byId(List<Row> rows, Predicate<String> wanted) {
        return rows.stream()
                .filter(row -> wanted.test(row.id()))
                .sorted(Comparator.comparing(Row::id, IdOrder.BY_ID))
                .toList();
    }
}
