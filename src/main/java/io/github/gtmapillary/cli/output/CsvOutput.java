package io.github.gtmapillary.cli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.io.WKTWriter;

/**
 * CSV (RFC 4180) in UTF-8 with a header line: {@code fid}, then the attributes in schema order. Geometries are WKT, nulls empty.
 * The last column of each line names its origin: CSV has no comments, and users sort, cut and join lines.
 */
final class CsvOutput implements FeatureOutput {

    private final CSVPrinter csv;
    private final Origin origin;
    private final WKTWriter wkt = new WKTWriter(3);

    CsvOutput(SimpleFeatureType type, Origin origin, OutputStream out) throws IOException {
        this.origin = origin;
        // otherwise the writer makes a format of numbers for each geometry
        wkt.setPrecisionModel(new PrecisionModel());
        this.csv = new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), CSVFormat.RFC4180);
        List<String> header = new ArrayList<>();
        header.add("fid");
        type.getAttributeDescriptors().stream()
                .map(AttributeDescriptor::getLocalName)
                .forEach(header::add);
        header.add(origin.column());
        csv.printRecord(header);
    }

    @Override
    public void write(SimpleFeature feature) throws IOException {
        csv.print(feature.getID());
        for (Object value : feature.getAttributes()) {
            csv.print(text(value));
        }
        csv.print(origin.text());
        csv.println();
    }

    private @Nullable String text(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Geometry geometry) {
            return wkt.write(rounded(geometry));
        }
        if (value instanceof Date moment) {
            return Timestamps.iso(moment);
        }
        if (value instanceof Number number) {
            return Decimals.isFinite(number) ? Decimals.plain(number) : null;
        }
        return value.toString();
    }

    private static Geometry rounded(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply(new Rounding());
        return copy;
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
    }

    /** Rounds every ordinate in place, so that the WKT writer has no further digits to write. */
    private static final class Rounding implements CoordinateSequenceFilter {

        @Override
        public void filter(CoordinateSequence positions, int index) {
            for (int ordinate = 0; ordinate < positions.getDimension(); ordinate++) {
                double value = positions.getOrdinate(index, ordinate);
                if (Double.isFinite(value)) {
                    positions.setOrdinate(index, ordinate, Decimals.rounded(value));
                }
            }
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
