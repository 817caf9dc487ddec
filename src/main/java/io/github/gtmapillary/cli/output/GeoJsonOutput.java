package io.github.gtmapillary.cli.output;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * GeoJSON (RFC 7946), one feature per line: as one collection, or as the newline-delimited kind of RFC 8142's text sequences. The
 * origin is a member of the collection, or of each feature where there is none: lines are sorted, cut and joined with others.
 */
final class GeoJsonOutput implements FeatureOutput {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final List<String> properties;
    private final @Nullable String geometry;
    private final String separator;
    private final String end;
    private final @Nullable Origin ofEachFeature;
    private boolean any;

    private GeoJsonOutput(
            SimpleFeatureType type,
            OutputStream out,
            String start,
            String separator,
            String end,
            @Nullable Origin ofEachFeature)
            throws IOException {
        GeometryDescriptor descriptor = type.getGeometryDescriptor();
        this.geometry = descriptor == null ? null : descriptor.getLocalName();
        this.properties = type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .filter(name -> !name.equals(geometry))
                .toList();
        this.json = JSON.createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // to Jackson, features are separate root values, so this class writes the separators
        json.setRootValueSeparator(null);
        this.separator = separator;
        this.end = end;
        this.ofEachFeature = ofEachFeature;
        json.writeRaw(start);
    }

    static GeoJsonOutput collection(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
        String start = "{\"type\":\"FeatureCollection\",\"" + origin.member() + "\":\"" + origin.text()
                + "\",\"features\":[\n";
        return new GeoJsonOutput(type, out, start, ",\n", "\n]}\n", null);
    }

    static GeoJsonOutput lines(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
        return new GeoJsonOutput(type, out, "", "\n", "\n", origin);
    }

    @Override
    public void write(SimpleFeature feature) throws IOException {
        if (any) {
            json.writeRaw(separator);
        }
        any = true;
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField("id", feature.getID());
        json.writeFieldName("geometry");
        writeValue(geometry == null ? null : feature.getAttribute(geometry));
        json.writeObjectFieldStart("properties");
        for (String name : properties) {
            json.writeFieldName(name);
            writeValue(feature.getAttribute(name));
        }
        json.writeEndObject();
        if (ofEachFeature != null) {
            json.writeStringField(ofEachFeature.member(), ofEachFeature.text());
        }
        json.writeEndObject();
    }

    private void writeValue(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Geometry shape) {
            GeoJsonGeometry.write(shape, json);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else if (value instanceof Date moment) {
            json.writeString(Timestamps.iso(moment));
        } else {
            json.writeString(value.toString());
        }
    }

    /** JSON has neither NaN nor infinity. */
    private void writeNumber(Number number) throws IOException {
        if (Decimals.isFinite(number)) {
            json.writeNumber(Decimals.plain(number));
        } else {
            json.writeNull();
        }
    }

    @Override
    public void finish() throws IOException {
        // without a feature, the line break after the start is there already
        json.writeRaw(any ? end : end.substring(1));
        json.flush();
    }
}
