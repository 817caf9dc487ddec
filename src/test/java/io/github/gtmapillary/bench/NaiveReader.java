package io.github.gtmapillary.bench;

import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.MvtReader;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.TagKeyValueMapConverter;
import io.github.sebasbaumh.mapbox.vectortile.adapt.jts.model.JtsMvt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;

/**
 * Features of a tile as a Java program gets them without the data store: the tile library reads the whole tile into geometries and maps,
 * each becomes a GeoTools feature with coordinates in degrees, and the query's filter is evaluated on it.
 */
final class NaiveReader implements TileReader {
    private static final int EXTENT = 4096;

    private final GeometryFactory geometries = new GeometryFactory();
    private final Source bytes;
    private final @Nullable TemporaryFolder folder;
    private final Map<String, SimpleFeatureType> types =
            Map.of("images", type("images", Point.class), "sequences", type("sequences", MultiLineString.class));

    private NaiveReader(Source bytes, @Nullable TemporaryFolder folder) {
        this.bytes = bytes;
        this.folder = folder;
    }

    /** Where the tile comes from. */
    @FunctionalInterface
    private interface Source {
        byte[] tile() throws IOException;
    }

    static NaiveReader of(byte[] tile) {
        return new NaiveReader(() -> tile, null);
    }

    static NaiveReader ofFile(byte[] tile) throws IOException {
        TemporaryFolder folder = TemporaryFolder.create();
        Files.write(folder.path().resolve("tile.mvt"), tile);
        return new NaiveReader(() -> Files.readAllBytes(folder.path().resolve("tile.mvt")), folder);
    }

    private static SimpleFeatureType type(String name, Class<?> geometry) {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        builder.setCRS(DefaultGeographicCRS.WGS84);
        builder.add("geometry", geometry);
        builder.add("id", String.class);
        if (geometry == Point.class) {
            builder.add("sequence_id", String.class);
            builder.add("compass_angle", Double.class);
        } else {
            builder.add("image_id", String.class);
        }
        builder.add("captured_at", Timestamp.class);
        builder.add("is_pano", Boolean.class);
        builder.add("organization_id", String.class);
        builder.add("creator_id", String.class);
        return builder.buildFeatureType();
    }

    /** The geometries of a layer of the tile in pixels, with maps of their properties: what the library gives. */
    static List<Geometry> layer(byte[] tile, String name, GeometryFactory geometries) throws IOException {
        JtsMvt read = MvtReader.loadMvt(new ByteArrayInputStream(tile), geometries, new TagKeyValueMapConverter(false));
        return List.copyOf(read.getLayer(name).getGeometries());
    }

    private List<SimpleFeature> features(String typeName) throws IOException {
        SimpleFeatureType type = types.get(typeName);
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
        List<SimpleFeature> features = new ArrayList<>();
        for (Geometry pixels : layer(bytes.tile(), typeName.substring(0, typeName.length() - 1), geometries)) {
            Map<?, ?> properties = (Map<?, ?>) pixels.getUserData();
            builder.set("geometry", inDegrees(pixels));
            for (int i = 1; i < type.getAttributeCount(); i++) {
                String name = type.getDescriptor(i).getLocalName();
                Object value = properties.get(name);
                builder.set(name, value == null ? null : converted(name, value));
            }
            features.add(builder.buildFeature(typeName + "." + properties.get("id")));
        }
        return features;
    }

    private static @Nullable Object converted(String name, Object value) {
        if (name.equals("captured_at")) {
            long time = (Long) value;
            // Mapillary's way to say that it is unknown
            return time == 0 ? null : new Timestamp(time);
        }
        return value instanceof Long id ? String.valueOf(id) : value;
    }

    private Geometry inDegrees(Geometry pixels) {
        for (Coordinate coordinate : pixels.getCoordinates()) {
            coordinate.x = BenchTile.lon(BenchTile.X + coordinate.x / EXTENT);
            coordinate.y = BenchTile.lat(BenchTile.Y + coordinate.y / EXTENT);
        }
        pixels.geometryChanged();
        return pixels instanceof LineString line ? geometries.createMultiLineString(new LineString[] {line}) : pixels;
    }

    @Override
    public void read(Query query, Consumer<SimpleFeature> consumer) throws IOException {
        for (SimpleFeature feature : features(query.getTypeName())) {
            if (query.getFilter().evaluate(feature)) {
                consumer.accept(feature);
            }
        }
    }

    @Override
    public int count(Query query) throws IOException {
        int count = 0;
        for (SimpleFeature feature : features(query.getTypeName())) {
            if (query.getFilter().evaluate(feature)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
