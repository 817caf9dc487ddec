package io.github.gtmapillary.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.util.GeometricShapeFactory;

class TileCoverTest {
    private static final long ANY = Long.MAX_VALUE;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 7, 8})
    void theTilesAreThoseThatBruteForceFinds(int zoom) {
        Random random = new Random(zoom);
        long found = 0;
        for (int run = 0; run < (zoom == 8 ? 8 : 60); run++) {
            Geometry shape = shape(random, run % 8);
            List<TileId> expected = bruteForce(shape, zoom);
            TileCover cover = TileCover.of(Region.of(shape), zoom, ANY);
            assertThat(cover.tiles()).as("%s", shape).containsExactlyElementsOf(expected);
            assertThat(cover.count()).isEqualTo(expected.size());
            assertThat(TileCover.of(Region.of(shape), zoom, 0).count()).isEqualTo(expected.size());
            found += expected.size();
        }
        assertThat(found).isPositive();
    }

    /** Every tile of the zoom, one by one; random shapes never end within a millionth of a tile of an edge. */
    private static List<TileId> bruteForce(Geometry shape, int zoom) {
        List<TileId> tiles = new ArrayList<>();
        for (int x = 0; x < 1 << zoom; x++) {
            for (int y = 0; y < 1 << zoom; y++) {
                Coordinate northWest = Decoding.pixel(new TileId(zoom, x, y), 0, 0);
                Coordinate southEast = Decoding.pixel(new TileId(zoom, x, y), 4096, 4096);
                Envelope edges = new Envelope(northWest, southEast);
                if (shape.getEnvelopeInternal().intersects(edges) && shape.intersects(FACTORY.toGeometry(edges))) {
                    tiles.add(new TileId(zoom, x, y));
                }
            }
        }
        return tiles;
    }

    private static Geometry shape(Random random, int kind) {
        return switch (kind) {
            case 0 -> box(random);
            case 1 -> blob(random, 30);
            case 2 -> blob(random, 30).difference(blob(random, 10));
            case 3 -> blob(random, 20).getExteriorRing();
            case 4 -> FACTORY.createPoint(place(random));
            case 5 -> FACTORY.createLineString(new Coordinate[] {place(random), place(random), place(random)});
            case 6 -> FACTORY.createMultiPointFromCoords(new Coordinate[] {place(random), place(random)});
            default ->
                FACTORY.createGeometryCollection(
                        new Geometry[] {blob(random, 12), box(random), FACTORY.createPoint(place(random))});
        };
    }

    private static Coordinate place(Random random) {
        return new Coordinate(random.nextDouble() * 360 - 180, random.nextDouble() * 180 - 90);
    }

    private static Geometry box(Random random) {
        return FACTORY.toGeometry(new Envelope(place(random), place(random)));
    }

    private static Polygon blob(Random random, double size) {
        GeometricShapeFactory shapes = new GeometricShapeFactory(FACTORY);
        Coordinate centre = place(random);
        shapes.setCentre(new Coordinate(centre.x / 2, centre.y / 2));
        shapes.setSize(1 + size * random.nextDouble());
        shapes.setNumPoints(5 + random.nextInt(40));
        return shapes.createCircle();
    }

    @Test
    void aBoxThatEndsWhereATileBeginsTouchesIt() {
        TileId tile = new TileId(14, 8574, 5735);
        Coordinate corner = Decoding.pixel(tile, 0, 0);
        assertThat(tilesOf(new Envelope(corner.x - 0.001, corner.x, corner.y, corner.y + 0.001)))
                .containsExactly(
                        new TileId(14, 8573, 5734),
                        new TileId(14, 8573, 5735),
                        new TileId(14, 8574, 5734),
                        new TileId(14, 8574, 5735));
    }

    @Test
    void aBoxThatBeginsWhereATileEndsDoesNotTouchIt() {
        TileId tile = new TileId(14, 8574, 5735);
        Coordinate corner = Decoding.pixel(tile, 4096, 4096);
        assertThat(tilesOf(new Envelope(corner.x, corner.x + 0.001, corner.y - 0.001, corner.y)))
                .containsExactly(new TileId(14, 8575, 5736));
    }

    @Test
    void theBoundsOfATileTouchItAndTheNeighboursThatOwnItsFarEdges() {
        TileId tile = new TileId(14, 8574, 5735);
        assertThat(tilesOf(TileCover.bounds(tile).toEnvelope()))
                .containsExactly(
                        tile, new TileId(14, 8574, 5736), new TileId(14, 8575, 5735), new TileId(14, 8575, 5736));
    }

    private static List<TileId> tilesOf(Envelope box) {
        return TileCover.of(Region.of(FACTORY.toGeometry(box)), 14, ANY).tiles();
    }

    @Test
    void aPointFeatureIsFoundAtItsOwnPosition() {
        Random random = new Random(11);
        for (int run = 0; run < 20_000; run++) {
            TileId tile = new TileId(14, edgeOr(random, 1 << 14), edgeOr(random, 1 << 14));
            int extent = List.of(512, 4096, 8192).get(random.nextInt(3));
            PixelGrid grid = new PixelGrid(tile, extent);
            Coordinate position = grid.position(edgeOr(random, extent), edgeOr(random, extent));
            assertThat(tilesOf(new Envelope(position)))
                    .as("%s in %s of %s", position, tile, extent)
                    .containsExactly(tile);
        }
    }

    /** Often the first or the last, where rounding might lead to a neighbour. */
    private static int edgeOr(Random random, int size) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> size - 1;
            default -> random.nextInt(size);
        };
    }

    @Test
    void aPolygonThatOnlyTouchesAPointFeatureFindsIt() {
        Random random = new Random(12);
        for (int run = 0; run < 2_000; run++) {
            TileId tile = new TileId(14, 1 + random.nextInt(16_382), 1 + random.nextInt(16_382));
            Coordinate at = new PixelGrid(tile, 4096).position(edgeOr(random, 4096), edgeOr(random, 4096));
            double size = 1e-4 * random.nextDouble();
            Polygon triangle = FACTORY.createPolygon(new Coordinate[] {
                at, new Coordinate(at.x - size, at.y + size), new Coordinate(at.x - size / 3, at.y + size), at
            });
            assertThat(TileCover.of(Region.of(triangle), 14, ANY).tiles()).contains(tile);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 14})
    void theWorldIsAllTiles(int zoom) {
        long all = 1L << (2 * zoom);
        Region world = Region.of(FACTORY.toGeometry(new Envelope(-180, 180, -90, 90)));
        assertThat(TileCover.of(world, zoom, 1 << 10).count()).isEqualTo(all);
        assertThat(TileCover.of(Region.EVERYWHERE, zoom, 1 << 10).count()).isEqualTo(all);
        assertThat(TileCover.of(Region.EVERYWHERE, zoom, 1 << 10).tiles())
                .hasSize(all > 1 << 10 ? 0 : (int) all)
                .isEqualTo(TileCover.of(world, zoom, 1 << 10).tiles());
    }

    @Test
    void beyondTheSquareThereIsNothing() {
        assertThat(tilesOf(new Envelope(-180, 180, 85.06, 90))).isEmpty();
        assertThat(tilesOf(new Envelope(-180, 180, -90, -85.06))).isEmpty();
        assertThat(tilesOf(new Envelope(10, 10, 90, 90))).isEmpty();
        assertThat(TileCover.of(Region.NOWHERE, 14, ANY)).isEqualTo(new TileCover(0, List.of()));
        assertThat(tilesOf(new Envelope(10, 10.001, 85.05, 89)))
                .isNotEmpty()
                .allSatisfy(tile -> assertThat(tile.y()).isLessThan(10));
    }

    @Test
    void aContinentIsCountedExactlyAndQuicklyWithoutAList() {
        Region continent = Region.of(FACTORY.toGeometry(new Envelope(-11.3, 41.7, 34.2, 71.9)));
        TileCover cover = Assertions.assertTimeout(Duration.ofSeconds(10), () -> TileCover.of(continent, 14, 512));
        long columns = column(41.7) - column(-11.3) + 1;
        long rows = row(34.2) - row(71.9) + 1;
        assertThat(cover.count()).isEqualTo(columns * rows).isGreaterThan(7_000_000);
        assertThat(cover.tiles()).isEmpty();
    }

    private static long column(double lon) {
        return (long) Math.floor((lon + 180) / 360 * (1 << 14));
    }

    private static long row(double lat) {
        double radians = Math.toRadians(lat);
        double y = 0.5 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / (2 * Math.PI);
        return (long) Math.floor(y * (1 << 14));
    }

    @Test
    void moreTilesThanWantedAreCountedButNotListed() {
        Region four = Region.of(FACTORY.toGeometry(new Envelope(-1, 1, -1, 1)));
        assertThat(TileCover.of(four, 1, 4).tiles()).hasSize(4);
        assertThat(TileCover.of(four, 1, 3)).isEqualTo(new TileCover(4, List.of()));
    }

    @Test
    void partsThatShareATileCountItOnce() {
        Region twice = Region.of(FACTORY.toGeometry(new Envelope(1, 2, 1, 2)))
                .union(Region.of(FACTORY.createPoint(new Coordinate(1.5, 1.5))));
        assertThat(TileCover.of(twice, 5, ANY).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-1,0,0", "25,0,0", "3,8,0", "3,0,8", "3,-1,0", "3,0,-1"})
    void tilesOutsideOfTheSquareCannotBe(int zoom, int x, int y) {
        Assertions.assertThrows(IllegalArgumentException.class, () -> new TileId(zoom, x, y));
    }
}
