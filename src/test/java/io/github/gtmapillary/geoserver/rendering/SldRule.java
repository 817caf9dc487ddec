package io.github.gtmapillary.geoserver.rendering;

import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.ExpressionDOMParser;
import org.geotools.filter.FilterDOMParser;
import org.geotools.filter.function.EnvFunction;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A rule of a style, with its filter as GeoTools' own parser of styles reads it.
 *
 * @param style the style's name
 * @param element the rule
 */
record SldRule(String style, Element element) {
    /** The scale denominator of zoom 0 of a web map: EPSG:3857, tiles of 256 pixels of 0.28 mm. */
    private static final double ZOOM_0 = 559_082_264.028_717_8;

    static List<SldRule> of(String style) {
        return elements(file(style).root(), "Rule")
                .map(rule -> new SldRule(style, rule))
                .toList();
    }

    static ConfigFile file(String style) {
        return ConfigFile.read(ConfigFile.WORKSPACE.resolve("styles").resolve(style + ".sld"));
    }

    /** The rules that tell the features of a style apart: those that both its maps and its legend show. */
    static List<SldRule> classesOf(String style) {
        return of(style).stream()
                .filter(rule -> rule.isInLegend() && rule.isOnMap())
                .toList();
    }

    static SldRule of(String style, String name) {
        return of(style).stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a style draws what a rendering transformation makes of the features. */
    static boolean isTransformed(String style) {
        return elements(file(style).root(), "Transformation").findAny().isPresent();
    }

    boolean isInLegend() {
        return !inclusion().equals("mapOnly");
    }

    boolean isOnMap() {
        return !inclusion().equals("legendOnly");
    }

    /** Where GeoServer shows the rule: normal, mapOnly or legendOnly, said by the rule or by what holds it. */
    private String inclusion() {
        return Stream.of(element, (Element) element.getParentNode())
                .map(holder -> vendorOption(holder, "inclusion"))
                .filter(option -> !option.isEmpty())
                .findFirst()
                .orElse("normal");
    }

    /** A vendor option of the rule's symbolizer, empty when it has none. */
    String symbolizerOption(String name) {
        return elements(element, "VendorOption")
                .filter(option -> option.getAttribute("name").equals(name))
                .map(option -> option.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    static String vendorOption(Element holder, String name) {
        return ConfigFile.children(holder).stream()
                .filter(child -> child.getLocalName().equals("VendorOption")
                        && child.getAttribute("name").equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    boolean has(String localName) {
        return elements(element, localName).findAny().isPresent();
    }

    /** The styles that a layer offers, by their names, the default first. */
    static List<String> stylesOf(String layer) {
        return ConfigFile.read(ConfigFile.STORE.resolve(layer).resolve("layer.xml"))
                .texts("defaultStyle/id | styles/style/id")
                .stream()
                .map(id -> id.substring("StyleInfoImpl--mapillary-".length()))
                .toList();
    }

    String name() {
        return text("Name");
    }

    String title() {
        return text("Title");
    }

    /** Its filter. An ElseFilter is what no filter of the rules beside it takes. */
    Filter filter() {
        if (has("ElseFilter")) {
            List<Filter> others = elements((Element) element.getParentNode(), "Rule")
                    .map(rule -> new SldRule(style, rule))
                    .filter(rule -> !rule.has("ElseFilter"))
                    .map(SldRule::filter)
                    .toList();
            FilterFactory factory = CommonFactoryFinder.getFilterFactory();
            return factory.not(factory.or(others));
        }
        return elements(element, "Filter")
                .map(filter ->
                        FilterDOMParser.parseFilter(ConfigFile.children(filter).get(0)))
                .findFirst()
                .orElse(Filter.INCLUDE);
    }

    /** Every colour that it fills or draws with, as {@code #rrggbb}. */
    List<String> colours() {
        return elements(element, "CssParameter")
                .filter(parameter -> List.of("fill", "stroke").contains(parameter.getAttribute("name")))
                .map(parameter -> parameter.getTextContent().strip())
                .toList();
    }

    /** The colour that tells its class: what fills its mark, or what draws it where nothing, or white, fills it. */
    String classColour() {
        return colours().stream()
                .filter(colour -> !colour.equals("#ffffff"))
                .findFirst()
                .orElseThrow();
    }

    /** The look of its last mark. */
    String shape() {
        List<Element> names = elements(element, "WellKnownName").toList();
        return names.isEmpty()
                ? ""
                : names.get(names.size() - 1).getTextContent().strip();
    }

    /** The zooms of a web map, from 0 to 22, at which it is drawn. */
    List<Integer> zooms() {
        return IntStream.rangeClosed(0, 22).filter(this::drawnAt).boxed().toList();
    }

    boolean drawnAt(int zoom) {
        double denominator = denominator(zoom);
        return denominator >= number("MinScaleDenominator", 0)
                && denominator < number("MaxScaleDenominator", Double.POSITIVE_INFINITY);
    }

    /** A number that depends on the scale, as GeoServer evaluates it for a map of this zoom. */
    double atZoom(String parameter, int zoom) {
        EnvFunction.setLocalValues(Map.of("wms_scale_denominator", denominator(zoom)));
        try {
            return expression(parameter).evaluate(null, Double.class);
        } finally {
            EnvFunction.clearLocalValues();
        }
    }

    /** The expression that an element, or a {@code CssParameter} of this name, holds. */
    Expression expression(String parameter) {
        Element holder = Stream.concat(
                        elements(element, parameter),
                        elements(element, "CssParameter")
                                .filter(css -> css.getAttribute("name").equals(parameter)))
                .findFirst()
                .orElseThrow();
        List<Element> children = ConfigFile.children(holder);
        return children.isEmpty()
                ? CommonFactoryFinder.getFilterFactory()
                        .literal(holder.getTextContent().strip())
                : new ExpressionDOMParser().expression(children.get(0));
    }

    private static double denominator(int zoom) {
        return ZOOM_0 / Math.pow(2, zoom);
    }

    private String text(String child) {
        return ConfigFile.children(element).stream()
                .filter(candidate -> candidate.getLocalName().equals(child))
                .map(candidate -> candidate.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private double number(String child, double otherwise) {
        String text = text(child);
        return text.isEmpty() ? otherwise : Double.parseDouble(text);
    }

    static Stream<Element> elements(Element parent, String localName) {
        NodeList found = parent.getElementsByTagNameNS("*", localName);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    @Override
    public String toString() {
        return style + "/" + name();
    }
}
