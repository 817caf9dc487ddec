package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints.ConfigurationMetadataKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Maps of a moment. QGIS, Leaflet.TimeDimension and OpenLayers send the first instant of a day and mean the day, and the shipped layers
 * take it so. Ranges mean what they say, and so do filters of WFS and those with times in quotes.
 */
class GeoServerInstantTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();
    private static final DrawnMap CITY = DrawnMap.web(14, 12.99, 55.6, 600, 400);

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of("memory_cache_mb", 64));

    // an instant is its day

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void anInstantDrawsItsDay(String typeName) throws Exception {
        for (LocalDate day : someDays(typeName)) {
            Set<String> expected = idsOf(typeName, List.of(day));

            assertThat(expected).isNotEmpty();
            // OpenLayers and Leaflet.TimeDimension
            assertThat(drawn(typeName, day + "T00:00:00.000Z")).isEqualTo(expected);
            // QGIS
            assertThat(drawn(typeName, day + "T00:00:00Z")).isEqualTo(expected);
            assertThat(drawn(typeName, day + "T17:31:07.250Z")).isEqualTo(expected);
            assertThat(drawn(typeName, day + "T23:59:59Z")).isEqualTo(expected);
            assertThat(drawn(typeName, day + "T00:00:00Z/" + day + "T00:00:00Z"))
                    .isEqualTo(expected);
            assertThat(drawn(typeName, day.toString())).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void aListOfInstantsDrawsTheirDays(String typeName) throws Exception {
        List<LocalDate> days = someDays(typeName);

        assertThat(drawn(typeName, days.get(0) + "T00:00:00.000Z," + days.get(2) + "T00:00:00Z"))
                .isEqualTo(idsOf(typeName, List.of(days.get(0), days.get(2))));
    }

    /** A range with a period is a list of instants for GeoServer. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void stepsOfADayDrawAllDays(String typeName) throws Exception {
        LocalDate day = someDays(typeName).get(1);
        List<LocalDate> days = day.datesUntil(day.plusDays(4)).toList();

        assertThat(drawn(typeName, day + "T00:00:00.000Z/" + day.plusDays(3) + "T00:00:00.000Z/P1D"))
                .isEqualTo(idsOf(typeName, days));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void anInstantGoesTogetherWithCql(String typeName) throws Exception {
        LocalDate day = someDays(typeName).get(0);
        String time = TimeDimension.of(typeName).attribute();
        String noon = day + "T12:00:00Z";
        Query query = map(
                typeName,
                FF.and(
                        ECQL.toFilter(time + " < " + noon),
                        TimeDimension.of(typeName).filter(day + "T00:00:00.000Z")));

        Set<String> expected = ids(features(typeName).stream()
                .filter(feature -> day.equals(day(feature.getAttribute(time))))
                .filter(feature ->
                        ((Date) feature.getAttribute(time)).toInstant().isBefore(Instant.parse(noon)))
                .toList());

        assertThat(ids(layer(typeName).getFeatures(query))).isEqualTo(expected);
    }

    /** GeoServer asks so before a map; it refuses the map when nothing is found. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void anInstantIsThereWhenItsDayIs(String typeName) throws Exception {
        for (LocalDate day : someDays(typeName)) {
            for (String time : List.of(day + "T00:00:00.000Z", day + "T00:00:00Z")) {
                Query query = new Query(typeName, TimeDimension.of(typeName).filter(time));
                query.setMaxFeatures(1);
                query.setPropertyNames(TimeDimension.of(typeName).attribute());

                assertThat(DataUtilities.list(layer(typeName).getFeatures(query)))
                        .as(time)
                        .singleElement()
                        .satisfies(feature -> assertThat(day(feature.getAttribute(
                                        TimeDimension.of(typeName).attribute())))
                                .isEqualTo(day));
            }
        }
    }

    /** GetFeatureInfo draws a few pixels with all attributes, or asks for a square and no renderer's hints. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void aClickFindsWhatTheMapOfTheInstantShows(String typeName) throws Exception {
        LocalDate day = someDays(typeName).get(0);
        Filter time = TimeDimension.of(typeName).filter(day + "T00:00:00.000Z");
        Query plain = new Query(typeName, FF.and(FF.bbox(FF.property("geometry"), CITY.searched()), time));

        assertThat(ids(layer(typeName).getFeatures(CITY.query(typeName, time, List.of()))))
                .isEqualTo(idsOf(typeName, List.of(day)));
        assertThat(ids(layer(typeName).getFeatures(plain))).isEqualTo(idsOf(typeName, List.of(day)));
    }

    @Test
    void theCountAndTheExplanationSpeakOfTheDay() throws Exception {
        LocalDate day = someDays("images").get(0);
        Query query = map("images", TimeDimension.of("images").filter(day + "T00:00:00.000Z"));

        assertThat(layer("images").getFeatures(query).size())
                .isEqualTo(idsOf("images", List.of(day)).size());

        query.getHints().put(ConfigurationMetadataKey.get("mapillary.instantMeans"), "P1D");
        assertThat(sandbox.store().explain(query).toString())
                .contains(
                        "captured_at in " + day + "T00:00:00Z/" + day + "T23:59:59.999Z",
                        "captured_at >= " + day + "T00:00:00",
                        "captured_at < " + day.plusDays(1) + "T00:00:00");
    }

    // what means what it says

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void rangesStayAsTheyAre(String typeName) throws Exception {
        String time = TimeDimension.of(typeName).attribute();
        Instant there = ((Date) features(typeName).get(0).getAttribute(time)).toInstant();
        Instant second = Instant.ofEpochSecond(there.getEpochSecond());

        assertThat(drawn(typeName, second + "/" + second.plusSeconds(1)))
                .isEqualTo(idsBetween(typeName, second, second.plusMillis(1999)));
        assertThat(drawn(typeName, "2019-03-01T10:00Z"))
                .isEqualTo(idsBetween(
                        typeName, Instant.parse("2019-03-01T10:00:00Z"), Instant.parse("2019-03-01T10:00:59.999Z")));
        assertThat(drawn(typeName, "2019"))
                .isEqualTo(idsBetween(
                        typeName, Instant.parse("2019-01-01T00:00:00Z"), Instant.parse("2019-12-31T23:59:59.999Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at = '%s'",
                "captured_at TEQUALS %s",
                "captured_at BETWEEN '%1$s' AND '%1$s'",
                "captured_at >= %1$s AND captured_at <= %1$s"
            })
    void aFilterInAMapIsExact(String cql) throws Exception {
        Instant instant = first();
        Filter filter = ECQL.toFilter(cql.formatted(instant));

        assertThat(ids(layer("images").getFeatures(map("images", filter))))
                .isEqualTo(idsBetween("images", instant, instant));
    }

    /** It can't be told from a time dimension, which GeoServer writes so. The README says to write quotes. */
    @ParameterizedTest
    @ValueSource(strings = {"captured_at = %s", "captured_at BETWEEN %1$s AND %1$s"})
    void aTimeWithoutQuotesInAMapIsItsDay(String cql) throws Exception {
        Instant instant = first();
        Filter filter = ECQL.toFilter(cql.formatted(instant));

        assertThat(ids(layer("images").getFeatures(map("images", filter))))
                .isEqualTo(idsOf("images", List.of(LocalDate.ofInstant(instant, ZoneOffset.UTC))));
    }

    /** Also in the forms in which GeoServer writes a dimension. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "captured_at = '%s'",
                "captured_at = %s",
                "captured_at TEQUALS %s",
                "captured_at BETWEEN '%1$s' AND '%1$s'",
                "captured_at BETWEEN %1$s AND %1$s",
                "captured_at >= %1$s AND captured_at <= %1$s"
            })
    void wfsIsExact(String cql) throws Exception {
        Instant instant = first();
        Set<String> expected = idsBetween("images", instant, instant);

        assertThat(expected).isNotEmpty();
        assertThat(ids(layer("images").getFeatures(wfs(ECQL.toFilter(cql.formatted(instant))))))
                .isEqualTo(expected);
    }

    private static Instant first() throws IOException {
        return ((Date) features("images").get(0).getAttribute("captured_at")).toInstant();
    }

    @Test
    void withoutTheEntryAnInstantIsExact() throws Exception {
        Instant instant = first();
        GeoServerLayer layer = layer("images", Map.of());

        assertThat(ids(layer.getFeatures(
                        map("images", TimeDimension.of("images").filter(instant.toString())))))
                .isEqualTo(idsBetween("images", instant, instant));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H, 2019-05-17T10:41:00.000Z, 2019-05-17T10:00:00Z, 2019-05-17T10:59:59.999Z",
        "P1M, 2019-05-17T10:41:00.000Z, 2019-05-01T00:00:00Z, 2019-05-31T23:59:59.999Z",
        "P1Y, 2019-05-17T10:41:00.000Z, 2019-01-01T00:00:00Z, 2019-12-31T23:59:59.999Z"
    })
    void anInstantMayMeanAnotherStep(String step, String time, Instant from, Instant to) throws Exception {
        GeoServerLayer layer = layer("images", Map.of("mapillary.instantMeans", step));

        assertThat(ids(layer.getFeatures(
                        map("images", TimeDimension.of("images").filter(time)))))
                .isEqualTo(idsBetween("images", from, to));
    }

    @Test
    void anUnknownStepIsRefusedByName() throws Exception {
        GeoServerLayer layer = layer("images", Map.of("mapillary.instantMeans", "a day"));
        SimpleFeatureCollection features =
                layer.getFeatures(map("images", TimeDimension.of("images").filter("2019-05-17T00:00:00.000Z")));

        assertThatThrownBy(features::features)
                .hasRootCauseInstanceOf(MapillaryException.class)
                .hasMessageContainingAll("mapillary.instantMeans", "'a day'", "P1D");
    }

    // the parts of a test

    /** The map of a time, drawn with the layer as it is shipped. */
    private static Set<String> drawn(String typeName, String time) throws Exception {
        return ids(layer(typeName)
                .getFeatures(map(typeName, TimeDimension.of(typeName).filter(time))));
    }

    private static Query map(String typeName, Filter time) {
        return CITY.query(
                typeName,
                time,
                List.of(),
                "geometry",
                TimeDimension.of(typeName).attribute());
    }

    /** WFS asks for features so. */
    private static Query wfs(Filter filter) {
        Query query = new Query("images", FF.and(FF.bbox(FF.property("geometry"), CITY.searched()), filter));
        query.getHints().put(Query.INCLUDE_MANDATORY_PROPS, true);
        return query;
    }

    /** Three days on which something was captured or seen, and on which not everything was. */
    private static List<LocalDate> someDays(String typeName) throws IOException {
        String time = TimeDimension.of(typeName).attribute();
        List<LocalDate> days = new ArrayList<>(features(typeName).stream()
                .map(feature -> day(feature.getAttribute(time)))
                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(days).hasSizeGreaterThan(10);
        return List.of(days.get(0), days.get(days.size() / 2), days.get(days.size() - 1));
    }

    private static Set<String> idsOf(String typeName, List<LocalDate> days) throws IOException {
        String time = TimeDimension.of(typeName).attribute();
        return ids(features(typeName).stream()
                .filter(feature -> days.contains(day(feature.getAttribute(time))))
                .toList());
    }

    private static Set<String> idsBetween(String typeName, Instant from, Instant to) throws IOException {
        String time = TimeDimension.of(typeName).attribute();
        return ids(features(typeName).stream()
                .filter(feature -> {
                    Instant instant = ((Date) feature.getAttribute(time)).toInstant();
                    return !instant.isBefore(from) && !instant.isAfter(to);
                })
                .toList());
    }

    /** All features of the map that have a time. */
    private static List<SimpleFeature> features(String typeName) throws IOException {
        String time = TimeDimension.of(typeName).attribute();
        return sandbox.read(CITY.query(typeName)).stream()
                .filter(feature -> feature.getAttribute(time) != null)
                .toList();
    }

    private static LocalDate day(Object time) {
        return LocalDate.ofInstant(((Date) time).toInstant(), ZoneOffset.UTC);
    }

    private static Set<String> ids(SimpleFeatureCollection features) {
        return ids(DataUtilities.list(features));
    }

    private static Set<String> ids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).collect(Collectors.toSet());
    }

    private static GeoServerLayer layer(String typeName) throws Exception {
        ConfigFile type = ConfigFile.read(ConfigFile.STORE.resolve(typeName).resolve("featuretype.xml"));
        Map<String, String> metadata = new HashMap<>();
        type.elements("metadata/entry")
                .forEach(entry -> metadata.put(entry.getAttribute("key"), entry.getTextContent()));
        return layer(typeName, metadata);
    }

    private static GeoServerLayer layer(String typeName, Map<String, String> metadata) throws Exception {
        return new GeoServerLayer(sandbox.store().getFeatureSource(typeName), CRS.decode("EPSG:4326", true), metadata);
    }
}
