package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Writes tiles as the service does: without a buffer, with consecutive feature ids, and with unordered images. */
final class TileEncoder {

    private static final int MAX_OVERVIEW_ZOOM = 5;

    private final TileIndex index;

    TileEncoder(SandboxWorld world) {
        this.index = new TileIndex(world);
    }

    /** Returns the bytes of a tile at a zoom of the set. An empty tile has no bytes. */
    byte[] encode(TileSet set, TileCoord tile) {
        Tile.Builder builder = Tile.newBuilder();
        layers(set, tile).stream().filter(layer -> layer.getFeaturesCount() > 0).forEach(builder::addLayers);
        return builder.build().toByteArray();
    }

    private List<Tile.Layer> layers(TileSet set, TileCoord tile) {
        LongSupplier counter = new AtomicLong()::getAndIncrement;
        return switch (set) {
            case ORIGINAL_COVERAGE -> coverage(Positions.ORIGINAL, tile, counter);
            case COMPUTED_COVERAGE -> coverage(Positions.COMPUTED, tile, counter);
            case POINTS -> List.of(mapFeatures("point", index.points(tile), tile, counter));
            case TRAFFIC_SIGNS -> List.of(mapFeatures("traffic_sign", index.trafficSigns(tile), tile, counter));
        };
    }

    private List<Tile.Layer> coverage(Positions positions, TileCoord tile, LongSupplier counter) {
        if (tile.zoom() <= MAX_OVERVIEW_ZOOM) {
            return List.of(overview(positions, tile, counter));
        }
        if (tile.zoom() < GridPosition.ZOOM) {
            return List.of(sequences(positions, tile, counter));
        }
        // recorded tiles have both orders of layers
        return (tile.x() + tile.y()) % 2 == 0
                ? List.of(sequences(positions, tile, counter), images(positions, tile, counter))
                : List.of(images(positions, tile, counter), sequences(positions, tile, counter));
    }

    private Tile.Layer overview(Positions positions, TileCoord tile, LongSupplier counter) {
        LayerEncoder layer = new LayerEncoder("overview", tile, counter);
        for (OverviewPoint point : shuffled(index.overview(positions, tile), tile)) {
            SandboxImage image = point.image();
            layer.point(point.pixel())
                    .with("captured_at", image.capturedAt())
                    .with("creator_id", image.creatorId())
                    .with("id", image.id())
                    .with("is_pano", image.pano())
                    .with("sequence_id", image.sequenceId());
        }
        return layer.build();
    }

    private Tile.Layer sequences(Positions positions, TileCoord tile, LongSupplier counter) {
        LayerEncoder layer = new LayerEncoder("sequence", tile, counter);
        for (TileLine line : shuffled(index.lines(positions, tile), tile)) {
            SandboxSequence sequence = line.sequence();
            layer.lines(line.parts())
                    .with("captured_at", sequence.capturedAt())
                    .with("creator_id", sequence.creatorId())
                    .with("id", sequence.id())
                    .with("image_id", sequence.firstImage().id())
                    .with("is_pano", sequence.pano())
                    .with("organization_id", sequence.organizationId())
                    .with("quality_score", sequence.qualityScore())
                    .with("foot", sequence.foot());
        }
        return layer.build();
    }

    private Tile.Layer images(Positions positions, TileCoord tile, LongSupplier counter) {
        LayerEncoder layer = new LayerEncoder("image", tile, counter);
        for (SandboxImage image : shuffled(index.images(positions, tile), tile)) {
            layer.point(pixel(image.gridPosition(positions)))
                    .with("captured_at", image.capturedAt())
                    .with("compass_angle", image.compassAngle())
                    .with("creator_id", image.creatorId())
                    .with("id", image.id())
                    .with("is_pano", image.pano())
                    .with("sequence_id", image.sequenceId())
                    .with("organization_id", image.organizationId())
                    .with("quality_score", image.qualityScore())
                    .with("foot", image.foot());
        }
        return layer.build();
    }

    private static Tile.Layer mapFeatures(
            String name, List<SandboxMapFeature> features, TileCoord tile, LongSupplier counter) {
        LayerEncoder layer = new LayerEncoder(name, tile, counter);
        for (SandboxMapFeature feature : shuffled(features, tile)) {
            layer.point(feature.gridPosition().pixel())
                    .with("first_seen_at", feature.firstSeenAt())
                    .with("id", feature.id())
                    .with("last_seen_at", feature.lastSeenAt())
                    .with("value", feature.value());
        }
        return layer.build();
    }

    private static Pixel pixel(@Nullable GridPosition position) {
        if (position == null) {
            throw new IllegalStateException("the index holds an image without that position");
        }
        return position.pixel();
    }

    /** Shuffles images in an order that depends on the tile only. */
    private static <T> List<T> shuffled(List<T> values, TileCoord tile) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(31L * tile.x() + tile.y()));
        return shuffled;
    }
}
