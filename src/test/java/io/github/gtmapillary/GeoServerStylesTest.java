package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.FilterAttributeExtractor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The styles for GeoServer, read as GeoTools reads them, over the sandbox. */
class GeoServerStylesTest {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    /** The colours of two classes have to be further apart than this to whoever looks at them. */
    private static final double CLEARLY_APART = 15;

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    static List<String> styles() {
        return ConfigFile.paths("**/*.sld").stream()
                .map(path -> path.getFileName().toString().replace(".sld", ""))
                .toList();
    }

    /** Each layer with each of its styles. */
    static List<Arguments> layersInStyles() {
        List<Arguments> all = new ArrayList<>();
        for (ConfigFile layer : ConfigFile.all("**/layer.xml")) {
            SldRule.stylesOf(layer.folder()).forEach(style -> all.add(Arguments.of(layer.folder(), style)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("styles")
    void aStyleIsOneOfSld10(String style) {
        Element root = ConfigFile.read(ConfigFile.WORKSPACE.resolve("styles").resolve(style + ".sld"))
                .root();

        assertThatCode(() -> SldGrammar.check(root)).doesNotThrowAnyException();
        assertThat(root.getAttribute("version")).isEqualTo("1.0.0");
        assertThat(SldRule.elements(root, "Name").map(Element::getTextContent).limit(2))
                .containsExactly(style, style);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyRuleHasATitleOfItsOwnForTheLegend(String style) {
        assertThat(SldRule.of(style).stream().map(SldRule::title))
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(title -> assertThat(title).isNotBlank());
        assertThat(SldRule.of(style).stream().map(SldRule::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("layersInStyles")
    void aStyleUsesAttributesThatTheLayerHas(String layer, String style) throws IOException {
        Set<String> used = new HashSet<>();
        for (SldRule rule : SldRule.of(style)) {
            SldRule.elements(rule.element(), "PropertyName").forEach(name -> used.add(name.getTextContent()));
            SldRule.elements(rule.element(), "OnlineResource")
                    .map(resource -> resource.getAttributeNS("http://www.w3.org/1999/xlink", "href"))
                    .flatMap(address ->
                            Pattern.compile("\\$\\{(\\w+)}").matcher(address).results())
                    .forEach(match -> used.add(match.group(1)));
        }

        assertThat(sandbox.store().getSchema(layer).getAttributeDescriptors())
                .extracting(descriptor -> descriptor.getLocalName())
                .containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("layersInStyles")
    void noRuleAsksForMoreTilesThanTheMap(String layer, String style) throws IOException {
        Filter box = box(layer);
        QueryExplanation whole = sandbox.store().explain(new Query(layer, box));
        List<Filter> filters = SldRule.of(style).stream().map(SldRule::filter).toList();

        assertThat(whole.requests()).isNotEmpty();
        for (Filter filter : filters) {
            QueryExplanation drawn = sandbox.store().explain(new Query(layer, FF.and(box, filter)));
            assertThat(drawn.requests()).isEqualTo(whole.requests());
            assertThat(drawn.plan()).isEqualTo(whole.plan());
        }
        // a renderer asks for all rules at once
        Filter together = filters.contains(Filter.INCLUDE) || filters.size() == 1 ? filters.get(0) : FF.or(filters);
        assertThat(sandbox.store()
                        .explain(new Query(layer, FF.and(box, together)))
                        .requests())
                .isEqualTo(whole.requests());
        assertThat(sandbox.sent()).isZero();
    }

    @ParameterizedTest
    @MethodSource("styles")
    void filtersCompareAttributesAlone(String style) {
        for (SldRule rule : SldRule.of(style)) {
            FilterAttributeExtractor used = new FilterAttributeExtractor();
            rule.filter().accept(used, null);

            assertThat(used.getAttributeNameSet()).as(rule.toString()).doesNotContain("geometry", "");
            assertThat(SldRule.elements(rule.element(), "Filter")
                            .flatMap(filter -> SldRule.elements(filter, "Function")))
                    .as(rule.toString())
                    .isEmpty();
        }
    }

    /** Rules that draw something on top of what another rule draws. */
    private static boolean isExtra(SldRule rule) {
        return Set.of("heading", "computed_heading", "direction").contains(rule.name());
    }

    @ParameterizedTest
    @MethodSource("layersInStyles")
    void everyFeatureIsInOneClass(String layer, String style) throws IOException {
        Filter box = box(layer);
        int all = sandbox.count(new Query(layer, box));
        int drawn = 0;
        for (SldRule rule : SldRule.of(style)) {
            if (!isExtra(rule)) {
                drawn += sandbox.count(new Query(layer, FF.and(box, rule.filter())));
            }
        }

        assertThat(all).isPositive();
        assertThat(drawn).isEqualTo(all);
        sandbox.takeRequests();
    }

    @Test
    void theGroupShowsWhatFitsTheScale() {
        ConfigFile group =
                ConfigFile.read(ConfigFile.WORKSPACE.resolve("layergroups").resolve("mapillary.xml"));
        List<String> styles = group.texts("styles/style/id").stream()
                .map(id -> id.substring("StyleInfoImpl--mapillary-".length()))
                .toList();
        Map<Integer, List<String>> drawn = new HashMap<>();
        for (int zoom = 0; zoom <= 22; zoom++) {
            int z = zoom;
            drawn.put(
                    zoom,
                    styles.stream()
                            .filter(style -> SldRule.of(style).stream().anyMatch(rule -> rule.drawnAt(z)))
                            .toList());
        }

        assertThat(IntStream.rangeClosed(0, 5).mapToObj(drawn::get))
                .allSatisfy(shown -> assertThat(shown).containsExactly("overview"));
        assertThat(IntStream.rangeClosed(6, 13).mapToObj(drawn::get))
                .allSatisfy(shown -> assertThat(shown).containsExactly("sequences"));
        assertThat(drawn.get(14)).containsExactly("images");
        assertThat(IntStream.rangeClosed(15, 22).mapToObj(drawn::get))
                .allSatisfy(shown -> assertThat(shown).containsExactly("images", "points", "traffic_signs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image_entities", "map_feature_entities"})
    void entitiesAreDrawnOnlyWhereTheyAreFew(String style) {
        assertThat(SldRule.of(style)).allSatisfy(rule -> {
            assertThat(rule.drawnAt(16)).isFalse();
            assertThat(rule.drawnAt(17)).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequences", "sequences_by_age"})
    void linesThickenWithZoom(String style) {
        for (SldRule rule : SldRule.of(style)) {
            assertThat(rule.atZoom("stroke-width", 6)).isLessThan(rule.atZoom("stroke-width", 10));
            assertThat(rule.atZoom("stroke-width", 13)).isEqualTo(rule.atZoom("stroke-width", 10));
            assertThat(rule.atZoom("stroke-width", 14)).isGreaterThan(rule.atZoom("stroke-width", 13));
        }
    }

    @Test
    void imagesAreLargerWhereTheyAreFewer() {
        for (SldRule rule : SldRule.of("images")) {
            assertThat(rule.atZoom("Size", 16)).isLessThan(rule.atZoom("Size", 17));
        }
    }

    @Test
    void theWedgeTurnsWithTheCompassAndIsLeftOutWhereTheAngleIsUnknown() throws IOException {
        SldRule heading = rule("images", "heading");
        List<SimpleFeature> turned = sandbox.read(new Query("images", FF.and(box("images"), heading.filter())));
        List<SimpleFeature> all = sandbox.read(new Query("images", box("images")));

        assertThat(turned).isNotEmpty().allSatisfy(image -> {
            double angle = (Double) image.getAttribute("compass_angle");
            assertThat(angle).isPositive();
            assertThat(image.getAttribute("is_pano")).isNotEqualTo(true);
            // the mark opens to the west, which a quarter of a turn clockwise makes north
            assertThat(heading.expression("Rotation").evaluate(image, Double.class))
                    .isEqualTo(angle + 90);
        });
        assertThat(all)
                .filteredOn(image -> image.getAttribute("compass_angle") instanceof Double angle
                        && angle > 0
                        && !Boolean.TRUE.equals(image.getAttribute("is_pano")))
                .hasSameSizeAs(turned);
        assertThat(all).anyMatch(image -> !(image.getAttribute("compass_angle") instanceof Double angle) || angle == 0);
        sandbox.takeRequests();
    }

    @Test
    void aPanoramaIsARing() {
        SldRule panorama = rule("images", "panorama");

        assertThat(panorama.colours().get(0)).isEqualTo("#ffffff");
        assertThat(panorama.atZoom("stroke-width", 17)).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs", "traffic_signs_icons", "points", "map_feature_entities"})
    void shapesTellTheClassAsWell(String style) {
        Stream<String> shapes = SldRule.of(style).stream().map(rule -> rule.shape() + rule.expression("Size"));

        assertThat(shapes).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic_signs", "traffic_signs_icons"})
    void signsAreAtLeast16PixelsHigh(String style) {
        assertThat(SldRule.of(style))
                .allSatisfy(rule -> assertThat(rule.atZoom("Size", 15)).isGreaterThanOrEqualTo(16));
    }

    @Test
    void aSignWithoutAnIconHasAMark() {
        assertThat(SldRule.of("traffic_signs_icons"))
                .allSatisfy(rule -> assertThat(
                                ConfigFile.children(SldRule.elements(rule.element(), "Graphic")
                                                .findFirst()
                                                .orElseThrow())
                                        .stream()
                                        .map(Element::getLocalName))
                        .startsWith("ExternalGraphic", "Mark"));
    }

    @Test
    void ringsOfDetectionsThatShareAPlaceDoNotHideEachOther() {
        assertThat(SldRule.of("detections").stream().map(rule -> rule.atZoom("Size", 17)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "images_by_age",
                "sequences_by_age",
                "traffic_signs",
                "traffic_signs_icons",
                "points",
                "detections"
            })
    void classesLookDifferentToEveryone(String style) {
        List<String> colours = SldRule.of(style).stream()
                .filter(rule -> !isExtra(rule))
                .map(rule -> style.startsWith("traffic_signs") ? rule.colours().get(0) : rule.classColour())
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
    }

    private static SldRule rule(String style, String name) {
        return SldRule.of(style).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A part of the sandbox's city, or of the country for the overview; detections answer by what they were found in. */
    private static Filter box(String layer) {
        if (layer.equals("overview")) {
            return FF.bbox(FF.property("geometry"), 12, 55, 14, 56, "CRS:84");
        }
        if (!layer.equals("detections")) {
            return FF.bbox(FF.property("geometry"), 12.985, 55.598, 12.995, 55.604, "CRS:84");
        }
        try {
            SimpleFeature image = sandbox.read(SandboxStore.query(
                            "images", "BBOX(geometry, 12.985, 55.598, 12.995, 55.604) AND is_pano = false"))
                    .get(0);
            return FF.equals(FF.property("image_id"), FF.literal(image.getAttribute("id")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            sandbox.takeRequests();
        }
    }
}
