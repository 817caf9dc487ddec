package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.geotools.api.feature.simple.SimpleFeature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Image entities have two positions; either may be asked for, and the parameter chooses the default. */
class ComputedPositionsTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();
    private static final String BOX = "(%s, 12.98, 55.598, 12.984, 55.6)";

    @RegisterExtension
    private static final SandboxStore original = SandboxStore.open(Map.of());

    @RegisterExtension
    private static final SandboxStore computed = SandboxStore.open(Map.of("positions", "computed"));

    @Test
    void theParameterChoosesTheDefaultGeometry() throws IOException {
        assertThat(original.store()
                        .getSchema("image_entities")
                        .getGeometryDescriptor()
                        .getLocalName())
                .isEqualTo("geometry");
        assertThat(computed.store()
                        .getSchema("image_entities")
                        .getGeometryDescriptor()
                        .getLocalName())
                .isEqualTo("computed_geometry");
        assertThat(computed.store().getSchema("images").getGeometryDescriptor().getLocalName())
                .isEqualTo("geometry");
    }

    @Test
    void eitherPositionCanBeAskedForWhateverTheDefault() throws IOException {
        for (SandboxStore store : List.of(original, computed)) {
            assertThat(store.ids(query("geometry"))).containsExactlyInAnyOrderElementsOf(at(SandboxImage::position));
            assertThat(store.takeRequests())
                    .filteredOn(request -> request.contains("/14/"))
                    .isNotEmpty()
                    .allMatch(request -> request.contains("mly1_public"));
            assertThat(store.ids(query("computed_geometry")))
                    .containsExactlyInAnyOrderElementsOf(at(SandboxImage::computedPosition));
            assertThat(store.takeRequests())
                    .filteredOn(request -> request.contains("/14/"))
                    .isNotEmpty()
                    .allMatch(request -> request.contains("mly1_computed_public"));
        }
    }

    @Test
    void anEmptyNameMeansTheDefault() throws IOException {
        var filters = org.geotools.factory.CommonFactoryFinder.getFilterFactory();
        var query = new org.geotools.api.data.Query(
                "image_entities", filters.bbox("", 12.98, 55.598, 12.984, 55.6, "EPSG:4326"));
        query.setFilter(filters.bbox(
                filters.property(""),
                new org.geotools.geometry.jts.ReferencedEnvelope(
                        12.98,
                        12.984,
                        55.598,
                        55.6,
                        computed.store().getSchema("images").getCoordinateReferenceSystem())));

        assertThat(computed.ids(query)).containsExactlyInAnyOrderElementsOf(at(SandboxImage::computedPosition));
        assertThat(original.ids(query)).containsExactlyInAnyOrderElementsOf(at(SandboxImage::position));
    }

    @Test
    void bothPositionsComeAlongWithAFeature() throws IOException {
        List<SimpleFeature> features = computed.read(query("computed_geometry"));

        assertThat(features).isNotEmpty().allSatisfy(feature -> {
            assertThat(feature.getDefaultGeometry()).isEqualTo(feature.getAttribute("computed_geometry"));
            assertThat(feature.getAttribute("geometry")).isNotNull();
        });
    }

    private static org.geotools.api.data.Query query(String geometry) {
        return SandboxStore.query("image_entities", "BBOX" + BOX.formatted(geometry));
    }

    private static List<String> at(Function<SandboxImage, @Nullable Position> place) {
        return WORLD.images().stream()
                .filter(image -> {
                    Position at = place.apply(image);
                    return at != null
                            && at.lon() >= 12.98
                            && at.lon() <= 12.984
                            && at.lat() >= 55.598
                            && at.lat() <= 55.6;
                })
                .map(image -> String.valueOf(image.id()))
                .toList();
    }
}
