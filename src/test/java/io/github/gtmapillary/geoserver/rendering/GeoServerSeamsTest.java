package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** The renderer's queries for two neighbouring map tiles of a style that sorts, as the shipped styles do. */
class GeoServerSeamsTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final double LON = 12.9875;
    private static final double LAT = 55.6;

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @ParameterizedTest
    @CsvSource({
        "images, 15, captured_at",
        "images, 17, captured_at",
        "sequences, 12, captured_at",
        "sequences, 15, captured_at",
        "traffic_signs, 16, last_seen_at",
        "points, 17, last_seen_at"
    })
    void whatTwoMapTilesShareLiesInTheSameOrderWithTheNewestOnTop(String typeName, int zoom, String time)
            throws Exception {
        int row = row(zoom);
        int column = (int) ((LON + 180) / 360 * (1 << zoom));
        Set<String> shared = new HashSet<>();
        for (int tile = column - 2; tile < column + 2; tile++) {
            List<SimpleFeature> west = drawn(typeName, DrawnMap.webTile(zoom, tile, row), time);
            List<SimpleFeature> east = drawn(typeName, DrawnMap.webTile(zoom, tile + 1, row), time);
            assertThat(west)
                    .isSortedAccordingTo((one, other) -> seconds(one, time).compareTo(seconds(other, time)));
            List<String> westIds = new ArrayList<>(ids(west));
            List<String> eastIds = new ArrayList<>(ids(east));
            Set<String> both = new HashSet<>(westIds);
            both.retainAll(eastIds);
            westIds.retainAll(both);
            eastIds.retainAll(both);
            assertThat(westIds).isEqualTo(eastIds);
            shared.addAll(both);
        }
        assertThat(shared).as("shared by neighbours").isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"images, captured_at", "sequences, captured_at", "traffic_signs, last_seen_at"})
    void theOrderCostsNoRequest(String typeName, String time) throws Exception {
        DrawnMap map = DrawnMap.webTile(16, (int) ((LON + 180) / 360 * (1 << 16)), row(16));
        sandbox.read(map.query(typeName));
        List<String> unsorted = sandbox.takeRequests();

        drawn(typeName, map, time);

        assertThat(sandbox.takeRequests()).isNotEmpty().containsExactlyInAnyOrderElementsOf(unsorted);
    }

    /** The renderer hands over its map of pixels, so that the store reads one feature for each: it has to be the newest. */
    @ParameterizedTest
    @CsvSource({
        "images, 14, captured_at",
        "images, 16, captured_at",
        "sequences, 8, captured_at",
        "traffic_signs, 14, last_seen_at",
        "image_entities, 17, captured_at"
    })
    void whatIsLeftOutLiesUnderSomethingNewer(String typeName, int zoom, String time) throws Exception {
        DrawnMap map = DrawnMap.web(zoom, LON, LAT, 500, 400);
        List<SimpleFeature> all = sandbox.read(sorted(map.query(typeName), time));

        List<SimpleFeature> drawn = sandbox.read(sorted(map.withScreenMap(map.query(typeName)), time));

        List<String> order = ids(all);
        List<String> kept = ids(drawn);
        assertThat(kept).hasSizeLessThan(order.size()).isNotEmpty();
        Map<String, Integer> place = new HashMap<>();
        order.forEach(id -> place.put(id, place.size()));
        assertThat(kept).isSortedAccordingTo(Comparator.comparing(place::get));
        double[] pixel = map.spans();
        Set<String> isKept = new HashSet<>(kept);
        assertThat(all)
                .filteredOn(feature -> !isKept.contains(feature.getID()))
                .allSatisfy(feature -> assertThat(drawn)
                        .anyMatch(over -> place.get(over.getID()) > place.get(feature.getID())
                                && isWithinAPixel(pixel, feature, over)));
    }

    private static boolean isWithinAPixel(double[] pixel, SimpleFeature one, SimpleFeature other) {
        Coordinate first = centre(one);
        Coordinate second = centre(other);
        return Math.abs(first.x - second.x) < pixel[0] && Math.abs(first.y - second.y) < pixel[1];
    }

    private static Coordinate centre(SimpleFeature feature) {
        return ((Geometry) feature.getDefaultGeometry()).getEnvelopeInternal().centre();
    }

    private static int row(int zoom) {
        double latitude = Math.toRadians(LAT);
        double northing = Math.log(Math.tan(Math.PI / 4 + latitude / 2));
        return (int) ((1 - northing / Math.PI) / 2 * (1 << zoom));
    }

    private static List<SimpleFeature> drawn(String typeName, DrawnMap map, String time) throws Exception {
        return sandbox.read(sorted(map.query(typeName), time));
    }

    private static Query sorted(Query query, String time) {
        query.setSortBy(new SortBy[] {FF.sort(time, SortOrder.ASCENDING), FF.sort("id", SortOrder.ASCENDING)});
        return query;
    }

    private static Long seconds(SimpleFeature feature, String time) {
        return feature.getAttribute(time) instanceof Date date ? date.getTime() : Long.MIN_VALUE;
    }

    private static List<String> ids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).toList();
    }
}
