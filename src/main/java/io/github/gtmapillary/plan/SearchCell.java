package io.github.gtmapillary.plan;

import io.github.gtmapillary.failure.Place;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.ApiLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * A box that the Graph API can be searched in, in degrees.
 *
 * @param west least longitude
 * @param south least latitude
 * @param east greatest longitude
 * @param north greatest latitude
 */
public record SearchCell(double west, double south, double east, double north) {

    /** About a decimetre, by which a cell is larger than its place, because coordinates are rounded on their way. */
    private static final double MARGIN = 1e-6;

    /** Decimal places of the coordinates in a request, about a centimetre. */
    private static final int DECIMALS = 7;

    private static final double METRES_PER_DEGREE = 111_320;

    /** A cell with this side is not divided further; if it holds too much, it is given up. */
    private static final double SMALLEST_METRES = 10;

    /**
     * Returns this cell as a place for failures.
     *
     * @return the same box
     */
    public Place toPlace() {
        return new Place(west, south, east, north);
    }

    /**
     * The cells that a region touches: each part is divided evenly, and cells that it does not touch are left out.
     *
     * @param most the most cells; of more, some are returned
     */
    static List<SearchCell> of(Region region, int most) {
        Set<SearchCell> cells = new LinkedHashSet<>();
        for (Geometry part : region.parts()) {
            new Grid(part, most, cells).descend();
        }
        return new ArrayList<>(cells);
    }

    /** One part of a region under a grid of cells. */
    private static final class Grid {
        private final GeometryFactory factory = new GeometryFactory();
        private final Envelope box;
        private final PreparedGeometry part;
        private final int columns;
        private final int rows;
        private final int most;
        private final Set<SearchCell> cells;

        Grid(Geometry part, int most, Set<SearchCell> cells) {
            this.box = part.getEnvelopeInternal();
            this.part = PreparedGeometryFactory.prepare(part);
            this.columns = number(box.getWidth());
            this.rows = number(box.getHeight());
            this.most = most;
            this.cells = cells;
        }

        private static int number(double degrees) {
            return (int) Math.max(1, Math.ceil(degrees / (ApiLimits.CELL_DEGREES - 4 * MARGIN)));
        }

        void descend() {
            descend(0, 0, columns, rows);
        }

        /** Halves the longer side until a single cell is left, along the branches that the part touches. */
        private void descend(int fromColumn, int fromRow, int toColumn, int toRow) {
            Envelope area = area(fromColumn, fromRow, toColumn, toRow);
            if (cells.size() > most || !part.intersects(factory.toGeometry(area))) {
                return;
            }
            int width = toColumn - fromColumn;
            int height = toRow - fromRow;
            if (width == 1 && height == 1) {
                cells.add(new SearchCell(area.getMinX(), area.getMinY(), area.getMaxX(), area.getMaxY()));
            } else if (width > height) {
                descend(fromColumn, fromRow, fromColumn + width / 2, toRow);
                descend(fromColumn + width / 2, fromRow, toColumn, toRow);
            } else {
                descend(fromColumn, fromRow, toColumn, fromRow + height / 2);
                descend(fromColumn, fromRow + height / 2, toColumn, toRow);
            }
        }

        private Envelope area(int fromColumn, int fromRow, int toColumn, int toRow) {
            Envelope area = new Envelope(
                    box.getMinX() + box.getWidth() * fromColumn / columns,
                    box.getMinX() + box.getWidth() * toColumn / columns,
                    box.getMinY() + box.getHeight() * fromRow / rows,
                    box.getMinY() + box.getHeight() * toRow / rows);
            area.expandBy(MARGIN);
            return area.intersection(new Envelope(-180, 180, -90, 90));
        }
    }

    /** The four quarters; none if they would be smaller than ten metres. */
    public List<SearchCell> quarters() {
        double metres = Math.max(
                (east - west) * METRES_PER_DEGREE * Math.cos(Math.toRadians((south + north) / 2)),
                (north - south) * METRES_PER_DEGREE);
        if (metres < 2 * SMALLEST_METRES) {
            return Collections.emptyList();
        }
        double x = (west + east) / 2;
        double y = (south + north) / 2;
        return List.of(
                new SearchCell(west, south, x, y),
                new SearchCell(x, south, east, y),
                new SearchCell(west, y, x, north),
                new SearchCell(x, y, east, north));
    }

    /** West, south, east, north, as the parameter {@code bbox} expects them: rounded outwards, so that quarters leave no gap. */
    String bbox() {
        return rounded(west, RoundingMode.FLOOR)
                + "," + rounded(south, RoundingMode.FLOOR)
                + "," + rounded(east, RoundingMode.CEILING)
                + "," + rounded(north, RoundingMode.CEILING);
    }

    private static String rounded(double degrees, RoundingMode mode) {
        return BigDecimal.valueOf(degrees).setScale(DECIMALS, mode).toPlainString();
    }

    @Override
    public String toString() {
        return bbox();
    }
}
