package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.GeometryFactory;

/** The pieces of sequences that were found in tiles so far. */
final class SequencePieces {
    private final Set<String> idsOfLines = new HashSet<>();
    private final Map<String, SequenceAssembly> byLine = new LinkedHashMap<>();
    private final Map<String, SequenceAssembly> byImages = new LinkedHashMap<>();
    private final Set<TileId> empty = new HashSet<>();

    /** For each sequence, the tiles that its pieces lead to. */
    private final Map<String, Set<TileId>> leads = new HashMap<>();

    /**
     * Adds the content of a tile.
     *
     * @param ids the ids of all lines in the tile
     * @param lines the lines of wanted sequences
     * @param images the images of wanted sequences that have no line in the tile
     */
    void add(DecodedTile tile, Set<String> ids, List<Row> lines, List<Row> images) {
        if (tile.isEmpty()) {
            empty.add(tile.id());
        }
        idsOfLines.addAll(ids);
        for (Row line : lines) {
            assembly(byLine, line).addLine(line);
            leads.computeIfAbsent(line.id(), id -> new TreeSet<>())
                    .addAll(SuspectEmptyTiles.beyond(tile.id(), line.geometry()));
        }
        images.forEach(image -> assembly(byImages, image).addImage(image));
    }

    private static SequenceAssembly assembly(Map<String, SequenceAssembly> sequences, Row row) {
        return sequences.computeIfAbsent(row.id(), id -> new SequenceAssembly(row));
    }

    /** The tiles that came empty although lines lead into them. */
    List<TileId> missing() {
        return leadTo(leads.keySet()).stream().filter(empty::contains).toList();
    }

    /** The ids of the sequences whose lines touch a region with the parts that are known so far. */
    Set<String> linesTouching(Region region, GeometryFactory geometries) {
        return byLine.entrySet().stream()
                .filter(entry -> region.touches(Objects.requireNonNull(
                        entry.getValue().fromLines(geometries).geometry())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The tiles that the pieces of sequences lead to, including tiles that were read. */
    Set<TileId> leadTo(Set<String> sequences) {
        Set<TileId> tiles = new TreeSet<>();
        sequences.forEach(id -> tiles.addAll(leads.getOrDefault(id, Set.of())));
        return tiles;
    }

    /**
     * Makes the sequences: first those that have lines, then those made of images alone, each in the order in which they were found.
     *
     * @param orderOpen is called with each sequence of images whose times do not tell the whole order
     */
    List<Row> assembled(GeometryFactory geometries, Consumer<String> orderOpen) {
        List<Row> rows = new ArrayList<>();
        byLine.values().forEach(sequence -> rows.add(sequence.fromLines(geometries)));
        for (SequenceAssembly sequence : byImages.values()) {
            Row row = idsOfLines.contains(sequence.id()) ? null : sequence.fromImages(geometries);
            if (row != null) {
                rows.add(row);
                if (sequence.leavesOrderOpen()) {
                    orderOpen.accept(sequence.id());
                }
            }
        }
        return rows;
    }
}
