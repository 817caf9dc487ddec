package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/** One sequence as it is put together from its pieces. */
final class SequenceAssembly {
    private static final int CAPTURED_AT = MapillaryTypes.SEQUENCES.indexOf(MapillaryTypes.CAPTURED_AT);
    private static final int IMAGE_ID = MapillaryTypes.SEQUENCES.indexOf(MapillaryTypes.IMAGE_ID);

    private static final Comparator<Row> BY_TIME = Comparator.comparingLong(SequenceAssembly::capturedAt);

    private final String id;
    private final List<@Nullable Object> values;
    private final List<LineString> parts = new ArrayList<>();
    private final List<Row> images = new ArrayList<>();
    private final Set<String> imageIds = new HashSet<>();

    SequenceAssembly(Row first) {
        this.id = first.id();
        this.values = new ArrayList<>(first.values());
    }

    String id() {
        return id;
    }

    /** Adds a line feature of a tile. Its attributes describe the whole sequence and are the same in each tile. */
    void addLine(Row row) {
        fillIn(row);
        Geometry lines = row.geometry();
        for (int i = 0; lines != null && i < lines.getNumGeometries(); i++) {
            parts.add((LineString) lines.getGeometryN(i));
        }
    }

    /** Adds an image, unless another tile held it too. */
    void addImage(Row row) {
        String imageId = imageId(row);
        if (imageId.isEmpty() || imageIds.add(imageId)) {
            fillIn(row);
            images.add(row);
        }
    }

    private void fillIn(Row row) {
        for (int column = 0; column < values.size(); column++) {
            if (values.get(column) == null) {
                values.set(column, row.values().get(column));
            }
        }
    }

    /** The sequence made of its line features, whose parts are joined. */
    Row fromLines(GeometryFactory geometries) {
        return new Row(id, values, LineJoiner.join(parts, geometries));
    }

    /**
     * The sequence as a line through its images in the order of capture time, or of ids for equal times. Images of unknown time come last.
     *
     * @return null if fewer than two images have a position
     */
    @Nullable Row fromImages(GeometryFactory geometries) {
        images.sort(BY_TIME.thenComparing(SequenceAssembly::imageId, IdOrder.BY_ID));
        return throughImages(geometries);
    }

    /** The same for images that were added in capture order, which then decides between equal times. */
    @Nullable Row fromImagesInOrder(GeometryFactory geometries) {
        images.sort(BY_TIME);
        return throughImages(geometries);
    }

    /** Whether capture times do not tell the whole order: some are equal, or several are unknown. */
    boolean leavesOrderOpen() {
        return images.stream()
                        .mapToLong(SequenceAssembly::capturedAt)
                        .distinct()
                        .count()
                < images.size();
    }

    private @Nullable Row throughImages(GeometryFactory geometries) {
        List<Coordinate> positions = images.stream()
                .map(Row::geometry)
                .filter(Objects::nonNull)
                .map(Geometry::getCoordinate)
                .toList();
        LineString[] lines = DateLine.cut(positions).stream()
                .map(geometries::createLineString)
                .toArray(LineString[]::new);
        if (lines.length == 0) {
            return null;
        }
        Row earliest = images.get(0);
        values.set(CAPTURED_AT, earliest.values().get(CAPTURED_AT));
        values.set(IMAGE_ID, earliest.values().get(IMAGE_ID));
        return new Row(id, values, geometries.createMultiLineString(lines));
    }

    private static long capturedAt(Row image) {
        return image.values().get(CAPTURED_AT) instanceof Long millis ? millis : Long.MAX_VALUE;
    }

    private static String imageId(Row image) {
        return image.values().get(IMAGE_ID) instanceof String imageId ? imageId : "";
    }
}
