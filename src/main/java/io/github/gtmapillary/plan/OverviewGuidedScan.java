package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;

/**
 * Tiles of the finest zoom, one after the other, beginning where the overview shows images. It finds a few features from anywhere, or from
 * an area of more tiles than allowed. First it reads the overview of the whole world, or of the parts that the area touches, then tiles,
 * until the reader has enough.
 *
 * @param shown the type as the overview shows it, if its images may answer too: then they come first
 * @param area features come from the tiles that touch it
 * @param parts the tiles of the finest overview to begin with; none if the overview of the world tells where to begin
 * @param condition the condition that is tested while decoding
 * @param wholeLines whether lines are followed until they are whole, because the filter tests their course
 * @param maxTiles most tiles in all
 * @param shortfall the outcome if these tiles hold too few features
 */
public record OverviewGuidedScan(
        TypeSchema schema,
        TileSet overview,
        TileSet tileSet,
        Optional<TypeSchema> shown,
        Region area,
        List<TileId> parts,
        Condition condition,
        boolean wholeLines,
        int maxTiles,
        Shortfall shortfall,
        String reason)
        implements TilePlan {
    public OverviewGuidedScan {
        parts = List.copyOf(parts);
    }

    /** The failure after the last tile, if all tiles held too few features. */
    public enum Shortfall {
        /** The query fails: the content of the other tiles is unknown. */
        FAIL,
        /** Another plan continues. */
        GO_ON,
        /** The reader accepts fewer features. */
        ACCEPT
    }

    @Override
    public String kind() {
        return "tiles where images are";
    }

    @Override
    public List<String> tilePaths() {
        return parts.isEmpty()
                ? List.of(overview.path(0, 0, 0))
                : parts.stream()
                        .map(part -> overview.path(part.zoom(), part.x(), part.y()))
                        .toList();
    }

    @Override
    public long mostTiles() {
        return maxTiles;
    }

    @Override
    public boolean isComplete() {
        return shortfall != Shortfall.ACCEPT;
    }

    /** The cost is unknown, so this plan ranks behind every other one. */
    @Override
    public long cost(RequestLimit limit) {
        return maxTiles;
    }

    @Override
    public String whileDecoding() {
        return condition.toString();
    }

    @Override
    public long plannedTiles() {
        return Math.max(1, parts.size());
    }

    @Override
    public long plannedGraphRequests() {
        return 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.overviewGuidedScan(this);
    }
}
