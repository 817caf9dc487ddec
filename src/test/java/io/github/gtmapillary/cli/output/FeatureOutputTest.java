package io.github.gtmapillary.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class FeatureOutputTest {

    private static final SimpleFeatureType TYPE = type();

    private static SimpleFeatureType type() {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName("entities");
        type.add("id", String.class);
        type.add("geometry", Geometry.class);
        type.add("value", Double.class);
        type.add("computed_geometry", Point.class);
        type.add("width", Integer.class);
        type.setDefaultGeometry("geometry");
        return type.buildFeatureType();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POINT (1 2); {\"type\":\"Point\",\"coordinates\":[1,2]}",
                "POINT Z (1 2 3.5); {\"type\":\"Point\",\"coordinates\":[1,2,3.5]}",
                "POINT EMPTY; {\"type\":\"Point\",\"coordinates\":[]}",
                "POINT (1.00000005 -0.00000001); {\"type\":\"Point\",\"coordinates\":[1,0]}",
                "POINT (1.00000015 0.0000001); {\"type\":\"Point\",\"coordinates\":[1.0000002,0.0000001]}",
                "LINESTRING (1 2, 3 4); {\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}",
                "LINESTRING EMPTY; {\"type\":\"LineString\",\"coordinates\":[]}",
                "LINEARRING (0 0, 1 0, 1 1, 0 0); {\"type\":\"LineString\",\"coordinates\":[[0,0],[1,0],[1,1],[0,0]]}",
                "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 2, 2 3, 1 3, 1 2)); {\"type\":\"Polygon\",\"coordinates\":"
                        + "[[[0,0],[9,9],[0,9],[0,0]],[[1,2],[1,3],[2,3],[1,2]]]}",
                "POLYGON EMPTY; {\"type\":\"Polygon\",\"coordinates\":[]}",
                "MULTIPOINT ((1 2), (3 4)); {\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}",
                "MULTILINESTRING ((1 2, 3 4)); {\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]]]}",
                "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0))); {\"type\":\"MultiPolygon\",\"coordinates\":"
                        + "[[[[0,0],[1,0],[1,1],[0,0]]]]}",
                "MULTIPOLYGON EMPTY; {\"type\":\"MultiPolygon\",\"coordinates\":[]}",
                "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4)); {\"type\":\"GeometryCollection\",\"geometries\":"
                        + "[{\"type\":\"Point\",\"coordinates\":[1,2]},"
                        + "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}]}",
                "GEOMETRYCOLLECTION EMPTY; {\"type\":\"GeometryCollection\",\"geometries\":[]}",
            })
    void everyGeometryHasItsGeoJson(String wkt, String json) throws Exception {
        assertThat(written(OutputFormat.GEOJSONL, geometry(wkt), null, null))
                .isEqualTo("{\"type\":\"Feature\",\"id\":\"entities.1\",\"geometry\":" + json
                        + ",\"properties\":{\"id\":\"1\",\"value\":null,\"computed_geometry\":null,\"width\":7},\"attribution\":\""
                        + Origin.MAPILLARY.text() + "\"}\n");
    }

    @Test
    void aSecondGeometryIsAProperty() throws Exception {
        assertThat(written(OutputFormat.GEOJSONL, geometry("POINT (1 2)"), 5.0, geometry("POINT (3 4)")))
                .contains("\"value\":5.0,\"computed_geometry\":{\"type\":\"Point\",\"coordinates\":[3,4]},");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aNumberThatIsNoneIsNull(double value) throws Exception {
        assertThat(written(OutputFormat.GEOJSONL, null, value, null)).contains("\"geometry\":null", "\"value\":null");
        assertThat(written(OutputFormat.CSV, null, value, null)).contains("\r\nentities.1,1,,,,7,");
    }

    @Test
    void aCoordinateThatIsNoNumberIsAFailure() {
        Point nowhere = new GeometryFactory().createPoint(new Coordinate(Double.POSITIVE_INFINITY, 0));
        assertThatThrownBy(() -> written(OutputFormat.GEOJSONL, nowhere, null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Infinity");
    }

    @Test
    void csvRoundsTheCoordinatesOfACopy() throws Exception {
        Geometry line = geometry("LINESTRING (1.123456789 -0.00000001, 1e-7 4)");
        assertThat(written(OutputFormat.CSV, line, null, geometry("POINT (3 4)")))
                .isEqualToNormalizingNewlines("""
                        fid,id,geometry,value,computed_geometry,width,attribution
                        entities.1,1,"LINESTRING (1.1234568 0, 0.0000001 4)",,POINT (3 4),7,"%s"
                        """.formatted(Origin.MAPILLARY.text()));
        assertThat(line.getCoordinate().x).isEqualTo(1.123456789);
    }

    private static Geometry geometry(String wkt) throws ParseException {
        return new WKTReader().read(wkt);
    }

    private static String written(
            OutputFormat format, @Nullable Geometry geometry, @Nullable Double value, @Nullable Geometry computed)
            throws IOException {
        SimpleFeatureBuilder feature = new SimpleFeatureBuilder(TYPE);
        feature.add("1");
        feature.add(geometry);
        feature.add(value);
        feature.add(computed);
        feature.add(7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FeatureOutput output = format.begin(TYPE, Origin.MAPILLARY, out);
        output.write(feature.buildFeature("entities.1"));
        output.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}
