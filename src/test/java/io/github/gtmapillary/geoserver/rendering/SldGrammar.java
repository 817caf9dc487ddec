package io.github.gtmapillary.geoserver.rendering;

import io.github.gtmapillary.geoserver.config.ConfigFile;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * The part of Styled Layer Descriptor 1.0.0 (OGC 02-070, annex A) and Filter Encoding 1.0.0 (OGC 02-059, annex A) that the styles
 * use: what may stand in an element, in which order. The schemas themselves are on the web alone. Beyond them stands what
 * GeoServer's documentation of its extensions allows: vendor options, rendering transformations and labels with a graphic.
 */
final class SldGrammar {
    private static final String SLD = "http://www.opengis.net/sld";
    private static final String OGC = "http://www.opengis.net/ogc";

    private static final String TEXT = "";
    private static final String EXPRESSION = "(PropertyName|Literal|Function|Add|Sub|Mul|Div)";
    private static final String CONDITION = "(And|Or|Not|PropertyIsEqualTo|PropertyIsNotEqualTo|PropertyIsLessThan"
            + "|PropertyIsLessThanOrEqualTo|PropertyIsGreaterThan|PropertyIsGreaterThanOrEqualTo|PropertyIsLike"
            + "|PropertyIsNull|PropertyIsBetween)";
    private static final String SYMBOLIZER =
            "(PointSymbolizer|LineSymbolizer|PolygonSymbolizer|TextSymbolizer|RasterSymbolizer)";

    /** The children of an element in the namespace of styles, each name with a blank after it. */
    private static final Map<String, String> STYLE = Map.ofEntries(
            Map.entry("StyledLayerDescriptor", "(Name )?(Title )?(Abstract )?(NamedLayer )*"),
            Map.entry("NamedLayer", "Name (UserStyle )*"),
            Map.entry("UserStyle", "(Name )?(Title )?(Abstract )?(IsDefault )?(FeatureTypeStyle )+"),
            Map.entry(
                    "FeatureTypeStyle",
                    "(Name )?(Title )?(Abstract )?(FeatureTypeName )?(Transformation )?(Rule )+(VendorOption )*"),
            Map.entry(
                    "Rule",
                    "(Name )?(Title )?(Abstract )?((Filter |ElseFilter ))?(MinScaleDenominator )?(MaxScaleDenominator )?("
                            + SYMBOLIZER + " )+(VendorOption )*"),
            Map.entry("ElseFilter", TEXT),
            Map.entry("Transformation", "Function "),
            Map.entry("PointSymbolizer", "(Geometry )?(Graphic )?(VendorOption )*"),
            Map.entry("LineSymbolizer", "(Geometry )?(Stroke )?"),
            Map.entry(
                    "TextSymbolizer",
                    "(Geometry )?(Label )?(Font )?(LabelPlacement )?(Halo )?(Fill )?(Graphic )?(VendorOption )*"),
            Map.entry("Label", "(" + EXPRESSION + " )*"),
            Map.entry("Font", "(CssParameter )*"),
            Map.entry("LabelPlacement", "(PointPlacement|LinePlacement) "),
            Map.entry("PointPlacement", "(AnchorPoint )?(Displacement )?(Rotation )?"),
            Map.entry("AnchorPoint", "AnchorPointX AnchorPointY "),
            Map.entry("AnchorPointX", TEXT),
            Map.entry("AnchorPointY", TEXT),
            Map.entry("Displacement", "DisplacementX DisplacementY "),
            Map.entry("DisplacementX", TEXT),
            Map.entry("DisplacementY", TEXT),
            Map.entry("Halo", "(Radius )?(Fill )?"),
            Map.entry("Radius", TEXT),
            Map.entry("Geometry", "PropertyName "),
            Map.entry("RasterSymbolizer", "(Geometry )?(Opacity )?(ColorMap )?"),
            Map.entry("ColorMap", "(ColorMapEntry )+"),
            Map.entry("ColorMapEntry", TEXT),
            Map.entry("VendorOption", TEXT),
            Map.entry("Graphic", "((ExternalGraphic |Mark ))*(Opacity )?(Size )?(Rotation )?"),
            Map.entry("ExternalGraphic", "OnlineResource Format "),
            Map.entry("Mark", "(WellKnownName )?(Fill )?(Stroke )?"),
            Map.entry("Fill", "(GraphicFill )?(CssParameter )*"),
            Map.entry("Stroke", "((GraphicFill |GraphicStroke ))?(CssParameter )*"),
            Map.entry("CssParameter", "(" + EXPRESSION + " )*"),
            Map.entry("Size", "(" + EXPRESSION + " )*"),
            Map.entry("Rotation", "(" + EXPRESSION + " )*"),
            Map.entry("OnlineResource", TEXT),
            Map.entry("Name", TEXT),
            Map.entry("Title", TEXT),
            Map.entry("Abstract", TEXT),
            Map.entry("Format", TEXT),
            Map.entry("WellKnownName", TEXT),
            Map.entry("MinScaleDenominator", TEXT),
            Map.entry("MaxScaleDenominator", TEXT));

    /** The same in the namespace of filters. */
    private static final Map<String, String> FILTER = Map.ofEntries(
            Map.entry("Filter", CONDITION + " "),
            Map.entry("And", CONDITION + " (" + CONDITION + " )+"),
            Map.entry("Or", CONDITION + " (" + CONDITION + " )+"),
            Map.entry("Not", CONDITION + " "),
            Map.entry("PropertyIsEqualTo", EXPRESSION + " " + EXPRESSION + " "),
            Map.entry("PropertyIsLessThan", EXPRESSION + " " + EXPRESSION + " "),
            Map.entry("PropertyIsGreaterThan", EXPRESSION + " " + EXPRESSION + " "),
            Map.entry("PropertyIsGreaterThanOrEqualTo", EXPRESSION + " " + EXPRESSION + " "),
            Map.entry("PropertyIsLike", "PropertyName Literal "),
            Map.entry("PropertyIsNull", "(PropertyName |Literal )"),
            Map.entry("Add", EXPRESSION + " " + EXPRESSION + " "),
            Map.entry("Function", "(" + EXPRESSION + " )*"),
            Map.entry("PropertyName", TEXT),
            Map.entry("Literal", TEXT));

    private SldGrammar() {}

    /**
     * Checks an element and all below it.
     *
     * @throws AssertionError naming the element and what stands in it
     */
    static void check(Element element) {
        String name = element.getLocalName();
        String allowed = (element.getNamespaceURI().equals(OGC) ? FILTER : STYLE).get(name);
        if (allowed == null
                || !(element.getNamespaceURI().equals(SLD)
                        || element.getNamespaceURI().equals(OGC))) {
            throw new AssertionError("there is no element " + element.getTagName());
        }
        String found = ConfigFile.children(element).stream()
                .map(child -> child.getLocalName() + " ")
                .collect(Collectors.joining());
        if (!Pattern.matches(allowed, found)) {
            throw new AssertionError(element.getTagName() + " can't hold " + found + "but " + allowed);
        }
        ConfigFile.children(element).forEach(SldGrammar::check);
    }
}
