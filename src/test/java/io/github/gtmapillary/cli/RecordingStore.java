package io.github.gtmapillary.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.memory.MemoryDataStore;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Hand-made features in memory: a type with points and one without geometry; it keeps the queries that it gets. */
final class RecordingStore extends MemoryDataStore {

    final List<Query> queries = new ArrayList<>();
    private int featuresUntilFailure = Integer.MAX_VALUE;
    private boolean failsUnchecked;
    boolean disposed;

    RecordingStore() throws IOException {
        createSchema(images());
        SimpleFeatureTypeBuilder organizations = new SimpleFeatureTypeBuilder();
        organizations.setName("organizations");
        organizations.add("id", String.class);
        organizations.add("slug", String.class);
        createSchema(organizations.buildFeatureType());
        addImage("1", 10.5, 50.25, "2022-01-01T00:00:00Z", 90.0, true, "plain");
        addImage("2", 179.5, -1.123456789, "2023-06-30T23:59:59.120Z", 0.0001, false, "with, \"quotes\"\nand ş");
        addImage("3", -179.5, 1, null, null, null, null);
    }

    private static SimpleFeatureType images() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("images");
        type.add("geometry", Point.class);
        type.add("id", String.class);
        type.add("captured_at", Timestamp.class);
        type.add("compass_angle", Double.class);
        type.add("is_pano", Boolean.class);
        type.add("organization_id", String.class);
        type.setDefaultGeometry("geometry");
        return type.buildFeatureType();
    }

    private void addImage(
            String id,
            double longitude,
            double latitude,
            @Nullable String capturedAt,
            @Nullable Double angle,
            @Nullable Boolean pano,
            @Nullable String organization)
            throws IOException {
        SimpleFeatureBuilder image = new SimpleFeatureBuilder(getSchema("images"));
        image.add(new GeometryFactory().createPoint(new Coordinate(longitude, latitude)));
        image.add(id);
        image.add(capturedAt == null ? null : Timestamp.from(Instant.parse(capturedAt)));
        image.add(angle);
        image.add(pano);
        image.add(organization);
        addFeature(image.buildFeature("images." + id));
    }

    void failAfter(int features) {
        featuresUntilFailure = features;
    }

    void failUncheckedAfter(int features) {
        featuresUntilFailure = features;
        failsUnchecked = true;
    }

    Query lastQuery() {
        return queries.get(queries.size() - 1);
    }

    @Override
    public FeatureReader<SimpleFeatureType, SimpleFeature> getFeatureReader(Query query, Transaction transaction)
            throws IOException {
        queries.add(query);
        return new FailingReader(super.getFeatureReader(query, transaction));
    }

    @Override
    public void dispose() {
        disposed = true;
        super.dispose();
    }

    private final class FailingReader implements FeatureReader<SimpleFeatureType, SimpleFeature> {

        private final FeatureReader<SimpleFeatureType, SimpleFeature> reader;
        private int read;

        FailingReader(FeatureReader<SimpleFeatureType, SimpleFeature> reader) {
            this.reader = reader;
        }

        @Override
        public SimpleFeatureType getFeatureType() {
            return reader.getFeatureType();
        }

        @Override
        public SimpleFeature next() throws IOException {
            if (read++ == featuresUntilFailure) {
                IOException failure = new IOException("Tile 14/4689/6185 answered 500\nthree times");
                if (failsUnchecked) {
                    throw new IllegalStateException("outer", new UncheckedIOException(failure));
                }
                throw failure;
            }
            return reader.next();
        }

        @Override
        public boolean hasNext() throws IOException {
            return reader.hasNext();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
