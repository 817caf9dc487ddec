package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.filter.visitor.DefaultFilterVisitor;
import org.geotools.filter.visitor.SimplifyingFilterVisitor;
import org.jspecify.annotations.Nullable;
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

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    static List<String> styles() {
        return ConfigFile.paths("**/*.sld").stream()
                .map(path -> path.getFileName().toString().replace(".sld", ""))
                .toList();
    }

    private static List<String> functions(Element within) {
        return SldRule.elements(within, "Function")
                .map(function -> function.getAttribute("name"))
                .toList();
    }

    /** Each layer with each style whose rules the renderer puts into its query. */
    static List<Arguments> layersInPlainStyles() {
        return layersInStyles().stream()
                .filter(arguments -> !SldRule.isTransformed((String) arguments.get()[1]))
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
    void everyRuleHasATitleAndEveryLegendTellsItsRulesApart(String style) {
        assertThat(SldRule.of(style))
                .allSatisfy(rule -> assertThat(rule.title()).isNotBlank());
        assertThat(SldRule.of(style).stream().map(SldRule::name)).doesNotHaveDuplicates();
        assertThat(SldRule.of(style).stream().filter(SldRule::isInLegend).map(SldRule::title))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    /** From GeoServer 2.28 on a legend splits each rule that holds one of these by its scales. */
    @ParameterizedTest
    @MethodSource("styles")
    void noStyleUsesFunctionsThatNewerGeoServersSplitInLegends(String style) {
        assertThat(functions(SldRule.file(style).root())).doesNotContain("Categorize", "Recode", "Interpolate");
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

        if (SldRule.isTransformed(style)) {
            // vec:PointStacker makes new features, which have this
            used.remove("count");
        }
        for (Element option : SldRule.elements(SldRule.file(style).root(), "VendorOption")
                .filter(option -> option.getAttribute("name").equals("sortBy"))
                .toList()) {
            Pattern.compile("(\\w+) [AD]")
                    .matcher(option.getTextContent())
                    .results()
                    .forEach(by -> used.add(by.group(1)));
        }

        assertThat(sandbox.store().getSchema(layer).getAttributeDescriptors())
                .extracting(descriptor -> descriptor.getLocalName())
                .containsAll(used);
    }

    @ParameterizedTest
    @MethodSource("layersInPlainStyles")
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
            for (Element filter : SldRule.elements(rule.element(), "Filter").toList()) {
                // GeoTools evaluates dateParse and parseBoolean of literals once for a map, in with one look into a
                // set, and
                // strStartsWith faster than PropertyIsLike
                assertThat(functions(filter))
                        .as(rule.toString())
                        .isSubsetOf("dateParse", "parseBoolean", "in", "strStartsWith");
            }
        }
    }

    /** A renderer folds filters before it draws. A text that has to be parsed for each feature would remain a text. */
    @ParameterizedTest
    @ValueSource(strings = {"images_by_age", "sequences_by_age"})
    void aYearIsParsedOnceForAMap(String style) {
        for (SldRule rule : SldRule.of(style)) {
            Filter folded = (Filter) rule.filter().accept(new SimplifyingFilterVisitor(), null);

            List<Object> compared = new ArrayList<>();
            folded.accept(
                    new DefaultFilterVisitor() {
                        @Override
                        public Object visit(Literal literal, @Nullable Object data) {
                            compared.add(literal.getValue());
                            return data;
                        }

                        @Override
                        public Object visit(Function function, @Nullable Object data) {
                            compared.add(function.getName());
                            return data;
                        }
                    },
                    null);
            assertThat(compared).as(rule.toString()).hasOnlyElementsOfType(Date.class);
        }
    }

    @ParameterizedTest
    @MethodSource("layersInPlainStyles")
    void everyFeatureIsInOneClass(String layer, String style) throws IOException {
        Filter box = box(layer);
        int all = sandbox.count(new Query(layer, box));
        int drawn = 0;
        for (SldRule rule : SldRule.classesOf(style)) {
            drawn += sandbox.count(new Query(layer, FF.and(box, rule.filter())));
        }

        assertThat(all).isPositive();
        assertThat(drawn).isEqualTo(all);
        sandbox.takeRequests();
    }

    @Test
    void theWedgeTurnsWithTheCompassAndIsLeftOutWhereTheAngleIsUnknown() throws IOException {
        SldRule heading = SldRule.of("images", "heading");
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
    void onlyAValueWithAnIconIsLookedForAsAFile() throws Exception {
        for (SldRule rule : SldRule.classesOf("traffic_signs_icons")) {
            if (rule.has("ExternalGraphic")) {
                String format = SldRule.elements(rule.element(), "Format")
                        .findFirst()
                        .orElseThrow()
                        .getTextContent();
                String installed = format.replace("'|" + rule.name() + "|'", "'|" + rule.name() + "--stop--g1|'");

                assertThat(format(format, rule.name() + "--stop--g1")).isEqualTo("none");
                assertThat(format(installed, rule.name() + "--stop--g1")).isEqualTo("image/png");
                assertThat(format(installed, rule.name() + "--stop--g12")).isEqualTo("none");
                assertThat(format(installed, rule.name())).isEqualTo("none");
            }
        }
    }

    /** A format as GeoTools evaluates it: what stands between the braces is an expression of the feature. */
    private static Object format(String text, String value) throws Exception {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("sign");
        type.add("value", String.class);
        return ECQL.toExpression(text.substring("${".length(), text.length() - 1))
                .evaluate(SimpleFeatureBuilder.build(type.buildFeatureType(), List.of(value), "1"));
    }

    @Test
    void aSignWithoutAnIconHasAMark() {
        assertThat(SldRule.classesOf("traffic_signs_icons"))
                .filteredOn(rule -> rule.has("ExternalGraphic"))
                .hasSize(4)
                .allSatisfy(rule -> assertThat(
                                ConfigFile.children(SldRule.elements(rule.element(), "Graphic")
                                                .findFirst()
                                                .orElseThrow())
                                        .stream()
                                        .map(Element::getLocalName))
                        .startsWith("ExternalGraphic", "Mark"));
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
