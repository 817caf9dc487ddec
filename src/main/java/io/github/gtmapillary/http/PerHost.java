package io.github.gtmapillary.http;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that there is once for each host.
 *
 * @param tiles that of {@link ApiHost#TILES}
 * @param graph that of {@link ApiHost#GRAPH}
 */
public record PerHost<T>(T tiles, T graph) {

    /** Makes one for each host. */
    public static <T> PerHost<T> make(Function<ApiHost, T> maker) {
        return new PerHost<>(maker.apply(ApiHost.TILES), maker.apply(ApiHost.GRAPH));
    }

    /** That of a host. */
    public T of(ApiHost host) {
        return switch (host) {
            case TILES -> tiles;
            case GRAPH -> graph;
        };
    }

    /** Does something with each. */
    public void forEach(Consumer<? super T> action) {
        action.accept(tiles);
        action.accept(graph);
    }
}
