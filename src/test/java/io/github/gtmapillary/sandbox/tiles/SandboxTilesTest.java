package io.github.gtmapillary.sandbox.tiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTilesTest {

    private static final long WORLD = 1L << 26;

    private final SandboxWorld world = SandboxWorld.standard();

    @ParameterizedTest
    @ValueSource(ints = {6, 9, 13, 14})
    void piecesLieWithinTheirTileAndHaveTwoDifferentPixelsOrMore(int zoom) {
        for (SandboxSequence sequence : world.sequences()) {
            SandboxTiles.linePieces(sequence, Positions.ORIGINAL, zoom)
                    .forEach((tile, pieces) -> assertThat(pieces).allSatisfy(piece -> {
                        assertThat(new HashSet<>(piece)).hasSizeGreaterThanOrEqualTo(2);
                        assertThat(piece).allSatisfy(pixel -> {
                            assertThat(pixel.x() - tile.left()).isBetween(0L, 4096L);
                            assertThat(pixel.y() - tile.top()).isBetween(0L, 4096L);
                        });
                    }));
        }
    }

    @ParameterizedTest
    @EnumSource(Positions.class)
    void piecesPutTogetherAreTheLineInCaptureOrder(Positions positions) {
        for (SandboxSequence sequence : withLine()) {
            List<Pixel> vertices = new ArrayList<>(sequence.gridPositions(positions).stream()
                    .map(GridPosition::pixel)
                    .toList());
            List<Pixel> joined = joined(sequence, positions);
            assertThat(joined).containsSubsequence(withoutRepeats(vertices));
        }
    }

    @Test
    void verticesThatAreNoImagesLieOnTileEdges() {
        for (SandboxSequence sequence : withLine()) {
            Set<Pixel> images = new HashSet<>();
            sequence.gridPositions(Positions.ORIGINAL).forEach(position -> images.add(position.pixel()));
            assertThat(SandboxTiles.linePieces(sequence, Positions.ORIGINAL, 14).values().stream()
                            .flatMap(List::stream)
                            .flatMap(List::stream)
                            .filter(pixel -> !images.contains(new Pixel(pixel.x() % WORLD, pixel.y()))))
                    .allMatch(pixel -> pixel.x() % 4096 == 0 || pixel.y() % 4096 == 0);
        }
    }

    @Test
    void manySequencesCrossTileEdges() {
        assertThat(withLine().stream().filter(sequence -> pieces(sequence).size() > 1))
                .hasSizeGreaterThan(60);
    }

    @Test
    void someSequencesLeaveATileAndComeBack() {
        assertThat(withLine().stream()
                        .filter(sequence -> pieces(sequence).values().stream()
                                .anyMatch(parts -> IntStream.range(1, parts.size())
                                        .anyMatch(i -> !first(parts.get(i)).equals(last(parts.get(i - 1)))))))
                .hasSizeGreaterThan(10);
    }

    @Test
    void linesOfSomeSequencesAreBrokenWhereTheyCrossThemselves() {
        assertThat(withLine().stream()
                        .filter(sequence -> pieces(sequence).values().stream()
                                .anyMatch(parts -> IntStream.range(1, parts.size())
                                        .anyMatch(i -> first(parts.get(i)).equals(last(parts.get(i - 1)))))))
                .hasSizeGreaterThan(30);
    }

    @Test
    void aLineOverTheDateLineEndsAtTheLastColumnAndGoesOnInTheFirst() {
        List<SandboxSequence> crossing = withLine().stream()
                .filter(sequence -> pieces(sequence).keySet().stream().anyMatch(tile -> tile.x() == 0)
                        && pieces(sequence).keySet().stream().anyMatch(tile -> tile.x() == 16383))
                .toList();
        assertThat(crossing).hasSizeGreaterThan(5).allSatisfy(sequence -> {
            assertThat(edgeRows(sequence, 16383, WORLD)).isNotEmpty().isEqualTo(edgeRows(sequence, 0, 0));
            assertThat(pieces(sequence).keySet()).allMatch(tile -> tile.x() < 10 || tile.x() > 16373);
        });
    }

    @Test
    void aSequenceWithoutALineHasNoPieces() {
        assertThat(world.sequences().stream().filter(sequence -> !sequence.hasLine()))
                .allSatisfy(sequence -> assertThat(pieces(sequence)).isEmpty());
    }

    @Test
    void linesBelowZoomFourteenHaveFewerVerticesAndStayWithinTwoPixels() {
        SandboxSequence longest = withLine().stream()
                .max((one, other) ->
                        Integer.compare(one.images().size(), other.images().size()))
                .orElseThrow();
        long exact = vertices(longest, 14);
        long coarse = vertices(longest, 10);
        assertThat(coarse).isPositive().isLessThan(exact / 2);
        Set<Pixel> near = new HashSet<>();
        longest.gridPositions(Positions.ORIGINAL)
                .forEach(position -> near.add(position.pixel().atZoom(10)));
        assertThat(SandboxTiles.linePieces(longest, Positions.ORIGINAL, 10).values().stream()
                        .flatMap(List::stream)
                        .flatMap(List::stream))
                .allMatch(pixel -> near.stream()
                        .anyMatch(vertex ->
                                Math.abs(vertex.x() - pixel.x()) <= 2 && Math.abs(vertex.y() - pixel.y()) <= 2));
    }

    @Test
    void thereAreNoLinesBelowZoomSix() {
        SandboxSequence sequence = withLine().get(0);
        assertThatThrownBy(() -> SandboxTiles.linePieces(sequence, Positions.ORIGINAL, 5))
                .hasMessageContaining("zoom 5");
    }

    private List<SandboxSequence> withLine() {
        return world.sequences().stream().filter(SandboxSequence::hasLine).toList();
    }

    private static Map<TileCoord, List<List<Pixel>>> pieces(SandboxSequence sequence) {
        return SandboxTiles.linePieces(sequence, Positions.ORIGINAL, 14);
    }

    private static long vertices(SandboxSequence sequence, int zoom) {
        return SandboxTiles.linePieces(sequence, Positions.ORIGINAL, zoom).values().stream()
                .flatMap(List::stream)
                .mapToLong(List::size)
                .sum();
    }

    /** Returns the rows at which pieces in a column of tiles start or end on the edge. */
    private static List<Long> edgeRows(SandboxSequence sequence, int column, long edge) {
        return pieces(sequence).entrySet().stream()
                .filter(entry -> entry.getKey().x() == column)
                .flatMap(entry -> entry.getValue().stream())
                .flatMap(piece -> List.of(first(piece), last(piece)).stream())
                .filter(pixel -> pixel.x() == edge)
                .map(Pixel::y)
                .sorted()
                .toList();
    }

    /** Follows the pieces from the start of the line. The next piece always starts where the last one ended. */
    private static List<Pixel> joined(SandboxSequence sequence, Positions positions) {
        Map<TileCoord, List<List<Pixel>>> byTile = SandboxTiles.linePieces(sequence, positions, 14);
        List<List<Pixel>> left = new ArrayList<>();
        byTile.values().forEach(left::addAll);
        List<Pixel> joined = new ArrayList<>();
        List<Pixel> stroke = withoutRepeats(sequence.gridPositions(positions).stream()
                .map(GridPosition::pixel)
                .toList());
        if (stroke.size() < 2) {
            assertThat(left).isEmpty();
            return stroke;
        }
        return follow(left, stroke, joined);
    }

    private static List<Pixel> follow(List<List<Pixel>> left, List<Pixel> stroke, List<Pixel> joined) {
        int at = 0;
        while (!left.isEmpty()) {
            int next = at;
            List<Pixel> piece = left.stream()
                    .filter(candidate -> continues(joined, candidate)
                            && (joined.isEmpty()
                                    ? wrapped(first(candidate)).equals(stroke.get(0))
                                    : leadsTo(candidate, stroke, next)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no piece continues after " + joined.size() + " vertices"));
            left.remove(piece);
            for (Pixel pixel : piece) {
                joined.add(wrapped(pixel));
                if (at < stroke.size() && wrapped(pixel).equals(stroke.get(at))) {
                    at++;
                }
            }
        }
        return joined;
    }

    private static boolean continues(List<Pixel> joined, List<Pixel> piece) {
        return joined.isEmpty() || last(joined).equals(wrapped(first(piece)));
    }

    /** Returns whether the piece contains the next vertex of the line, or no vertex at all. */
    private static boolean leadsTo(List<Pixel> piece, List<Pixel> stroke, int next) {
        return next >= stroke.size()
                || piece.stream().skip(1).findFirst().map(SandboxTilesTest::wrapped).stream()
                        .anyMatch(pixel -> pixel.equals(stroke.get(next)) || onEdge(pixel));
    }

    private static boolean onEdge(Pixel pixel) {
        return pixel.x() % 4096 == 0 || pixel.y() % 4096 == 0;
    }

    private static Pixel wrapped(Pixel pixel) {
        return new Pixel(pixel.x() % WORLD, pixel.y());
    }

    private static List<Pixel> withoutRepeats(List<Pixel> pixels) {
        List<Pixel> result = new ArrayList<>();
        for (Pixel pixel : pixels) {
            if (result.isEmpty() || !last(result).equals(pixel)) {
                result.add(pixel);
            }
        }
        return result;
    }

    private static Pixel first(List<Pixel> pixels) {
        return pixels.get(0);
    }

    private static Pixel last(List<Pixel> pixels) {
        return pixels.get(pixels.size() - 1);
    }
}
