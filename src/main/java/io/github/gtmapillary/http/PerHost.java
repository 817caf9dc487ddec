package io.github.gtmapillary.http;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One value for each host.
 *
 * @param tiles the value for {@link ApiHost#TILES}
 * @param graph the value for {@link ApiHost#GRAPH}
 */
public record PerHost<T>(T tiles, T graph) {

    /** Makes one value for each host. */
    public static <T> PerHost<T> make(Function<ApiHost, T> maker) {
        return new PerHost<>(maker.apply(ApiHost.TILES), maker.apply(ApiHost.GRAPH));
    }

    /** The value for a host. */
    public T of(ApiHost host) {
        return switch (host) {
            case TILES -> tiles;
            case GRAPH -> graph;
        };
    }

    /** Passes each value to an action. */
    public void forEach(Consumer<? super T> action) {
        action.accept(tiles);
        action.accept(graph);
    }
}
