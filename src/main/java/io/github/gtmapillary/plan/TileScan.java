package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;

/**
 * Tiles of one zoom, each once.
 *
 * @param tiles in natural order
 * @param condition the condition that is tested while decoding
 * @param following which lines are followed beyond these tiles; empty if none are
 * @param notes notes for users on the choice of these tiles
 */
public record TileScan(
        TypeSchema schema,
        TileSet tileSet,
        int zoom,
        List<TileId> tiles,
        Condition condition,
        Optional<Following> following,
        String reason,
        List<PlanNote> notes)
        implements TilePlan {
    public TileScan {
        tiles = List.copyOf(tiles);
        notes = List.copyOf(notes);
    }

    /** A scan without notes. */
    public TileScan(
            TypeSchema schema,
            TileSet tileSet,
            int zoom,
            List<TileId> tiles,
            Condition condition,
            Optional<Following> following,
            String reason) {
        this(schema, tileSet, zoom, tiles, condition, following, reason, List.of());
    }

    /** A scan that follows no line. */
    public TileScan(
            TypeSchema schema, TileSet tileSet, int zoom, List<TileId> tiles, Condition condition, String reason) {
        this(schema, tileSet, zoom, tiles, condition, Optional.empty(), reason);
    }

    /** The same scan, which follows lines. */
    TileScan following(Following lines) {
        return new TileScan(schema, tileSet, zoom, tiles, condition, Optional.of(lines), reason, notes);
    }

    /** The same scan with a note. */
    TileScan noting(PlanNote note) {
        return new TileScan(schema, tileSet, zoom, tiles, condition, following, reason, List.of(note));
    }

    @Override
    public String kind() {
        return "tiles";
    }

    @Override
    public List<String> tilePaths() {
        return tiles.stream().map(this::path).toList();
    }

    @Override
    public long mostTiles() {
        return following.map(lines -> (long) lines.maxTiles()).orElse((long) tiles.size());
    }

    /** A line may go on in any tile. */
    @Override
    public long fewestRequests() {
        return schema.geometry() == GeometryKind.LINES ? tiles.size() : TilePlan.super.fewestRequests();
    }

    @Override
    public String whileDecoding() {
        return condition.toString();
    }

    @Override
    public boolean isComplete() {
        return !schema.tileSource().sample();
    }

    /** The path below the base URL of one of its tiles, or of another tile of the same set. */
    public String path(TileId tile) {
        return tileSet.path(tile.zoom(), tile.x(), tile.y());
    }

    @Override
    public boolean testsRows() {
        return true;
    }

    @Override
    public long plannedTiles() {
        return tiles.size();
    }

    @Override
    public long plannedGraphRequests() {
        return 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.tileScan(this);
    }
}
