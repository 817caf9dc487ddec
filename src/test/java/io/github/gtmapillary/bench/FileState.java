package io.github.gtmapillary.bench;

import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An open reader that finds the tile's bytes in a file at each read. */
@State(Scope.Benchmark)
public class FileState extends TileState {
    @Override
    TileReader opened(Contender opening, BenchTile tile) throws IOException {
        return opening.openFile(tile);
    }
}
