package io.github.gtmapillary.geoserver.config;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.text.DateFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.geotools.api.data.Query;
import org.geotools.api.feature.Property;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The GetFeatureInfo templates, filled in with features in the form in which GeoServer gives them. */
class FeatureInfoTemplatesTest {
    /** The version whose behaviour GeoServer 2.27 asks FreeMarker for ({@code TemplateUtils.FM_VERSION}). */
    private static final Version BEHAVIOUR = Configuration.VERSION_2_3_0;

    private static final String PLACE = "BBOX(geometry, 12.985, 55.598, 12.995, 55.604)";

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    static List<String> layers() {
        return ConfigFile.all("**/layer.xml").stream().map(ConfigFile::folder).toList();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayerTellsWhatItsFeaturesAre(String layer) throws Exception {
        List<SimpleFeature> features = some(layer);

        Document page = page(layer, models(features), Map.of());

        assertThat(elements(page, "table")).hasSameSizeAs(features).hasSizeGreaterThan(1);
        assertThat(elements(page, "caption"))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        for (int i = 0; i < features.size(); i++) {
            Element table = (Element) page.getElementsByTagName("table").item(i);
            assertThat(table.getTextContent()).contains((String) features.get(i).getAttribute("id"));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatIsNullOrWasNotAskedForIsLeftOut(String layer) throws Exception {
        SimpleFeatureType type = sandbox.store().getSchema(layer);
        SimpleFeature nulls = SimpleFeatureBuilder.build(type, new Object[type.getAttributeCount()], layer + ".1");

        Document page = page(layer, List.of(model(nulls), Map.of("fid", layer + ".2")), Map.of());

        assertThat(elements(page, "table")).hasSize(2);
        assertThat(elements(page, "tr")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void textOfStrangersIsNoMarkup(String layer) throws Exception {
        SimpleFeatureType type = sandbox.store().getSchema(layer);
        String evil = "</td><script>alert('1')</script>\"";
        Object[] values = type.getAttributeDescriptors().stream()
                .map(attribute -> attribute.getType().getBinding() == String.class ? evil : null)
                .toArray();

        Document page = page(layer, models(List.of(SimpleFeatureBuilder.build(type, values, layer + ".1"))), Map.of());

        assertThat(elements(page, "script")).isEmpty();
        assertThat(elements(page, "td")).isNotEmpty();
        assertThat(links(page)).allSatisfy(link -> assertThat(link).matches("(https://|ows\\?)[^<>\"]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "overview", "image_entities"})
    void anImageLinksToMapillaryAndToItsSequence(String layer) throws Exception {
        SimpleFeature image = some(layer).get(0);

        List<String> links = links(page(layer, models(List.of(image)), Map.of()));

        assertThat(links)
                .contains("https://www.mapillary.com/app/?pKey=" + image.getAttribute("id"))
                .anyMatch(link -> link.contains("typeNames=mapillary:sequences")
                        && link.contains((String) image.getAttribute("sequence_id")));
    }

    @Test
    void linksWithinTheServerAskForTypesAndAttributesThatThereAre() throws Exception {
        Set<String> asked = layers().stream()
                .flatMap(layer -> links(filled(layer)).stream())
                .filter(link -> link.startsWith("ows?"))
                .collect(Collectors.toSet());

        assertThat(asked).isNotEmpty();
        for (String link : asked) {
            Map<String, String> parameters = parameters(link);
            String type = parameters.get("typeNames").replace("mapillary:", "");
            Query query = SandboxStore.query(type, parameters.get("cql_filter"));
            assertThat(sandbox.store().explain(query).requests()).as(link).isNotEmpty();
        }
    }

    @Test
    void timesAreInUtc() throws Exception {
        SimpleFeature image = some("images").get(0);
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(((Timestamp) image.getAttribute("captured_at")).toInstant());

        assertThat(cell(page("images", models(List.of(image)), Map.of()), "Taken"))
                .isEqualTo(time + " UTC");
    }

    @Test
    void aDirectionIsNamedAndAnUnknownOneIsNot() throws Exception {
        assertThat(cell(image(Map.of("compass_angle", 88.84984889898433)), "Looks to"))
                .isEqualTo("88.8° (E)");
        assertThat(cell(image(Map.of("compass_angle", 359.0)), "Looks to")).isEqualTo("359.0° (N)");
        assertThat(cell(image(Map.of("compass_angle", 202.6)), "Looks to")).isEqualTo("202.6° (SW)");
        assertThat(cell(image(Map.of("compass_angle", 0.0)), "Looks to")).isEmpty();
        assertThat(cell(image(Map.of("compass_angle", -90.0)), "Looks to")).isEqualTo("-90.0° (W)");
    }

    @Test
    void aMapFeatureMayFaceNorth() throws Exception {
        SimpleFeatureType type = sandbox.store().getSchema("map_feature_entities");
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(type);
        builder.set("aligned_direction", 0.0);

        assertThat(cell(
                        page(
                                "map_feature_entities",
                                models(List.of(builder.buildFeature("map_feature_entities.1"))),
                                Map.of()),
                        "Faces"))
                .isEqualTo("0.0° (N)");
    }

    @Test
    void aThumbnailIsShownInlineOnlyWhereTheServerSaysSo() throws Exception {
        SimpleFeature image = some("image_entities").get(0);
        String thumbnail = "https://scontent.example/thumb.jpg?oh=1&oe=2";
        image.setAttribute("thumb_256_url", thumbnail);

        Document plain = page("image_entities", models(List.of(image)), Map.of());
        Document inline = page("image_entities", models(List.of(image)), Map.of("MAPILLARY_THUMBNAILS", "inline"));

        assertThat(links(plain)).contains(thumbnail);
        assertThat(plain.getElementsByTagName("img").getLength()).isZero();
        assertThat(((Element) inline.getElementsByTagName("img").item(0)).getAttribute("src"))
                .isEqualTo(thumbnail);
    }

    @Test
    void theSandboxsThumbnailsAreLinkedAndShownAsMapillarysAre() throws Exception {
        // Mapillary keeps no original of some images
        SimpleFeature image = some("image_entities").stream()
                .filter(any -> any.getAttribute("thumb_original_url") != null)
                .findFirst()
                .orElseThrow();

        Document inline = page("image_entities", models(List.of(image)), Map.of("MAPILLARY_THUMBNAILS", "inline"));

        assertThat(links(inline))
                .contains(
                        (String) image.getAttribute("thumb_256_url"),
                        (String) image.getAttribute("thumb_1024_url"),
                        (String) image.getAttribute("thumb_2048_url"),
                        (String) image.getAttribute("thumb_original_url"));
        assertThat(((Element) inline.getElementsByTagName("img").item(0)).getAttribute("src"))
                .isEqualTo(image.getAttribute("thumb_256_url"));
    }

    @Test
    void noLinkLeadsToAnotherSchemeThanHttp() throws Exception {
        SimpleFeature image = some("image_entities").get(0);
        image.setAttribute("thumb_1024_url", "javascript:alert(1)");

        assertThat(links(page("image_entities", models(List.of(image)), Map.of())))
                .noneMatch(link -> link.startsWith("javascript"));
    }

    @Test
    void theMacrosAreTheSameInEveryLayer() throws IOException {
        Set<String> macros = layers().stream()
                .map(layer -> {
                    String content = read(layer + "/content.ftl");
                    return content.substring(0, content.indexOf("<#macro web"));
                })
                .collect(Collectors.toSet());

        assertThat(macros).hasSize(1);
    }

    @Test
    void thePageNamesMapillaryAndItsLicence() throws Exception {
        assertThat(links(filled("images")))
                .contains("https://www.mapillary.com", "https://creativecommons.org/licenses/by-sa/4.0/");
    }

    /** Clients put the page into one of their own, where a rule for {@code body} or {@code table} would change what is theirs. */
    @Test
    void styleRulesReachNothingOutsideOfThePagesOwnElement() throws Exception {
        String rules = String.join("", elements(filled("images"), "style")).replaceAll("(?s)/\\*.*?\\*/", "");
        List<String> selectors = Pattern.compile("([^{}]+)\\{[^{}]*}")
                .matcher(rules)
                .results()
                .flatMap(rule -> Stream.of(rule.group(1).split(",")))
                .map(String::strip)
                .toList();

        assertThat(selectors)
                .hasSizeGreaterThan(5)
                .allSatisfy(selector -> assertThat(selector).matches("\\.mapillary-feature-info( [a-z]+)?"));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void thePagesOwnElementHoldsAllOfIt(String layer) {
        Element body = (Element) filled(layer).getElementsByTagName("body").item(0);
        List<Element> children = ConfigFile.children(body);

        assertThat(children).hasSize(1);
        assertThat(children.get(0).getAttribute("class")).isEqualTo("mapillary-feature-info");
        assertThat(children.get(0).getElementsByTagName("table").getLength()).isPositive();
    }

    private static List<SimpleFeature> some(String layer) throws IOException {
        String filter = PLACE;
        if (layer.equals("overview")) {
            filter = "BBOX(geometry, 12, 55, 14, 56)";
        } else if (layer.equals("detections")) {
            filter = "image_id IN ("
                    + some("images").stream()
                            .map(image -> "'" + image.getAttribute("id") + "'")
                            .collect(Collectors.joining(","))
                    + ")";
        }
        Query query = SandboxStore.query(layer, filter);
        query.setMaxFeatures(5);
        return sandbox.read(query);
    }

    private static Document filled(String layer) {
        try {
            return page(layer, models(some(layer)), Map.of());
        } catch (Exception e) {
            throw new IllegalStateException(layer, e);
        }
    }

    private static Document image(Map<String, Object> values) throws Exception {
        SimpleFeatureBuilder builder = new SimpleFeatureBuilder(sandbox.store().getSchema("images"));
        values.forEach(builder::set);
        return page("images", models(List.of(builder.buildFeature("images.1"))), Map.of());
    }

    private static List<Map<String, Object>> models(List<SimpleFeature> features) {
        return features.stream().map(FeatureInfoTemplatesTest::model).toList();
    }

    /** A feature as GeoServer's {@code FeatureWrapper} gives it to a template: attributes by name, and what the feature is. */
    private static Map<String, Object> model(SimpleFeature feature) {
        Map<String, Object> model = new HashMap<>();
        for (Property property : feature.getProperties()) {
            Object value = property.getValue();
            model.put(
                    property.getName().getLocalPart(),
                    Map.of(
                            "name",
                            property.getName().getLocalPart(),
                            "value",
                            valueText(value),
                            "rawValue",
                            value == null ? "" : value,
                            "isGeometry",
                            value instanceof Geometry));
        }
        model.put("fid", feature.getID());
        model.put("typeName", feature.getFeatureType().getTypeName());
        return model;
    }

    private static String valueText(Object value) {
        if (value instanceof Date date) {
            return DateFormat.getDateTimeInstance().format(date);
        }
        return value == null ? "" : value.toString();
    }

    /** The whole page, as GeoServer puts it together when one layer was asked. The environment gives empty texts for what it lacks. */
    private static Document page(
            String layer, List<? extends Map<String, Object>> features, Map<String, String> environment)
            throws Exception {
        StringWriter html = new StringWriter();
        process("../header.ftl", Map.of(), html);
        process(layer + "/content.ftl", Map.of("features", features, "environment", environment), html);
        process("../footer.ftl", Map.of(), html);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.toString().strip())));
    }

    private static void process(String path, Map<String, Object> model, StringWriter out)
            throws IOException, TemplateException {
        Configuration configuration = new Configuration(BEHAVIOUR);
        configuration.setObjectWrapper(new DefaultObjectWrapper(BEHAVIOUR));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        new Template(path, new StringReader(read(path)), configuration).process(model, out);
    }

    private static String read(String path) {
        try {
            return Files.readString(ConfigFile.STORE.resolve(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> elements(Document page, String tag) {
        NodeList found = page.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    private static List<String> links(Document page) {
        NodeList found = page.getElementsByTagName("a");
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> ((Element) found.item(i)).getAttribute("href"))
                .toList();
    }

    /** The text beside a heading, empty if there is no such heading. */
    private static String cell(Document page, String heading) {
        int row = elements(page, "th").indexOf(heading);
        return row < 0 ? "" : elements(page, "td").get(row).strip();
    }

    private static Map<String, String> parameters(String link) {
        return Arrays.stream(link.substring(link.indexOf('?') + 1).split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
