package io.github.gtmapillary.bench;

import java.io.IOException;
import java.util.function.Consumer;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;

/** Reads features of the tile {@link BenchTile}, as a program would that draws or exports them. */
interface TileReader extends AutoCloseable {

    /** Hands on each feature of a query. */
    void read(Query query, Consumer<SimpleFeature> features) throws IOException;

    int count(Query query) throws IOException;

    @Override
    void close();
}
