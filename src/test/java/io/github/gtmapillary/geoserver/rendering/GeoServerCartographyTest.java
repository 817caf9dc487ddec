package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The styles for GeoServer are one design: colours, shapes and scales mean the same in all of them. */
class GeoServerCartographyTest {
    private static final String COVERAGE = "#00875a";
    private static final String PANORAMA = "#8e3aaf";
    private static final String WHITE = "#ffffff";

    /** The colours of two classes are further apart than this, by the distance of {@link ColourVision}. */
    private static final double CLEARLY_APART = 15;

    /** The contrast with its background that WCAG 2.1 asks of graphics. */
    private static final double CONTRAST_OF_GRAPHICS = 3;

    /** The width and the height of a legend's symbols, in pixels, unless the request says otherwise. */
    private static final double LEGEND_SIZE = 20;

    private static final Set<String> SIGN_CLASSES = Set.of("regulatory", "warning", "information", "complementary");

    static List<String> styles() {
        return GeoServerStylesTest.styles();
    }

    static List<String> plainStyles() {
        return styles().stream().filter(style -> !SldRule.isTransformed(style)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "sequences", "images", "image_entities"})
    void coverageHasOneColourAndPanoramasASecond(String style) {
        List<SldRule> classes = SldRule.classesOf(style);

        assertThat(classes).hasSize(2);
        assertThat(classes.get(0).colours()).containsExactly(COVERAGE);
        assertThat(classes.get(1).name()).isEqualTo("panorama");
        assertThat(classes.get(1).colours()).containsExactly(PANORAMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traffic_signs",
                "traffic_signs_icons",
                "traffic_signs_clusters",
                "points",
                "detections",
                "map_feature_entities"
            })
    void theColoursOfCoverageStandForNothingElse(String style) {
        assertThat(SldRule.of(style).stream().flatMap(rule -> rule.colours().stream()))
                .isNotEmpty()
                .doesNotContain(COVERAGE, PANORAMA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "sequences", "sequences_by_age", "images", "images_by_age", "image_entities"})
    void aWhiteCasingThatIsWiderLiesUnderEverythingOfCoverage(String style) {
        SldRule casing = SldRule.of(style).get(0);
        String width = casing.has("LineSymbolizer") ? "stroke-width" : "Size";

        assertThat(casing.name()).isEqualTo("casing");
        assertThat(casing.colours()).containsExactly(WHITE);
        assertThat(casing.isInLegend()).isFalse();
        assertThat(casing.zooms()).isNotEmpty();
        for (int zoom : casing.zooms()) {
            assertThat(SldRule.classesOf(style))
                    .filteredOn(rule -> rule.drawnAt(zoom))
                    .isNotEmpty()
                    .allSatisfy(rule -> assertThat(casing.atZoom(width, zoom)).isGreaterThan(rule.atZoom(width, zoom)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequences", "sequences_by_age"})
    void linesLieUnderTheImagesAtAllZoomsAndAreThinnerThanTheirDots(String style) {
        for (SldRule line : SldRule.classesOf(style)) {
            assertThat(line.zooms()).isEqualTo(range(6, 22));
            for (SldRule image : SldRule.classesOf("images")) {
                assertThat(image.zooms())
                        .allSatisfy(zoom ->
                                assertThat(line.atZoom("stroke-width", zoom)).isLessThan(image.atZoom("Size", zoom)));
            }
        }
        List<String> group = groupStyles();
        assertThat(group.indexOf("sequences")).isNotNegative().isLessThan(group.indexOf("images"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequences", "sequences_by_age"})
    void linesThickenWithZoomUntilDotsLieOnThem(String style) {
        for (SldRule rule : SldRule.classesOf(style)) {
            assertThat(rule.atZoom("stroke-width", 6)).isLessThan(rule.atZoom("stroke-width", 10));
            assertThat(rule.atZoom("stroke-width", 10)).isLessThan(rule.atZoom("stroke-width", 14));
            assertThat(rule.atZoom("stroke-width", 16)).isLessThan(rule.atZoom("stroke-width", 15));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "images_by_age"})
    void dotsGrowWithEachZoomFrom14To18(String style) {
        for (SldRule rule : SldRule.classesOf(style)) {
            assertThat(IntStream.rangeClosed(14, 18)
                            .mapToObj(zoom -> rule.atZoom("Size", zoom))
                            .toList())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void directionsAreDrawnFromZoom16AndOnlyWhereTheyDoNotPileUp() {
        Map<SldRule, Integer> first = new HashMap<>();
        for (String style : List.of("images", "image_entities")) {
            SldRule.of(style).stream()
                    .filter(rule -> rule.shape().equals("shape://carrow") && rule.isOnMap())
                    .forEach(rule -> first.put(rule, rule.zooms().get(0)));
        }

        assertThat(first).hasSize(3);
        assertThat(first.values()).containsExactlyInAnyOrder(16, 17, 17);
        assertThat(first.keySet()).allSatisfy(rule -> {
            // a graphic without a text, which the renderer leaves out where it would lie on another
            assertThat(rule.has("TextSymbolizer")).isTrue();
            assertThat(rule.expression("Label").evaluate(null, String.class))
                    .isNotEmpty()
                    .matches("\u00a0");
            assertThat(rule.symbolizerOption("conflictResolution")).isEqualTo("true");
            assertThat(Integer.parseInt(rule.symbolizerOption("spaceAround"))).isNotNegative();
        });
    }

    @Test
    void directionsOfMapFeaturesAreDrawnFromZoom18() {
        assertThat(SldRule.of("map_feature_entities", "direction").zooms()).isEqualTo(range(18, 22));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images_by_age", "sequences_by_age"})
    void agesStandOutOnWhiteAndGrowDarker(String style) {
        List<String> ramp = SldRule.classesOf(style).stream()
                .filter(rule -> !rule.name().equals("unknown"))
                .map(SldRule::classColour)
                .toList();

        assertThat(ramp).hasSize(5);
        assertThat(SldRule.classesOf(style))
                .allSatisfy(rule -> assertThat(ColourVision.contrast(rule.classColour(), WHITE))
                        .isGreaterThanOrEqualTo(CONTRAST_OF_GRAPHICS));
        assertThat(ramp.stream().map(colour -> -ColourVision.contrast(colour, WHITE)))
                .as("the newest first")
                .isSorted();
    }

    @Test
    void bothAgeStylesHaveTheSameClassesInTheSameColours() {
        assertThat(classesWithColours("images_by_age")).isEqualTo(classesWithColours("sequences_by_age"));
    }

    private static Map<String, String> classesWithColours(String style) {
        return SldRule.classesOf(style).stream()
                .collect(Collectors.toMap(rule -> rule.title() + " " + rule.filter(), SldRule::classColour));
    }

    @ParameterizedTest
    @ValueSource(strings = {COVERAGE, PANORAMA})
    void coverageStandsOutOnPaleAndOnDarkMaps(String colour) {
        assertThat(ColourVision.contrast(colour, "#f2efe9")).isGreaterThanOrEqualTo(CONTRAST_OF_GRAPHICS);
        assertThat(Math.max(ColourVision.contrast(colour, "#1d2329"), ColourVision.contrast(WHITE, "#1d2329")))
                .isGreaterThanOrEqualTo(CONTRAST_OF_GRAPHICS);
        assertThat(ColourVision.contrast(colour, WHITE)).isGreaterThanOrEqualTo(CONTRAST_OF_GRAPHICS);
    }

    /** The fill of a mark or its edge: a dark mark needs a pale edge, and a pale one a dark edge. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "traffic_signs",
                "traffic_signs_icons",
                "traffic_signs_clusters",
                "points",
                "map_feature_entities",
                "detections"
            })
    void everyMarkStandsOutOnPaleAndOnDarkMaps(String style) {
        assertThat(SldRule.of(style))
                .filteredOn(rule -> rule.isOnMap() && !rule.shape().isEmpty())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(List.of("#f2efe9", "#1d2329"))
                        .allSatisfy(map -> assertThat(rule.colours())
                                .anyMatch(colour -> ColourVision.contrast(colour, map) >= CONTRAST_OF_GRAPHICS)));
    }

    /** Zooms at which each style begins, and at which it shows names. */
    @Test
    void signsBeginAtZoom16AndPointsAt17AndNamesAt18() {
        Map<String, Integer> first = new HashMap<>();
        for (String style : List.of(
                "traffic_signs",
                "traffic_signs_icons",
                "points",
                "detections",
                "image_entities",
                "map_feature_entities")) {
            SldRule.classesOf(style)
                    .forEach(rule -> first.merge(style, rule.zooms().get(0), Math::min));
        }

        assertThat(first)
                .isEqualTo(Map.of(
                        "traffic_signs", 16,
                        "traffic_signs_icons", 16,
                        "points", 17,
                        "detections", 17,
                        "image_entities", 17,
                        "map_feature_entities", 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs", "traffic_signs_icons", "points", "map_feature_entities"})
    void namesAreReadableAndLieOnNothing(String style) throws IOException {
        SldRule names = SldRule.of(style, "names");
        String attribute = style.equals("map_feature_entities") ? "object_value" : "value";

        assertThat(names.zooms()).isEqualTo(range(18, 22));
        assertThat(names.symbolizerOption("conflictResolution")).isEqualTo("true");
        assertThat(names.isInLegend()).isFalse();
        assertThat(name(names, attribute, "regulatory--maximum-speed-limit-50--g1"))
                .isEqualTo("maximum speed limit 50");
        assertThat(name(names, attribute, "object--support--utility-pole")).isEqualTo("support utility pole");
        assertThat(name(names, attribute, "general--traffic-sign--g12")).isEqualTo("traffic sign");
        assertThat(SldRule.classesOf(style))
                .allSatisfy(rule ->
                        assertThat(rule.symbolizerOption("labelObstacle")).isEqualTo("true"));
    }

    private static String name(SldRule names, String attribute, String value) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("sign");
        type.add(attribute, String.class);
        return names.expression("Label")
                .evaluate(SimpleFeatureBuilder.build(type.buildFeatureType(), List.of(value), "1"), String.class)
                .replace('\u00a0', ' ');
    }

    @Test
    void eachKindOfThingHasAFamilyOfShapesThatNothingElseUses() {
        Map<String, Set<String>> families = Map.of(
                "coverage", shapes("overview", "images", "images_by_age", "image_entities"),
                "signs", shapes("traffic_signs", "traffic_signs_icons"),
                "points", shapes("points"),
                "clusters", shapes("traffic_signs_clusters"),
                "detections", shapes("detections"));

        Set<String> all = new HashSet<>();
        families.values().forEach(all::addAll);
        assertThat(families.get("coverage")).containsExactly("circle");
        assertThat(families.values().stream().mapToInt(Set::size).sum()).isEqualTo(all.size());
    }

    private static Set<String> shapes(String... styles) {
        return Stream.of(styles)
                .flatMap(style -> SldRule.of(style).stream())
                .filter(rule -> rule.has("WellKnownName"))
                .map(SldRule::shape)
                .filter(shape -> !shape.equals("shape://carrow"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs_icons", "map_feature_entities"})
    void aClassOfSignsLooksTheSameInEveryStyle(String style) {
        for (String sign : SIGN_CLASSES) {
            assertThat(look(SldRule.of(style, sign))).isEqualTo(look(SldRule.of("traffic_signs", sign)));
        }
    }

    @Test
    void aKindOfPointsLooksTheSameInEveryStyle() {
        for (SldRule point : SldRule.classesOf("points")) {
            assertThat(look(SldRule.of("map_feature_entities", point.name()))).isEqualTo(look(point));
        }
    }

    private static List<Object> look(SldRule rule) {
        return List.of(rule.title(), rule.shape(), rule.colours(), rule.atZoom("Size", 17), rule.atZoom("Size", 18));
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs", "traffic_signs_icons", "points", "map_feature_entities", "detections"})
    void shapesTellTheClassAsWell(String style) {
        assertThat(SldRule.classesOf(style).stream().map(SldRule::shape)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs", "traffic_signs_icons"})
    void signsAreLargerThanPoints(String style) {
        for (int zoom : List.of(17, 18)) {
            assertThat(SldRule.classesOf(style))
                    .allSatisfy(sign -> assertThat(SldRule.classesOf("points"))
                            .allSatisfy(point ->
                                    assertThat(sign.atZoom("Size", zoom)).isGreaterThan(point.atZoom("Size", zoom))));
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void nothingIsClippedInALegendOf20Pixels(String style) {
        for (SldRule rule : SldRule.of(style)) {
            if (rule.isInLegend() && rule.has("PointSymbolizer")) {
                // a legend has no scale: the value of the closest zooms holds
                double stroke = rule.has("Stroke") ? rule.atZoom("stroke-width", 22) : 0;
                assertThat(rule.atZoom("Size", 22) + stroke).as(rule.toString()).isLessThanOrEqualTo(LEGEND_SIZE);
            }
            assertThat(rule.has("TextSymbolizer") && rule.isInLegend())
                    .as(rule.toString())
                    .isFalse();
        }
    }

    /** GeoServer writes no title beside the symbol of a legend that has one alone. */
    @ParameterizedTest
    @MethodSource("styles")
    void everyLegendHasMoreThanOneEntry(String style) {
        List<SldRule> shown =
                SldRule.of(style).stream().filter(SldRule::isInLegend).toList();
        long entries = shown.stream()
                .flatMap(rule -> rule.has("ColorMap")
                        ? SldRule.elements(rule.element(), "ColorMapEntry")
                        : Stream.of(rule.element()))
                .count();

        assertThat(entries).isGreaterThan(1);
        assertThat(shown.stream().flatMap(rule -> SldRule.elements(rule.element(), "ColorMapEntry")))
                .allSatisfy(entry -> assertThat(entry.getAttribute("label")).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("styles")
    void whatOnlyALegendShowsIsOnTheMapToo(String style) {
        for (SldRule legend : SldRule.of(style)) {
            if (!legend.isOnMap()) {
                SldRule drawn = SldRule.of(style, legend.name().replace("_legend", ""));
                assertThat(drawn.isOnMap()).isTrue();
                assertThat(drawn.title()).isEqualTo(legend.title());
                assertThat(drawn.filter()).isEqualTo(legend.filter());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("styles")
    void theClassesOfAStyleAreDrawnAtTheSameZoomsWithoutAGap(String style) {
        List<List<Integer>> zooms =
                SldRule.classesOf(style).stream().map(SldRule::zooms).distinct().toList();

        assertThat(zooms).hasSizeLessThan(2);
        for (SldRule rule : SldRule.of(style)) {
            List<Integer> drawn = rule.zooms();
            assertThat(drawn).isEqualTo(range(drawn.get(0), drawn.get(drawn.size() - 1)));
        }
    }

    /** A second sortBy would make the renderer read the data once more. */
    @ParameterizedTest
    @MethodSource("plainStyles")
    void theNewestLiesOnTopAndOneSortServesAllOfAStyle(String style) {
        List<String> sorts = SldRule.elements(SldRule.file(style).root(), "FeatureTypeStyle")
                .map(each -> SldRule.vendorOption(each, "sortBy"))
                .toList();

        assertThat(sorts.get(0)).matches("(captured_at|last_seen_at|created_at) A,id A");
        assertThat(sorts.subList(1, sorts.size())).allMatch(String::isEmpty);
    }

    @Test
    void theGroupShowsWhatFitsTheScale() {
        Map<Integer, List<String>> drawn = new HashMap<>();
        for (int zoom = 0; zoom <= 22; zoom++) {
            int z = zoom;
            drawn.put(
                    zoom,
                    groupStyles().stream()
                            .filter(style -> SldRule.of(style).stream().anyMatch(rule -> rule.drawnAt(z)))
                            .toList());
        }

        assertThat(range(0, 5)).allSatisfy(zoom -> assertThat(drawn.get(zoom)).containsExactly("overview"));
        assertThat(range(6, 13)).allSatisfy(zoom -> assertThat(drawn.get(zoom)).containsExactly("sequences"));
        assertThat(range(14, 15))
                .allSatisfy(zoom -> assertThat(drawn.get(zoom)).containsExactly("sequences", "images"));
        assertThat(drawn.get(16)).containsExactly("sequences", "images", "traffic_signs");
        assertThat(range(17, 22))
                .allSatisfy(zoom ->
                        assertThat(drawn.get(zoom)).containsExactly("sequences", "images", "points", "traffic_signs"));
    }

    private static List<String> groupStyles() {
        return ConfigFile.read(ConfigFile.WORKSPACE.resolve("layergroups").resolve("mapillary.xml"))
                .texts("styles/style/id")
                .stream()
                .map(id -> id.substring("StyleInfoImpl--mapillary-".length()))
                .toList();
    }

    @Test
    void theDocumentationNamesTheZoomsAtWhichEachStyleBegins() throws IOException {
        String readme = Files.readString(Path.of("geoserver-config", "README.md"));
        Map<String, String> documented = Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\w+)` \\| ([^|]+) \\|")
                .matcher(readme)
                .results()
                .collect(Collectors.toMap(
                        (MatchResult row) -> row.group(2), row -> row.group(3).strip(), (a, b) -> a));
        Map<String, String> drawn = new HashMap<>();
        for (String style : styles()) {
            List<Integer> zooms = SldRule.of(style).stream()
                    .filter(SldRule::isOnMap)
                    .flatMap(rule -> rule.zooms().stream())
                    .sorted()
                    .toList();
            int first = zooms.get(0);
            int last = zooms.get(zooms.size() - 1);
            drawn.put(style, last < 22 ? first + " to " + last : first == 0 ? "all" : "from " + first);
        }

        assertThat(documented).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "sequences",
                "images",
                "images_by_age",
                "sequences_by_age",
                "traffic_signs",
                "traffic_signs_icons",
                "points",
                "detections"
            })
    void classesLookDifferentToEveryone(String style) {
        List<String> colours = SldRule.classesOf(style).stream()
                .map(rule -> rule.colours().get(0))
                .toList();
        Set<String> alike = new TreeSet<>();
        for (ColourVision vision : ColourVision.ALL) {
            for (int i = 0; i < colours.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double distance = vision.distance(colours.get(i), colours.get(j));
                    if (distance < CLEARLY_APART) {
                        alike.add(
                                vision.name() + ": " + colours.get(i) + " and " + colours.get(j) + " are " + distance);
                    }
                }
            }
        }

        assertThat(colours).hasSizeGreaterThan(1);
        assertThat(alike).isEmpty();
    }

    @Test
    void theSimulationKnowsWhatColourBlindPeopleConfuse() {
        // red and green of the same lightness
        assertThat(ColourVision.NORMAL.distance("#c05050", "#708030")).isGreaterThan(40);
        assertThat(ColourVision.DEUTERANOPIA.distance("#c05050", "#708030")).isLessThan(30);
        assertThat(ColourVision.NORMAL.distance("#000000", "#ffffff")).isCloseTo(100, within(0.1));
        assertThat(ColourVision.contrast("#000000", "#ffffff")).isCloseTo(21, within(0.01));
    }

    private static List<Integer> range(int first, int last) {
        return new ArrayList<>(IntStream.rangeClosed(first, last).boxed().toList());
    }
}
