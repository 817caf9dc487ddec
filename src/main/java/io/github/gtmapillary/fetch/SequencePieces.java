package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.Row;
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

/** The pieces of sequences that have been found in tiles so far. */
final class SequencePieces {
    private final Set<String> idsOfLines = new HashSet<>();
    private final Map<String, SequenceAssembly> byLine = new LinkedHashMap<>();
    private final Map<String, SequenceAssembly> byImages = new LinkedHashMap<>();
    private final Set<TileId> empty = new HashSet<>();

    /** By sequence, the tiles that its pieces lead to. */
    private final Map<String, Set<TileId>> leads = new HashMap<>();

    /**
     * Adds what a tile holds.
     *
     * @param ids of all lines in it
     * @param lines those that are wanted
     * @param images the images of wanted sequences that have no line in it
     */
    void add(Tile tile, Set<String> ids, List<Row> lines, List<Row> images) {
        if (tile.bytes().length == 0) {
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

    /** The tiles that came empty although lines lead there. */
    List<TileId> missing() {
        return leadTo(leads.keySet()).stream().filter(empty::contains).toList();
    }

    /** The ids of the sequences whose lines, as far as they are known, touch a region. */
    Set<String> linesTouching(Region region, GeometryFactory geometries) {
        return byLine.entrySet().stream()
                .filter(entry -> region.touches(Objects.requireNonNull(
                        entry.getValue().fromLines(geometries).geometry())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The tiles that the pieces of some sequences lead to, also those that have been looked into. */
    Set<TileId> leadTo(Set<String> sequences) {
        Set<TileId> tiles = new TreeSet<>();
        sequences.forEach(id -> tiles.addAll(leads.getOrDefault(id, Set.of())));
        return tiles;
    }

    /**
     * The sequences: first those that have lines, then those made of images alone; both in the order in which they turned up.
     *
     * @param orderOpen told of the sequences made of images whose times leave their order open
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
