package io.github.gtmapillary.bench;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.oracle.TouchedTiles;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.geotools.api.data.Query;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Finds the requests that answer a query. */
public class PlanBenchmark {

    /** A query with many conditions. */
    @State(Scope.Benchmark)
    public static class Conditions {
        private static final int COUNT = 50;
        private MapillaryDataStore store;
        private Query query;

        @Setup
        public void open() throws IOException {
            // nothing is asked for there
            store = SandboxStore.find(SandboxStore.parametersFor("http://127.0.0.1:9"));
            query = SandboxStore.query(
                    "images",
                    IntStream.range(1, COUNT)
                            .mapToObj(i -> i % 2 == 0
                                    ? "compass_angle > " + i
                                    : "captured_at > '2020-01-01T00:00:" + (10 + i) + "Z'")
                            .collect(Collectors.joining(" AND ", BenchTile.BOX + " AND ", "")));
        }

        @TearDown
        public void close() {
            store.dispose();
        }
    }

    /** A query of fifty conditions that all have to be true. */
    @Benchmark
    public QueryExplanation fiftyConditions(Conditions conditions) throws IOException {
        QueryExplanation explanation = conditions.store.explain(conditions.query);
        if (explanation.requests().size() != 1) {
            throw new AssertionError(explanation.text());
        }
        return explanation;
    }

    /** A polygon with a rugged edge, about twenty tiles in diameter. */
    @State(Scope.Benchmark)
    public static class Area {
        private static final double RADIUS = 0.2;

        @Param({"200", "10000"})
        public int vertices;

        private Region region;
        private int expected;

        @Setup
        public void make() {
            Coordinate[] ring = new Coordinate[vertices + 1];
            for (int i = 0; i < vertices; i++) {
                double angle = 2 * Math.PI * i / vertices;
                double radius = RADIUS * (1 + 0.2 * Math.sin(7 * angle) + 0.01 * Math.sin(i * 1.3));
                ring[i] = new Coordinate(8.7 + radius * Math.cos(angle), 47.2 + radius * Math.sin(angle));
            }
            ring[vertices] = ring[0];
            Polygon polygon = new GeometryFactory().createPolygon(ring);
            region = Region.of(polygon);
            expected = TouchedTiles.of(List.of(polygon)).size();
        }
    }

    /** The tiles that a polygon touches. */
    @Benchmark
    public TileCover cover(Area area) {
        TileCover cover = TileCover.of(area.region, BenchTile.ZOOM, Integer.MAX_VALUE);
        if (cover.tiles().size() != area.expected) {
            throw new AssertionError(cover.tiles().size() + " tiles in place of " + area.expected);
        }
        return cover;
    }
}
