package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryFormatsTest {

    private static final String FIRST = "{\"type\":\"Feature\",\"id\":\"images.1\","
            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[10.5,50.25]},"
            + "\"properties\":{\"id\":\"1\",\"captured_at\":\"2022-01-01T00:00:00Z\",\"compass_angle\":90.0,"
            + "\"is_pano\":true,\"organization_id\":\"plain\"}}";
    private static final String SECOND = "{\"type\":\"Feature\",\"id\":\"images.2\","
            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[179.5,-1.1234568]},"
            + "\"properties\":{\"id\":\"2\",\"captured_at\":\"2023-06-30T23:59:59.120Z\",\"compass_angle\":0.0001,"
            + "\"is_pano\":false,\"organization_id\":\"with, \\\"quotes\\\"\\nand ş\"}}";
    private static final String THIRD = "{\"type\":\"Feature\",\"id\":\"images.3\","
            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-179.5,1]},"
            + "\"properties\":{\"id\":\"3\",\"captured_at\":null,\"compass_angle\":null,"
            + "\"is_pano\":null,\"organization_id\":null}}";

    private static final String ATTRIBUTION = "\u00A9 Mapillary contributors, CC BY-SA 4.0 (https://www.mapillary.com)";
    private static final String CELL = ",\"" + ATTRIBUTION + "\"\r\n";
    private static final String START =
            "{\"type\":\"FeatureCollection\",\"attribution\":\"" + ATTRIBUTION + "\",\"features\":[\n";

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    @Test
    void geoJsonIsTheDefaultWithOneFeaturePerLine() {
        assertThat(command.run("query", "images", "--sort", "id")).isZero();
        assertThat(command.out()).isEqualTo(START + FIRST + ",\n" + SECOND + ",\n" + THIRD + "\n]}\n");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void anEmptyGeoJsonCollectionIsWhole() {
        command.run("query", "images", "--cql", "\"id\" = 'none'", "--format", "geojson");
        assertThat(command.out()).isEqualTo(START + "]}\n");
    }

    @Test
    void geoJsonLinesHaveNothingAroundTheFeaturesAndTheAttributionInEach() {
        command.run("query", "images", "--sort", "id", "--format", "geojsonl");
        assertThat(command.out()).isEqualTo(line(FIRST) + line(SECOND) + line(THIRD));
    }

    private static String line(String feature) {
        return feature.substring(0, feature.length() - 1) + ",\"attribution\":\"" + ATTRIBUTION + "\"}\n";
    }

    @Test
    void noGeoJsonLinesForNoFeatures() {
        command.run("query", "images", "--cql", "\"id\" = 'none'", "--format", "geojsonl");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void csvHasTheFeatureIdThenTheSchemaWithGeometryAsText() {
        assertThat(command.run("query", "images", "--sort", "id", "--format", "csv"))
                .isZero();
        assertThat(command.out())
                .isEqualTo("fid,geometry,id,captured_at,compass_angle,is_pano,organization_id,attribution\r\n"
                        + "images.1,POINT (10.5 50.25),1,2022-01-01T00:00:00Z,90.0,true,plain" + CELL
                        + "images.2,POINT (179.5 -1.1234568),2,2023-06-30T23:59:59.120Z,0.0001,false,"
                        + "\"with, \"\"quotes\"\"\nand ş\"" + CELL
                        + "images.3,POINT (-179.5 1),3,,,," + CELL);
    }

    @Test
    void csvOfNoFeaturesIsItsHeader() {
        command.run("query", "organizations", "--format", "CSV");
        assertThat(command.out()).isEqualTo("fid,id,slug,attribution\r\n");
    }

    @Test
    void withoutTheGeometryAmongTheAttributesItIsNull() {
        command.run("query", "images", "--attributes", "id", "--limit", "1", "--sort", "id", "--format", "geojsonl");
        assertThat(command.out())
                .isEqualTo(line(
                        "{\"type\":\"Feature\",\"id\":\"images.1\",\"geometry\":null,\"properties\":{\"id\":\"1\"}}"));
    }

    @Test
    void anUnknownFormatIsAUsageErrorThatListsTheFormats() {
        assertThat(command.run("query", "images", "--format", "shp")).isEqualTo(2);
        assertThat(command.err())
                .contains("'--format'", "GEOJSON, GEOJSONL, CSV")
                .hasLineCount(1);
    }
}
