package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;

/**
 * Tiles of the finest zoom, one after the other, from where the overview shows images: for a few features from anywhere, or from
 * an area of more tiles than may be asked for. First comes the overview of the whole world, or of the parts of it that the area
 * touches, then tiles, until the reader has enough.
 *
 * @param shown the type as the overview shows it, where its images may be the answer, too: then they come first
 * @param area features are looked for in the tiles that touch it
 * @param parts the tiles of the finest overview to begin with; none when the overview of the world tells where to begin
 * @param condition what is tested while decoding
 * @param wholeLines whether lines are followed until they are whole, as a filter on their course needs them
 * @param maxTiles most tiles in all
 * @param shortfall what happens when the reader has not got enough by then
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
        /** The query fails: nobody knows what the other tiles hold. */
        FAIL,
        /** Another plan goes on. */
        GO_ON,
        /** The reader is content with less. */
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

    /** Nobody knows how soon it finds what is wanted: it is for when nothing else does. */
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
