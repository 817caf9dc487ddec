package io.github.gtmapillary.oracle;

import io.github.gtmapillary.sandbox.tiles.SandboxTiles;
import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * A feature as the made world has it, got without any of the code under test.
 *
 * @param fid the expected feature id
 * @param attributes by name; absent where the world has none
 */
public record TrueFeature(String fid, Map<String, Object> attributes, Geometry geometry) {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    public @Nullable Object get(String attribute) {
        return attributes.get(attribute);
    }

    public static List<TrueFeature> all(String typeName, SandboxWorld world, Positions positions) {
        return switch (typeName) {
            case "images" ->
                world.images().stream()
                        .filter(image -> image.gridPosition(positions) != null)
                        .map(image -> image(image, positions))
                        .toList();
            case "points" ->
                world.points().stream().map(f -> mapFeature(typeName, f)).toList();
            case "traffic_signs" ->
                world.trafficSigns().stream().map(f -> mapFeature(typeName, f)).toList();
            case "sequences" ->
                world.sequences().stream()
                        .filter(sequence ->
                                sequence.hasLine() || sequence.images().size() > 1)
                        .map(sequence -> sequence(sequence, positions))
                        .filter(feature -> !feature.geometry().isEmpty())
                        .toList();
            default -> throw new IllegalArgumentException(typeName);
        };
    }

    private static TrueFeature image(SandboxImage image, Positions positions) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("id", Long.toString(image.id()));
        attributes.put("sequence_id", image.sequenceId());
        putTime(attributes, "captured_at", image.capturedAt());
        put(attributes, "compass_angle", image.compassAngle());
        attributes.put("is_pano", image.pano());
        put(attributes, "organization_id", text(image.organizationId()));
        attributes.put("creator_id", Long.toString(image.creatorId()));
        put(attributes, "quality_score", image.qualityScore());
        put(attributes, "on_foot", image.foot());
        attributes.put("embed_url", "https://www.mapillary.com/embed?image_key=" + image.id() + "&style=photo");
        GridPosition place = Objects.requireNonNull(image.gridPosition(positions));
        return new TrueFeature("images." + image.id(), attributes, point(place));
    }

    private static TrueFeature mapFeature(String typeName, SandboxMapFeature feature) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("id", Long.toString(feature.id()));
        attributes.put("value", feature.value());
        putTime(attributes, "first_seen_at", feature.firstSeenAt());
        putTime(attributes, "last_seen_at", feature.lastSeenAt());
        return new TrueFeature(typeName + "." + feature.id(), attributes, point(feature.gridPosition()));
    }

    private static TrueFeature sequence(SandboxSequence sequence, Positions positions) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("id", sequence.id());
        putTime(attributes, "captured_at", sequence.capturedAt());
        attributes.put("image_id", Long.toString(sequence.firstImage().id()));
        attributes.put("is_pano", sequence.pano());
        put(attributes, "organization_id", text(sequence.organizationId()));
        attributes.put("creator_id", Long.toString(sequence.creatorId()));
        put(attributes, "on_foot", sequence.foot());
        if (sequence.hasLine()) {
            // the score of an image is its own, so a sequence that is made of images has none
            put(attributes, "quality_score", sequence.qualityScore());
        }
        Stream<LineString> lines = sequence.hasLine()
                ? SandboxTiles.linePieces(sequence, positions, 14).values().stream()
                        .flatMap(List::stream)
                        .map(TrueFeature::line)
                : Stream.of(throughImages(sequence, positions));
        return new TrueFeature(
                "sequences." + sequence.id(),
                attributes,
                GEOMETRIES.createMultiLineString(lines.toArray(LineString[]::new)));
    }

    private static LineString throughImages(SandboxSequence sequence, Positions positions) {
        Coordinate[] vertices = sequence.gridPositions(positions).stream()
                .map(place -> new Coordinate(place.lon(), place.lat()))
                .toArray(Coordinate[]::new);
        return GEOMETRIES.createLineString(vertices);
    }

    /** The pixels of a piece can lie on the eastern edge of the world, one past the last that a grid position has. */
    private static LineString line(List<Pixel> pixels) {
        double world = 0x1p26;
        return GEOMETRIES.createLineString(pixels.stream()
                .map(pixel -> new Coordinate(
                        pixel.x() / world * 360 - 180,
                        Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * pixel.y() / world))))))
                .toArray(Coordinate[]::new));
    }

    private static Geometry point(GridPosition place) {
        return GEOMETRIES.createPoint(new Coordinate(place.lon(), place.lat()));
    }

    private static @Nullable String text(@Nullable Long id) {
        return id == null ? null : id.toString();
    }

    private static void putTime(Map<String, Object> attributes, String name, long millis) {
        if (millis != 0) {
            attributes.put(name, new Timestamp(millis));
        }
    }

    private static void put(Map<String, Object> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
