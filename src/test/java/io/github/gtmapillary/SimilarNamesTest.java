package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarNamesTest {
    private final SimilarNames names = new SimilarNames(
            List.of("max_tiles", "max_graph_requests", "search", "tiles_per_minute", "tiles_per_day", "cache_size_mb"));

    @ParameterizedTest
    @CsvSource({
        "max_tile, max_tiles",
        "maxTiles, max_tiles",
        "MAX-TILES, max_tiles",
        "max tiles, max_tiles",
        "mxa_tiles, max_tiles",
        "max_tiles_per_query, max_tiles",
        "graph_requests, max_graph_requests",
        "serach, search",
        "seach, search",
        "tile_per_minutes, tiles_per_minute",
        "tiles_per_dya, tiles_per_day",
        "cacheSize, cache_size_mb"
    })
    void aSlipOfThePenIsNearTheNameThatWasMeant(String given, String meant) {
        assertThat(names.like(given)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "research", "max", "tiles", "max connections", "cache and reuse memory maps"})
    void otherNamesAreNearNone(String given) {
        assertThat(names.like(given)).isEmpty();
    }
}
