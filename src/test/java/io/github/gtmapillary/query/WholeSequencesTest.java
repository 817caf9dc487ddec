package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.tiles.SandboxTiles;
import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Geometry;

/** Sequences followed over the edges of the tiles that a query touches. */
class WholeSequencesTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @RegisterExtension
    private static final SandboxStore followed = SandboxStore.open(Map.of("complete_sequences", true));

    @RegisterExtension
    private static final SandboxStore cut = SandboxStore.open(Map.of());

    @Test
    void eachLineIsAsLongAsInTheWorldAndEachTileAskedForOnce() throws IOException {
        Map<String, TrueFeature> all = TrueFeature.all("sequences", WORLD, Positions.ORIGINAL).stream()
                .collect(Collectors.toMap(TrueFeature::fid, Function.identity()));
        Random random = new Random(8);
        int longer = 0;
        for (int i = 0; i < 15; i++) {
            double west = 12.96 + random.nextDouble() * 0.04;
            double south = 55.588 + random.nextDouble() * 0.02;
            Query query = SandboxStore.query(
                    "sequences", "BBOX(geometry, %s, %s, %s, %s)".formatted(west, south, west + 0.002, south + 0.001));
            followed.takeRequests();
            cut.takeRequests();

            List<SimpleFeature> features = followed.read(query);
            Map<String, Double> whole = lengths(features);
            ReferencedEnvelope bounds =
                    followed.store().getFeatureSource("sequences").getBounds(query);
            assertThat(features).allMatch(feature -> bounds.contains(feature.getBounds()));

            assertThat(whole.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            lengths(cut.read(query)).keySet());
            for (Map.Entry<String, Double> line : whole.entrySet()) {
                TrueFeature expected = all.get(line.getKey());
                if (WORLD.sequence(String.valueOf(expected.get("id")))
                        .orElseThrow()
                        .hasLine()) {
                    assertThat(line.getValue())
                            .as(line.getKey())
                            .isCloseTo(expected.geometry().getLength(), within(1e-9));
                }
            }
            List<String> requests = followed.takeRequests();
            assertThat(requests).doesNotHaveDuplicates().containsAll(cut.takeRequests());
            assertThat(requests)
                    .as("explained are those that can be named beforehand")
                    .hasSizeGreaterThanOrEqualTo(
                            followed.store().explain(query).requests().size());
            longer +=
                    requests.size() > followed.store().explain(query).requests().size() ? 1 : 0;
        }
        assertThat(longer).as("queries that sequences led further").isGreaterThan(2);
    }

    private static Map<String, Double> lengths(List<SimpleFeature> sequences) {
        return sequences.stream()
                .collect(Collectors.toMap(
                        SimpleFeature::getID, feature -> ((Geometry) feature.getDefaultGeometry()).getLength()));
    }

    @Test
    void linesAreNotFollowedOverTheDateLineForEver() throws IOException {
        Query query = SandboxStore.query("sequences", "BBOX(geometry, 179.99, -16.81, 180, -16.79)");

        assertThat(lengths(followed.read(query)))
                .containsOnlyKeys(lengths(cut.read(query)).keySet());
    }

    @Test
    void moreTilesThanAllowedAreRefused() throws IOException {
        SandboxSequence across = WORLD.sequences().stream()
                .filter(SandboxSequence::hasLine)
                .filter(sequence -> SandboxTiles.linePieces(sequence, Positions.ORIGINAL, 14)
                                .size()
                        > 1)
                .findFirst()
                .orElseThrow();
        Position start = across.firstImage().position();
        String cql = "INTERSECTS(geometry, POINT(" + start.lon() + " " + start.lat() + ")) OR DWITHIN(geometry, POINT("
                + start.lon() + " " + start.lat() + "), 5, meters)";
        Query query = SandboxStore.query("sequences", cql);
        int tiles = cut.store().explain(query).requests().size();
        assertThat(cut.ids(query)).contains(across.id());
        try (SandboxStore strict = SandboxStore.open(Map.of("complete_sequences", true, "max_tiles", tiles))) {
            assertThatIOException().isThrownBy(() -> strict.read(query)).withMessageContaining("max_tiles=" + tiles);
        }
    }
}
