package io.github.gtmapillary.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * A JTS geometry as a GeoJSON geometry object: longitude, latitude and, if there is one, height; at most seven decimals; outer rings
 * counter-clockwise, holes clockwise (RFC 7946, 3.1.6). Empty geometries have empty {@code coordinates}.
 */
final class GeoJsonGeometry {

    private GeoJsonGeometry() {}

    static void write(Geometry geometry, JsonGenerator json) throws IOException {
        boolean collection = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
        json.writeStartObject();
        json.writeStringField("type", geometry instanceof LinearRing ? "LineString" : geometry.getGeometryType());
        json.writeFieldName(collection ? "geometries" : "coordinates");
        if (collection) {
            json.writeStartArray();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                write(geometry.getGeometryN(i), json);
            }
            json.writeEndArray();
        } else {
            writeCoordinates(geometry, json);
        }
        json.writeEndObject();
    }

    private static void writeCoordinates(Geometry geometry, JsonGenerator json) throws IOException {
        if (geometry instanceof Point point) {
            writePoint(point, json);
        } else if (geometry instanceof LineString line) {
            writePositions(line.getCoordinateSequence(), json);
        } else if (geometry instanceof Polygon polygon) {
            writePolygon(polygon, json);
        } else {
            json.writeStartArray();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                writeCoordinates(geometry.getGeometryN(i), json);
            }
            json.writeEndArray();
        }
    }

    private static void writePoint(Point point, JsonGenerator json) throws IOException {
        if (point.isEmpty()) {
            json.writeStartArray();
            json.writeEndArray();
        } else {
            writePosition(point.getCoordinateSequence(), 0, json);
        }
    }

    private static void writePolygon(Polygon polygon, JsonGenerator json) throws IOException {
        json.writeStartArray();
        if (!polygon.isEmpty()) {
            writePositions(wound(polygon.getExteriorRing(), true), json);
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                writePositions(wound(polygon.getInteriorRingN(i), false), json);
            }
        }
        json.writeEndArray();
    }

    private static CoordinateSequence wound(LinearRing ring, boolean counterClockwise) {
        CoordinateSequence positions = ring.getCoordinateSequence();
        return Orientation.isCCW(positions) == counterClockwise
                ? positions
                : ring.reverse().getCoordinateSequence();
    }

    private static void writePositions(CoordinateSequence positions, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < positions.size(); i++) {
            writePosition(positions, i, json);
        }
        json.writeEndArray();
    }

    private static void writePosition(CoordinateSequence positions, int index, JsonGenerator json) throws IOException {
        json.writeStartArray();
        writeOrdinate(positions.getX(index), json);
        writeOrdinate(positions.getY(index), json);
        if (!Double.isNaN(positions.getZ(index))) {
            writeOrdinate(positions.getZ(index), json);
        }
        json.writeEndArray();
    }

    private static void writeOrdinate(double ordinate, JsonGenerator json) throws IOException {
        if (!Double.isFinite(ordinate)) {
            throw new IOException("A geometry has the coordinate " + ordinate + ", which GeoJSON cannot hold");
        }
        json.writeNumber(Decimals.coordinate(ordinate));
    }
}
