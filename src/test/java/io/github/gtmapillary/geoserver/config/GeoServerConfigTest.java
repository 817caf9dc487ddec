package io.github.gtmapillary.geoserver.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.MapillaryDataStoreFactory;
import io.github.gtmapillary.OpenedStores;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.geoserver.rendering.TimeDimension;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.util.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** The data directory for GeoServer agrees with itself, with the data store, and with what GeoServer reads. */
class GeoServerConfigTest {
    private static final ReferencedEnvelope WORLD = new ReferencedEnvelope(-180, 180, -90, 90, null);

    /**
     * The fields that GeoServer 2.27 reads of each kind of object: those of its catalog classes, by the names of its persister. It silently
     * ignores any other name, so a typing mistake would go unnoticed.
     */
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "workspace",
            Set.of("id", "name", "isolated"),
            "namespace",
            Set.of("id", "prefix", "uri", "isolated"),
            "dataStore",
            Set.of(
                    "id",
                    "name",
                    "description",
                    "type",
                    "enabled",
                    "workspace",
                    "connectionParameters",
                    "__default",
                    "disableOnConnFailure"),
            "featureType",
            Set.of(
                    "id",
                    "name",
                    "nativeName",
                    "namespace",
                    "title",
                    "abstract",
                    "keywords",
                    "nativeCRS",
                    "srs",
                    "nativeBoundingBox",
                    "latLonBoundingBox",
                    "projectionPolicy",
                    "enabled",
                    "advertised",
                    "metadata",
                    "store",
                    "serviceConfiguration",
                    "simpleConversionEnabled",
                    "maxFeatures",
                    "numDecimals",
                    "padWithZeros",
                    "forcedDecimal",
                    "overridingServiceSRS",
                    "skipNumberMatched",
                    "circularArcPresent"),
            "layer",
            Set.of("id", "name", "type", "defaultStyle", "styles", "resource", "queryable", "opaque", "attribution"),
            "style",
            Set.of("id", "name", "workspace", "format", "languageVersion", "filename"),
            "layerGroup",
            Set.of(
                    "id",
                    "name",
                    "mode",
                    "title",
                    "abstractTxt",
                    "workspace",
                    "publishables",
                    "styles",
                    "bounds",
                    "attribution",
                    "keywords"),
            "attribution",
            Set.of("title", "href", "logoWidth", "logoHeight"),
            "dimensionInfo",
            Set.of(
                    "enabled",
                    "attribute",
                    "presentation",
                    "resolution",
                    "units",
                    "defaultValue",
                    "nearestMatchEnabled",
                    "rawNearestMatchEnabled",
                    "startValue",
                    "endValue"),
            "defaultValue",
            Set.of("strategy", "referenceValue"));

    /** How ids begin, by the kind of object. */
    private static final Map<String, String> ID_PREFIXES = Map.of(
            "workspace", "WorkspaceInfoImpl--",
            "namespace", "NamespaceInfoImpl--",
            "dataStore", "DataStoreInfoImpl--",
            "featureType", "FeatureTypeInfoImpl--",
            "layer", "LayerInfoImpl--",
            "style", "StyleInfoImpl--",
            "layerGroup", "LayerGroupInfoImpl--");

    private static final Instant MAPILLARY_BEGAN = Instant.parse("2013-01-01T00:00:00Z");

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    static List<ConfigFile> files() {
        return ConfigFile.all("**/workspaces/**.xml");
    }

    static List<ConfigFile> featureTypes() {
        return ConfigFile.all("**/featuretype.xml");
    }

    static List<ConfigFile> timeTypes() {
        return featureTypes().stream()
                .filter(type -> !type.elements("metadata/entry[@key='time']").isEmpty())
                .toList();
    }

    static List<ConfigFile> layers() {
        return ConfigFile.all("**/layer.xml");
    }

    static List<ConfigFile> styles() {
        return ConfigFile.all("**/styles/*.xml");
    }

    private static ConfigFile group() {
        return ConfigFile.read(ConfigFile.WORKSPACE.resolve("layergroups").resolve("mapillary.xml"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyElementHasANameThatGeoServerReads(ConfigFile file) {
        assertThat(KNOWN).containsKey(file.root().getTagName());
        Stream.concat(
                        Stream.of(file.root()),
                        file.elements("//attribution | //dimensionInfo | //defaultValue").stream())
                .forEach(element -> assertThat(ConfigFile.children(element).stream()
                                .map(Element::getTagName)
                                .toList())
                        .as(element.getTagName())
                        .doesNotHaveDuplicates()
                        .isSubsetOf(KNOWN.getOrDefault(element.getTagName(), Set.of())));
    }

    @Test
    void everyObjectHasAnIdOfItsOwn() {
        Map<String, Long> ids =
                files().stream().collect(Collectors.groupingBy(file -> file.text("id"), Collectors.counting()));

        assertThat(ids)
                .hasSize(files().size())
                .allSatisfy((id, count) -> assertThat(count).isOne());
        assertThat(files())
                .allSatisfy(file -> assertThat(file.text("id"))
                        .startsWith(ID_PREFIXES.get(file.root().getTagName())));
    }

    @Test
    void everyReferenceLeadsToAnObject() {
        Set<String> ids = files().stream().map(file -> file.text("id")).collect(Collectors.toSet());

        assertThat(files()).allSatisfy(file -> assertThat(file.texts("//id")).isSubsetOf(ids));
        assertThat(layers()).allSatisfy(layer -> {
            assertThat(layer.text("resource/id")).startsWith("FeatureTypeInfoImpl--");
            assertThat(layer.text("resource/@class")).isEqualTo("featureType");
            assertThat(layer.texts("defaultStyle/id | styles/style/id"))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).startsWith("StyleInfoImpl--"));
        });
        assertThat(featureTypes()).allSatisfy(type -> {
            assertThat(type.text("store/id")).isEqualTo("DataStoreInfoImpl--mapillary");
            assertThat(type.text("store/@class")).isEqualTo("dataStore");
            assertThat(type.text("namespace/id")).isEqualTo("NamespaceInfoImpl--mapillary");
        });
        assertThat(group().texts("publishables/published/id"))
                .allSatisfy(id -> assertThat(id).startsWith("LayerInfoImpl--"));
    }

    @Test
    void theNamespaceIsThatOfTheWorkspaceAndOfTheStore() {
        ConfigFile workspace = ConfigFile.read(ConfigFile.WORKSPACE.resolve("workspace.xml"));
        ConfigFile namespace = ConfigFile.read(ConfigFile.WORKSPACE.resolve("namespace.xml"));

        assertThat(namespace.text("prefix")).isEqualTo(workspace.text("name")).isEqualTo(workspace.folder());
        assertThat(storeParameters()).containsEntry("namespace", namespace.text("uri"));
    }

    @Test
    void theStoreIsMadeByTheFactoryWithATokenFromTheEnvironmentAlone() throws IOException {
        MapillaryDataStoreFactory factory =
                OpenedStores.factory(name -> name.equals("MAPILLARY_ACCESS_TOKEN") ? Sandbox.ACCESS_TOKEN : null);

        assertThat(store().text("type")).isEqualTo(factory.getDisplayName());
        assertThat(store().text("name")).isEqualTo(store().folder());
        assertThat(factory.canProcess(storeParameters())).isTrue();
        assertThat(Arrays.stream(factory.getParametersInfo()).map(param -> param.key))
                .containsAll(storeParameters().keySet());
        factory.createDataStore(storeParameters()).dispose();
        assertThatIOException()
                .isThrownBy(() -> OpenedStores.factory(name -> null).createDataStore(storeParameters()))
                .withMessageContaining("MAPILLARY_ACCESS_TOKEN");
    }

    @Test
    void noFileHoldsAToken() throws IOException {
        Pattern token = Pattern.compile("MLY\\||access_token=|crypt1:", Pattern.CASE_INSENSITIVE);
        List<String> secrets = Arrays.stream(new MapillaryDataStoreFactory().getParametersInfo())
                .filter(Param::isPassword)
                .map(param -> param.key)
                .toList();

        assertThat(secrets)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(storeParameters().keySet());
        for (Path file : ConfigFile.paths("**")) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(token);
        }
    }

    @Test
    void everyTypeWithAGeometryIsPublished() throws IOException {
        List<String> drawable = Arrays.stream(sandbox.store().getTypeNames())
                .filter(name -> !name.equals("organizations"))
                .toList();

        assertThat(featureTypes().stream().map(type -> type.text("nativeName")))
                .containsExactlyInAnyOrderElementsOf(drawable);
        assertThat(layers().stream().map(layer -> layer.text("resource/id")))
                .containsExactlyInAnyOrderElementsOf(
                        featureTypes().stream().map(type -> type.text("id")).toList());
        assertThat(Stream.concat(featureTypes().stream(), layers().stream()))
                .allSatisfy(file -> assertThat(file.text("name")).isEqualTo(file.folder()));
    }

    @ParameterizedTest
    @MethodSource("featureTypes")
    void aFeatureTypeIsDescribedAndCountsNothing(ConfigFile type) {
        assertThat(type.text("title")).startsWith("Mapillary");
        assertThat(type.text("abstract")).hasSizeGreaterThan(40).endsWith(".");
        assertThat(type.texts("keywords/string")).contains("Mapillary").hasSizeGreaterThan(2);
        assertThat(type.text("skipNumberMatched")).isEqualTo("true");
        assertThat(type.text("enabled")).isEqualTo("true");
    }

    @Test
    void detectionsAreFoundByPlaceTooAndTheirAbstractTellsWhatThatCosts() throws IOException {
        Query query = SandboxStore.query("detections", "BBOX(geometry, 12.985, 55.598, 12.995, 55.604)");
        ConfigFile type = ConfigFile.read(ConfigFile.STORE.resolve("detections").resolve("featuretype.xml"));

        assertThat(sandbox.read(query)).isNotEmpty();
        assertThat(sandbox.store().explain(query).requests()).hasSize(2);
        assertThat(type.text("abstract")).contains("By place alone", "a request for each 0.01 by 0.01 degrees");
    }

    @ParameterizedTest
    @MethodSource("featureTypes")
    void theReferenceSystemIsThatOfTheStore(ConfigFile type) throws Exception {
        SimpleFeatureType schema = sandbox.store().getSchema(type.text("nativeName"));

        assertThat(CRS.equalsIgnoreMetadata(
                        CRS.parseWKT(type.text("nativeCRS")), schema.getCoordinateReferenceSystem()))
                .isTrue();
        assertThat(type.text("srs")).isEqualTo("EPSG:4326");
        assertThat(type.text("projectionPolicy")).isEqualTo("FORCE_DECLARED");
    }

    @Test
    void boundingBoxesLieInTheWorldAndHoldTheMappedWorld() throws IOException {
        ReferencedEnvelope mapped = sandbox.store().getFeatureSource("images").getBounds();
        List<Element> boxes = Stream.concat(
                        featureTypes().stream()
                                .flatMap(type -> type.elements("nativeBoundingBox | latLonBoundingBox").stream()),
                        group().elements("bounds").stream())
                .toList();

        assertThat(boxes).hasSize(2 * featureTypes().size() + 1).allSatisfy(box -> {
            Map<String, String> sides = ConfigFile.children(box).stream()
                    .collect(Collectors.toMap(Element::getTagName, Element::getTextContent));
            ReferencedEnvelope envelope = new ReferencedEnvelope(
                    Double.parseDouble(sides.get("minx")),
                    Double.parseDouble(sides.get("maxx")),
                    Double.parseDouble(sides.get("miny")),
                    Double.parseDouble(sides.get("maxy")),
                    null);
            assertThat(WORLD.covers(envelope)).isTrue();
            assertThat(envelope.getMinX()).isLessThanOrEqualTo(mapped.getMinX());
            assertThat(envelope.getMaxX()).isGreaterThanOrEqualTo(mapped.getMaxX());
            assertThat(envelope.getMinY()).isLessThan(mapped.getMinY() + 1e-9);
            assertThat(envelope.getMaxY()).isGreaterThan(mapped.getMaxY() - 1e-9);
            assertThat(sides).containsEntry("crs", "EPSG:4326");
        });
    }

    @Test
    void timeIsADimensionOfWhatIsDrawnOnMaps() {
        assertThat(timeTypes().stream()
                        .collect(Collectors.toMap(ConfigFile::folder, type -> type.text("//dimensionInfo/attribute"))))
                .isEqualTo(Map.of(
                        "images", "captured_at",
                        "sequences", "captured_at",
                        "points", "last_seen_at",
                        "traffic_signs", "last_seen_at"));
    }

    @ParameterizedTest
    @MethodSource("timeTypes")
    void aTimeDimensionAsksTheStoreForNothing(ConfigFile type) throws Exception {
        AttributeDescriptor attribute =
                sandbox.store().getSchema(type.folder()).getDescriptor(type.text("//dimensionInfo/attribute"));

        assertThat(attribute.getType().getBinding()).isAssignableTo(Date.class);
        assertThat(type.text("//dimensionInfo/enabled")).isEqualTo("true");
        assertThat(type.text("//dimensionInfo/presentation")).isEqualTo("DISCRETE_INTERVAL");
        // without both ends capabilities would look for the least and the greatest time, and without a fixed default a
        // map would
        assertThat(type.text("//dimensionInfo/defaultValue/strategy")).isEqualTo("FIXED");
        assertThat(Instant.parse(type.text("//dimensionInfo/startValue"))).isEqualTo(MAPILLARY_BEGAN);
        assertThat(type.text("//dimensionInfo/endValue")).isEqualTo("PRESENT");
    }

    /** Leaflet.TimeDimension makes a list of all of them. In steps of a second it had 1.8 thousand million and froze. */
    @ParameterizedTest
    @MethodSource("timeTypes")
    void theExtentHasSomeThousandSteps(ConfigFile type) {
        Duration step = Duration.ofMillis(Long.parseLong(type.text("//dimensionInfo/resolution")));
        Instant start = Instant.parse(type.text("//dimensionInfo/startValue"));

        assertThat(step).isEqualTo(Duration.ofDays(1));
        assertThat(Duration.between(start, Instant.parse("2026-11-28T12:00:00Z"))
                                .dividedBy(step)
                        + 1)
                .isEqualTo(5080);
    }

    /** Capabilities show the text of the default as it is here. */
    @ParameterizedTest
    @MethodSource("timeTypes")
    void theDefaultIsTheExtent(ConfigFile type) {
        assertThat(type.text("//dimensionInfo/defaultValue/referenceValue"))
                .isEqualTo(type.text("//dimensionInfo/startValue") + "/" + type.text("//dimensionInfo/endValue"));
    }

    /** GeoServer reads the text anew for each map, so that the default needs no new install as time goes by. */
    @ParameterizedTest
    @MethodSource("timeTypes")
    void theDefaultReachesFromTheExtentsStartOrBeforeToNow(ConfigFile type) {
        DateRange range = range(type.text("//dimensionInfo/defaultValue/referenceValue"));
        Instant now = Instant.now();

        assertThat(range.getMinValue().toInstant()).isBeforeOrEqualTo(MAPILLARY_BEGAN);
        assertThat(range.getMaxValue().toInstant()).isBetween(now.minusSeconds(60), now);
    }

    /** GeoTools subtracts an overflowing period from now; the README tells that older images show for it. */
    @Test
    void aRangeUpToThePresentBeginsBeforeAllImages() {
        assertThat(range("2013-01-01T00:00:00.000Z/PRESENT").getMinValue().toInstant())
                .isBefore(Instant.parse("-100000000-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("timeTypes")
    void anInstantMeansAStepOfTheExtent(ConfigFile type) {
        Duration step = Duration.ofMillis(Long.parseLong(type.text("//dimensionInfo/resolution")));

        assertThat(type.text("metadata/entry[@key='mapillary.instantMeans']")).isEqualTo("P1D");
        assertThat(step).isEqualTo(Duration.ofDays(1));
    }

    /** A client that sends dates without hours gets days; with seconds it gets that second, which the store takes for its day. */
    @ParameterizedTest
    @CsvSource({
        "2023-06-01, 2023-06-01T00:00:00Z, 2023-06-01T23:59:59.999Z",
        "2023-06, 2023-06-01T00:00:00Z, 2023-06-30T23:59:59.999Z",
        "2023, 2023-01-01T00:00:00Z, 2023-12-31T23:59:59.999Z",
        "2023-06-01T00:00:00.000Z/P1D, 2023-06-01T00:00:00Z, 2023-06-02T00:00:00Z",
        "2023-06-01T00:00:00Z, 2023-06-01T00:00:00Z, 2023-06-01T00:00:00.999Z"
    })
    void aTimeOfLessPrecisionIsARange(String text, Instant from, Instant to) {
        DateRange range = range(text);

        assertThat(range.getMinValue()).isEqualTo(Date.from(from));
        assertThat(range.getMaxValue()).isEqualTo(Date.from(to));
    }

    @Test
    void aTimeWithMillisecondsIsNoMoreThanThat() {
        assertThat(TimeDimension.parsed("2023-06-01T00:00:00.000Z"))
                .containsExactly(Date.from(Instant.parse("2023-06-01T00:00:00Z")));
    }

    private static DateRange range(String text) {
        return (DateRange) TimeDimension.parsed(text).get(0);
    }

    @Test
    void everyLayerAndTheGroupNameMapillary() {
        assertThat(Stream.concat(layers().stream(), Stream.of(group()))).allSatisfy(published -> {
            assertThat(published.text("attribution/title")).isEqualTo("Mapillary, CC BY-SA 4.0");
            assertThat(published.text("attribution/href")).isEqualTo("https://www.mapillary.com");
        });
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aStyleHasItsFile(ConfigFile style) {
        assertThat(style.path().getParent().resolve(style.text("filename"))).isRegularFile();
        assertThat(style.text("filename")).isEqualTo(style.text("name") + ".sld");
        assertThat(style.path().getFileName()).hasToString(style.text("name") + ".xml");
        assertThat(style.text("workspace/id")).isEqualTo("WorkspaceInfoImpl--mapillary");
        assertThat(style.text("format")).isEqualTo("sld");
        assertThat(style.text("languageVersion/version")).isEqualTo("1.0.0");
    }

    @Test
    void everyStyleIsUsedAndEverySldIsAStyle() {
        Stream<String> used = Stream.concat(layers().stream(), Stream.of(group()))
                .flatMap(file -> file.texts("defaultStyle/id | styles/style/id").stream());

        assertThat(used.collect(Collectors.toSet()))
                .isEqualTo(styles().stream().map(style -> style.text("id")).collect(Collectors.toSet()));
        assertThat(ConfigFile.paths("**/*.sld")).hasSameSizeAs(styles());
    }

    @Test
    void theGroupNamesAStyleForEachOfItsLayersThatTheLayerOffers() {
        List<String> layerIds = group().texts("publishables/published/id");
        List<String> styleIds = group().texts("styles/style/id");

        assertThat(layerIds).hasSameSizeAs(styleIds).hasSize(5);
        for (int i = 0; i < layerIds.size(); i++) {
            String layerId = layerIds.get(i);
            ConfigFile layer = layers().stream()
                    .filter(candidate -> candidate.text("id").equals(layerId))
                    .findFirst()
                    .orElseThrow();
            assertThat(layer.texts("defaultStyle/id | styles/style/id")).contains(styleIds.get(i));
        }
    }

    /** In mode NAMED each layer inherits the group's style, which can't be asked for, and clients show no legend for it. */
    @Test
    void theGroupGivesItsStyleToNoLayer() {
        assertThat(group().text("mode")).isEqualTo("SINGLE");
    }

    private static ConfigFile store() {
        return ConfigFile.read(ConfigFile.STORE.resolve("datastore.xml"));
    }

    private static Map<String, Object> storeParameters() {
        Map<String, Object> parameters = new HashMap<>();
        store().elements("connectionParameters/entry")
                .forEach(entry -> parameters.put(entry.getAttribute("key"), entry.getTextContent()));
        return parameters;
    }
}
