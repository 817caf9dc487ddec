package io.github.gtmapillary.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** An open reader of the tile, and the queries. */
@State(Scope.Benchmark)
public class TileState {
    @Param
    public Contender contender;

    TileQueries queries;
    private TileReader naive;
    private TileReader reader;
    /** The first result, compared with the naive reader's. */
    private final Map<Query, Integer> expected = new HashMap<>();

    @Setup
    public void open() throws IOException {
        BenchTile tile = BenchTile.find();
        naive = Contender.NAIVE.open(tile);
        queries = new TileQueries(naive);
        reader = opened(contender, tile);
    }

    TileReader opened(Contender opening, BenchTile tile) throws IOException {
        return opening.open(tile);
    }

    /** The ids of the features, and those attributes of points that both readers have. */
    private static Set<String> texts(TileReader reader, Query query) throws IOException {
        List<String> names = query.getTypeName().equals("sequences") ? List.of() : attributes(query);
        Set<String> texts = new TreeSet<>();
        reader.read(query, feature -> {
            StringBuilder text = new StringBuilder(feature.getID());
            names.forEach(name -> text.append(' ').append(textOf(feature.getAttribute(name))));
            texts.add(text.toString());
        });
        return texts;
    }

    private static List<String> attributes(Query query) {
        return query.getPropertyNames() == Query.ALL_NAMES
                ? List.of("id", "sequence_id", "captured_at", "is_pano", "organization_id", "creator_id", "geometry")
                : List.of(query.getPropertyNames());
    }

    private static String textOf(@Nullable Object value) {
        if (value instanceof Point point) {
            return (float) point.getX() + " " + (float) point.getY();
        }
        return String.valueOf(value);
    }

    /** Sequences are also made of images where a tile has no line, which the naive reader leaves out. */
    private static void requireSame(Set<String> wanted, Set<String> found, Query query) {
        boolean mayHaveMore = query.getTypeName().equals("sequences");
        if (wanted.isEmpty() || !(mayHaveMore ? found.containsAll(wanted) : found.equals(wanted))) {
            Set<String> missing = new TreeSet<>(wanted);
            missing.removeAll(found);
            throw new AssertionError(query.getFilter() + ": of " + wanted.size() + " features, " + found.size()
                    + " were read; these are missing or other: " + missing);
        }
    }

    /** Reads all features of a query, and of each the id and all attributes that it has. */
    int read(Query query, Blackhole blackhole) throws IOException {
        int[] count = {0};
        reader.read(query, feature -> {
            consume(feature, blackhole);
            count[0]++;
        });
        return checked(query, count[0]);
    }

    static void consume(SimpleFeature feature, Blackhole blackhole) {
        blackhole.consume(feature.getID());
        for (int i = 0; i < feature.getAttributeCount(); i++) {
            blackhole.consume(feature.getAttribute(i));
        }
        blackhole.consume(((Geometry) feature.getDefaultGeometry()).getCoordinate().x);
    }

    int count(Query query) throws IOException {
        return checked(query, reader.count(query));
    }

    private int checked(Query query, int count) throws IOException {
        Integer wanted = expected.get(query);
        if (wanted == null) {
            wanted = firstTime(query);
            expected.put(query, wanted);
        }
        if (count != wanted) {
            throw new AssertionError(query.getFilter() + ": " + count + " features in place of " + wanted);
        }
        return count;
    }

    private int firstTime(Query query) throws IOException {
        Set<String> found = texts(reader, query);
        requireSame(texts(naive, query), found, query);
        return found.size();
    }

    @TearDown
    public void close() {
        reader.close();
        naive.close();
    }
}
