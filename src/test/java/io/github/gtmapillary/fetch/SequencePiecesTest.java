package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

class SequencePiecesTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final TileId WEST = new TileId(14, 8783, 5132);
    private static final TileId EAST = new TileId(14, 8784, 5132);

    private final SequencePieces pieces = new SequencePieces();

    /** Positions in the middle of the western tile, on the edge between the tiles, and in the middle of the eastern tile. */
    private static final Coordinate INSIDE_WEST = middle(WEST);

    private static final Coordinate EDGE = new Coordinate(
            TileCover.bounds(WEST).east(), TileCover.bounds(WEST).toEnvelope().centre().y);

    private static final Coordinate INSIDE_EAST = middle(EAST);

    private static Coordinate middle(TileId tile) {
        return TileCover.bounds(tile).toEnvelope().centre();
    }

    private static Row line(String sequence, Coordinate... positions) {
        LineString line = GEOMETRIES.createLineString(positions);
        return row(sequence, null, null, GEOMETRIES.createMultiLineString(new LineString[] {line}));
    }

    private static Row image(String sequence, String id, @Nullable Long capturedAt, Coordinate position) {
        return row(sequence, capturedAt, id, GEOMETRIES.createPoint(position));
    }

    private static Row row(String sequence, @Nullable Long capturedAt, @Nullable String imageId, Geometry geometry) {
        return new Row(sequence, Arrays.asList(sequence, capturedAt, imageId, null, null, null, null, null), geometry);
    }

    private static DecodedTile full(TileId id) {
        return new DecodedTile(id, new byte[] {1});
    }

    private static DecodedTile empty(TileId id) {
        return new DecodedTile(id, new byte[0]);
    }

    private void addLines(TileId tile, Row... lines) {
        Set<String> ids = Stream.of(lines).map(Row::id).collect(Collectors.toSet());
        pieces.add(full(tile), ids, List.of(lines), List.of());
    }

    private void addImages(TileId tile, Row... images) {
        pieces.add(full(tile), Set.of(), List.of(), List.of(images));
    }

    private List<Row> assembled() {
        return pieces.assembled(GEOMETRIES, sequence -> {});
    }

    private List<String> assembledIds() {
        return assembled().stream().map(Row::id).toList();
    }

    @Test
    void theLinesOfTwoTilesBecomeOne() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        addLines(EAST, line("s", EDGE, INSIDE_EAST));

        assertThat(assembled())
                .singleElement()
                .extracting(Row::geometry)
                .isEqualTo(GEOMETRIES.createMultiLineString(
                        new LineString[] {GEOMETRIES.createLineString(new Coordinate[] {INSIDE_WEST, EDGE, INSIDE_EAST})
                        }));
    }

    @Test
    void twoImagesOfASequenceWithoutLineBecomeALine() {
        addImages(WEST, image("s", "2", 20L, INSIDE_EAST), image("s", "1", 10L, INSIDE_WEST));

        assertThat(assembled())
                .singleElement()
                .extracting(Row::geometry)
                .isEqualTo(GEOMETRIES.createMultiLineString(
                        new LineString[] {GEOMETRIES.createLineString(new Coordinate[] {INSIDE_WEST, INSIDE_EAST})}));
    }

    @Test
    void oneImageBecomesNoSequence() {
        addImages(WEST, image("s", "1", 10L, INSIDE_WEST));
        assertThat(assembled()).isEmpty();
    }

    @Test
    void imagesOfASequenceThatHasALineInAnotherTileAreNoSequenceOfTheirOwn() {
        addImages(WEST, image("s", "1", 10L, INSIDE_WEST), image("s", "2", 20L, EDGE));
        addLines(EAST, line("s", EDGE, INSIDE_EAST));
        assertThat(assembledIds()).containsExactly("s");
    }

    @Test
    void imagesOfASequenceWhoseLineIsNotWantedAreNoSequenceOfTheirOwn() {
        addImages(WEST, image("s", "1", 10L, INSIDE_WEST), image("s", "2", 20L, EDGE));
        pieces.add(full(EAST), Set.of("s"), List.of(), List.of());
        assertThat(assembled()).isEmpty();
    }

    @Test
    void sequencesWithLinesComeFirstAndEachKindInTheOrderOfItsTiles() {
        addImages(WEST, image("images", "1", 1L, INSIDE_WEST), image("images", "2", 2L, EDGE));
        addLines(WEST, line("second", INSIDE_WEST, EDGE));
        addLines(EAST, line("first", EDGE, INSIDE_EAST), line("second", EDGE, INSIDE_EAST));
        assertThat(assembledIds()).containsExactly("second", "first", "images");
    }

    @Test
    void aLineToTheEdgeLeadsIntoTheTileBeyond() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        assertThat(pieces.leadTo(Set.of("s"))).containsExactly(EAST);
    }

    @Test
    void aLineThatEndsInsideItsTileLeadsNowhere() {
        addLines(WEST, line("s", INSIDE_WEST, new Coordinate(INSIDE_WEST.x, INSIDE_WEST.y + 1e-4)));
        assertThat(pieces.leadTo(Set.of("s"))).isEmpty();
    }

    @Test
    void aTileThatWasReadIsStillLedTo() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        addLines(EAST, line("s", EDGE, INSIDE_EAST));
        assertThat(pieces.leadTo(Set.of("s"))).containsExactly(WEST, EAST);
    }

    @Test
    void onlyTheSequencesThatAreAskedForLeadAnywhere() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        assertThat(pieces.leadTo(Set.of("t"))).isEmpty();
    }

    @Test
    void anEmptyTileThatALineLeadsIntoIsMissing() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        pieces.add(empty(EAST), Set.of(), List.of(), List.of());
        assertThat(pieces.missing()).containsExactly(EAST);
    }

    @Test
    void anEmptyTileThatComesBeforeTheLineIsMissingToo() {
        pieces.add(empty(EAST), Set.of(), List.of(), List.of());
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        assertThat(pieces.missing()).containsExactly(EAST);
    }

    @Test
    void aFullTileWithoutTheSequenceIsNotMissing() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        addImages(EAST);
        assertThat(pieces.missing()).isEmpty();
    }

    @Test
    void anEmptyTileThatNoLineLeadsIntoIsNotMissing() {
        pieces.add(empty(EAST), Set.of(), List.of(), List.of());
        assertThat(pieces.missing()).isEmpty();
    }

    @Test
    void aTileThatWasNotAskedForIsNotMissing() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE));
        assertThat(pieces.missing()).isEmpty();
    }

    @Test
    void linesTouchARegionWithAnyOfTheirParts() {
        addLines(WEST, line("s", INSIDE_WEST, EDGE), line("t", INSIDE_WEST, EDGE));
        addLines(EAST, line("s", EDGE, INSIDE_EAST));
        Region east = Region.of(GEOMETRIES.toGeometry(new Envelope(INSIDE_EAST)));
        assertThat(pieces.linesTouching(east, GEOMETRIES)).containsExactly("s");
    }

    private List<String> sequencesOfUncertainOrder() {
        List<String> uncertain = new ArrayList<>();
        pieces.assembled(GEOMETRIES, uncertain::add);
        return uncertain;
    }

    @Test
    void imagesOfOneTimeLeaveTheOrderOpen() {
        addImages(WEST, image("s", "1", 10L, INSIDE_WEST), image("s", "2", 10L, EDGE));
        assertThat(sequencesOfUncertainOrder()).containsExactly("s");
    }

    @Test
    void imagesOfDifferentTimesTellTheOrder() {
        addImages(WEST, image("s", "1", 10L, INSIDE_WEST), image("s", "2", 11L, EDGE));
        assertThat(sequencesOfUncertainOrder()).isEmpty();
    }
}
