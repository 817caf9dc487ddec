package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** Writes down what a reading of a tile gives, in its order: rows, what the listener hears, what is counted, and failures. */
final class Transcript implements DecodeListener {
    /** A reading of a tile. */
    @FunctionalInterface
    interface Reading {
        RowCursor open(DecodeCounts counts) throws IOException;
    }

    /** After a failure, a cursor goes on with the next feature; after so many, the rest says nothing new. */
    private static final int MOST_FAILURES = 3;

    private final List<String> lines = new ArrayList<>();
    private final DecodeCounts counts = new DecodeCounts(this);

    private Transcript() {}

    static List<String> of(Reading reading) {
        Transcript transcript = new Transcript();
        transcript.read(reading);
        return transcript.lines;
    }

    private void read(Reading reading) {
        int failures = 0;
        try {
            RowCursor cursor = reading.open(counts);
            while (failures < MOST_FAILURES) {
                try {
                    Row row = cursor.next();
                    if (row == null) {
                        break;
                    }
                    lines.add(text(row));
                } catch (CorruptTileException e) {
                    failures++;
                    lines.add(e.getMessage() + " after " + counts.decoded() + ", " + counts.kept());
                }
            }
        } catch (IOException e) {
            lines.add("no tile: " + e.getMessage());
        }
        lines.add(counts.kept() + " of " + counts.decoded());
    }

    /** With all bits of the coordinates. */
    private static String text(Row row) {
        Geometry geometry = row.geometry();
        return row.id() + " " + row.values() + " "
                + (geometry == null ? "" : geometry.getGeometryType() + Arrays.toString(geometry.getCoordinates()));
    }

    @Override
    public void unreadable(String attribute, String featureId, String reason) {
        lines.add(featureId + " has an unreadable " + attribute + ": " + reason);
    }

    @Override
    public void passedOver(String reason) {
        lines.add(reason);
    }

    @Override
    public void cut(String attribute, String entityId) {
        throw new AssertionError("tiles have no lists");
    }
}
