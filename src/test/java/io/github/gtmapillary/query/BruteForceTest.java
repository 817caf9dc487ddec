package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.CqlFilter;
import io.github.gtmapillary.oracle.CqlFilters;
import io.github.gtmapillary.oracle.PlaceTerms;
import io.github.gtmapillary.oracle.TouchedTiles;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** Random filters answered by the store against all features of the world tried one by one, and its requests against all tiles. */
class BruteForceTest {
    @RegisterExtension
    private static final SandboxStore original = SandboxStore.open(Map.of());

    @RegisterExtension
    private static final SandboxStore computed = SandboxStore.open(Map.of("positions", "computed"));

    @ParameterizedTest(name = "{1} filters on {0}, {2} positions")
    @CsvSource({
        "images, 110, ORIGINAL",
        "images, 30, COMPUTED",
        "points, 50, ORIGINAL",
        "traffic_signs, 40, ORIGINAL",
        "sequences, 60, ORIGINAL",
        "sequences, 15, COMPUTED"
    })
    void theAnswerIsThatOfBruteForceAndTheRequestsAreTheTilesTouched(String typeName, int filters, Positions positions)
            throws IOException {
        List<TrueFeature> all = TrueFeature.all(typeName, SandboxWorld.standard(), positions);
        SandboxStore opened = positions == Positions.ORIGINAL ? original : computed;
        Random random = new Random(20_260_101 + typeName.hashCode() + filters);
        CqlFilters generator = new CqlFilters(typeName, random);
        int answered = 0;
        for (int i = 0; i < filters; i++) {
            CqlFilter filter = generator.bounded();
            Map<String, TrueFeature> expected = all.stream()
                    .filter(filter.accepts())
                    .collect(Collectors.toMap(TrueFeature::fid, feature -> feature));
            answered += expected.isEmpty() ? 0 : 1;

            opened.takeRequests();
            List<SimpleFeature> features = opened.read(SandboxStore.query(typeName, filter.cql()));

            assertThat(features.stream().map(SimpleFeature::getID).toList())
                    .as(filter.cql())
                    .containsExactlyInAnyOrderElementsOf(expected.keySet());
            features.forEach(feature -> assertSameAttributes(feature, expected.get(feature.getID())));
            assertRequests(opened.takeRequests(), typeName, filter, all);
            assertThat(opened.count(SandboxStore.query(typeName, filter.cql()))).isEqualTo(expected.size());
        }
        assertThat(answered).as("filters that find something").isGreaterThan(filters / 2);
    }

    private static void assertSameAttributes(SimpleFeature feature, TrueFeature expected) {
        Map<String, Object> found = new HashMap<>();
        feature.getProperties().forEach(property -> {
            if (property.getValue() != null && !(property.getValue() instanceof Geometry)) {
                found.put(property.getName().getLocalPart(), property.getValue());
            }
        });
        assertThat(found).as(feature.getID()).isEqualTo(expected.attributes());
        Geometry geometry = (Geometry) feature.getDefaultGeometry();
        if (expected.geometry().getDimension() == 0) {
            assertThat(geometry.equalsExact(expected.geometry(), 1e-12))
                    .as(feature.getID())
                    .isTrue();
        } else {
            assertThat(geometry.getLength())
                    .isLessThanOrEqualTo(expected.geometry().getLength() + 1e-9);
        }
    }

    /** Each touched tile is asked for once. Branches whose conditions exclude each other need no tiles. */
    private static void assertRequests(
            List<String> requests, String typeName, CqlFilter filter, List<TrueFeature> all) {
        assertThat(requests).as("nothing is asked twice").doesNotHaveDuplicates();
        Set<String> tiles = requests.stream()
                .map(request -> request.replaceAll(".*/14/(\\d+/\\d+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        boolean lines = typeName.equals("sequences");
        CqlFilter.Reach reach = filter.reach().apply(all);
        Set<String> needed = TouchedTiles.of(lines ? reach.named() : List.of(Objects.requireNonNull(reach.bound())));
        Set<String> touched = TouchedTiles.of(lines ? filter.named() : List.of(Objects.requireNonNull(filter.bound())));
        assertThat(tiles).as(filter.cql()).containsAll(needed);
        assertThat(touched).as(filter.cql()).containsAll(tiles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "points", "traffic_signs", "sequences"})
    void conditionsThatExcludeEachOtherCostNothingWhereverTheyStand(String typeName) throws IOException {
        Random random = new Random(20_261_127 + typeName.hashCode());
        CqlFilters generator = new CqlFilters(typeName, random);
        for (int i = 0; i < 40; i++) {
            CqlFilter never = generator.exclusive();
            CqlFilter place = PlaceTerms.near(new double[] {12.987, 55.6}).draw(random);
            CqlFilter filter = random.nextBoolean() ? place.and(never) : never.and(place);
            Query query = SandboxStore.query(typeName, filter.cql());

            assertThat(original.read(query)).as(filter.cql()).isEmpty();
            assertThat(original.count(query)).isZero();
            assertThat(original.takeRequests()).as(filter.cql()).isEmpty();

            CqlFilter either = filter.or(place.and(generator.onAttributes(1)));
            List<String> alone = original.ids(SandboxStore.query(
                    typeName, either.cql().substring(either.cql().indexOf(") OR (") + 5)));
            List<String> requests = original.takeRequests();
            assertThat(original.ids(SandboxStore.query(typeName, either.cql()))).isEqualTo(alone);
            assertThat(original.takeRequests()).containsExactlyInAnyOrderElementsOf(requests);
        }
    }

    @Test
    void aLimitIsMetWithFeaturesOfTheAnswerAndStopsTheRequests() throws IOException {
        Query query = SandboxStore.query("images", "BBOX(geometry, 12.96, 55.58, 13.02, 55.62) AND is_pano = true");
        List<String> everything =
                original.read(query).stream().map(SimpleFeature::getID).toList();
        int requests = original.takeRequests().size();
        query.setMaxFeatures(3);

        List<String> limited =
                original.read(query).stream().map(SimpleFeature::getID).toList();

        assertThat(limited).hasSize(3).isSubsetOf(everything);
        assertThat(original.takeRequests()).hasSizeLessThan(requests / 2);
    }

    @Test
    void sequencesKeepTheWholeOfTheirLineThatLiesInTheTouchedTiles() throws IOException {
        // a box around all of Malmö's streets touches every tile that their sequences pass
        List<SimpleFeature> features =
                original.read(SandboxStore.query("sequences", "BBOX(geometry, 12.9, 55.5, 13.1, 55.7)"));
        Map<String, TrueFeature> all =
                TrueFeature.all("sequences", SandboxWorld.standard(), Positions.ORIGINAL).stream()
                        .collect(Collectors.toMap(TrueFeature::fid, feature -> feature));

        assertThat(features).hasSizeGreaterThan(200);
        for (SimpleFeature feature : features) {
            Geometry line = (Geometry) feature.getDefaultGeometry();
            Geometry expected = all.get(feature.getID()).geometry();
            assertThat(line.getLength()).isCloseTo(expected.getLength(), org.assertj.core.data.Offset.offset(1e-9));
            assertThat(line.getNumGeometries())
                    .as("parts of " + feature.getID())
                    .isEqualTo(1);
        }
    }
}
